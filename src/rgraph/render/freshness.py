"""The first line of every answer to an agent: which commit it is about, and how fresh that is."""

from __future__ import annotations

from collections.abc import Collection

from rgraph.spelling import counted
from rgraph.view.freshness import Standing

from .text import day
from .told import shown

_NAMED = 3
"""How many files that differ are named."""


def standing_lines(standing: Standing, paths: Collection[str] = ()) -> list[str]:
    """What the answer is about; `paths` are the files that it speaks of."""
    return [shown("; ".join(_parts(standing, frozenset(paths)))), *(shown(f"note: {told}") for told in standing.told)]


def _parts(standing: Standing, paths: frozenset[str]) -> list[str]:
    commit = standing.commit
    if commit is None:
        head = f"on {standing.head[:10]}" if standing.head else "before the first commit"
        first = f"at {standing.revision} {head}"
    else:
        first = f"at {_named(standing)}{commit.oid[:10]} {day(commit.time)}"
    parts = [first]
    if commit is not None and standing.head and commit.oid != standing.head:
        parts.append(f"HEAD is {standing.head[:10]}")
    if standing.moved_from:
        parts.append(f"HEAD moved since the last answer, from {standing.moved_from[:10]}")
    parts.append(_touched(standing, paths))
    return [part for part in parts if part]


def _named(standing: Standing) -> str:
    """The revision as asked for, where it is not the commit's own name."""
    commit = standing.commit
    if commit is None or commit.oid.startswith(standing.revision):
        return ""
    branch = f" ({standing.branch})" if standing.branch and standing.revision == "HEAD" else ""
    return f"{standing.revision}{branch} "


def _touched(standing: Standing, paths: frozenset[str]) -> str:
    if not standing.touched:
        return "worktree as HEAD"
    files = counted(len(standing.touched), "file")
    if standing.commit is None:
        return f"{files} not committed"
    here = [path for path in standing.touched if path in paths]
    more = f", of this answer {', '.join(here[:_NAMED])}{' and others' if len(here) > _NAMED else ''}" if here else ""
    return f"worktree differs from HEAD in {files}{more} (at=worktree includes them)"
