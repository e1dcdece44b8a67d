"""What changed and was not compared: macro calls that make items and were not expanded, includes, unread files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .hidden_items import hiding
from .limits import MAX_CALLS_NAMED

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

_SHAPES = ("macro", "include")
_Call = tuple[str, str, str]
"""Shape, name, and a hash of the whole call."""

_Calls = dict[_Call, list[str]]
"""Where each call stands, `src/lib.rs:7`, as often as it does."""


def unjudged(old: CommitGraph, new: CommitGraph, paths: Iterable[RepoPath]) -> list[str]:
    """One sentence on what changed in these files and is not judged, none where all is."""
    paths = [path for path in paths if path.endswith(".rs")]
    before, after = (Counter({call: len(at) for call, at in _calls(graph, paths).items()}) for graph in (old, new))
    counts = {shape: max(_of(after - before, shape), _of(before - after, shape)) for shape in _SHAPES}
    unread = sum(any(path in graph.files and hiding(graph, path) is not None for graph in (old, new)) for path in paths)
    told = [
        _plural(counts["macro"], "macro call", "macro calls"),
        _plural(counts["include"], "include", "includes"),
        _plural(unread, "file that was not read in full", "files that were not read in full"),
    ]
    kept = [text for text in told if text]
    if not kept:
        return []
    whose = "its" if sum(counts.values()) + unread == 1 else "their"
    return [f"{listed(kept)} changed; {whose} items are not judged"]


def unjudged_calls(old: CommitGraph, new: CommitGraph, paths: Iterable[RepoPath]) -> list[str]:
    """One sentence on each of these calls, with its name and place: where it stands now, or where it stood."""
    paths = [path for path in paths if path.endswith(".rs")]
    before, after = _calls(old, paths), _calls(new, paths)
    come, gone = _left(after, before), _left(before, after)
    told = [f"the {_word(call)} at {place} changed or is new" for call, place in come]
    names = Counter(_word(call) for call, _ in come)
    for call, place in gone:
        names[_word(call)] -= 1
        if names[_word(call)] < 0:
            told.append(f"the {_word(call)} that was at {place} changed or is gone")
    return told[:MAX_CALLS_NAMED]


def _left(calls: _Calls, others: _Calls) -> list[tuple[_Call, str]]:
    """The calls that there are no equal ones of, with their places, in the order of these."""
    kept = [(call, place) for call, places in calls.items() for place in places[len(others.get(call, ())) :]]
    return sorted(kept, key=lambda found: (found[1].rpartition(":")[0], int(found[1].rpartition(":")[2]), found[0]))


def _word(call: _Call) -> str:
    return f"call `{call[1]}!`" if call[0] == "macro" else "`include!`"


def _calls(graph: CommitGraph, paths: Iterable[RepoPath]) -> _Calls:
    """The calls in these files that stand where items do, and whose items are not known."""
    found: _Calls = {}
    for path in paths:
        linked = graph.declares(path) if path in graph.files else None
        for one in linked.unresolved if linked is not None else ():
            at = graph.item(one.owner) if one.shape in _SHAPES else None
            if at is not None and at.kind is ItemKind.MACRO_CALL and at.item is not None:
                found.setdefault((one.shape, at.name, at.item.body_hash), []).append(f"{at.path}:{at.line}")
    return found


def _of(calls: Counter[_Call], shape: str) -> int:
    return sum(count for call, count in calls.items() if call[0] == shape)


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def listed(parts: list[str]) -> str:
    """Some words as a list in a sentence."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
