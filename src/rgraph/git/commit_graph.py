"""The commit graph: a deterministic walk with parents first, merge bases, distances."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice

import pygit2
from pygit2.enums import SortMode

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid

from .objects import ObjectReader
from .records import CommitRecord


def walk(
    repo: pygit2.Repository, objects: ObjectReader, tips: Iterable[Oid], hide: Iterable[Oid] = ()
) -> Iterator[CommitRecord]:
    """Commits reachable from `tips` and not from `hide`, parents before children; among free ones the oldest first.

    Equal times are ordered by oid, so the order is a function of the set of commits alone.
    """
    records = {oid: objects.commit(oid) for oid in reachable(repo, list(tips), list(hide))}
    children: dict[Oid, list[Oid]] = {}
    waiting: dict[Oid, int] = {}
    ready: list[tuple[int, Oid]] = []
    for oid, record in records.items():
        parents = {parent for parent in record.parents if parent in records}
        waiting[oid] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(oid)
        if not parents:
            ready.append((record.time, oid))
    heapq.heapify(ready)
    while ready:
        _, oid = heapq.heappop(ready)
        for child in children.get(oid, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heapq.heappush(ready, (records[child].time, child))
        yield records.pop(oid)


def reachable(repo: pygit2.Repository, tips: list[Oid], hide: list[Oid]) -> list[Oid]:
    """The commits reachable from `tips` and not from `hide`, in no order that counts. Raises RepositoryError."""
    if not tips:
        return []
    try:
        walker = repo.walk(None, SortMode.NONE)
        for tip in tips:
            walker.push(tip)
        for oid in hide:
            walker.hide(oid)
        return [Oid(str(commit.id)) for commit in walker]
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(
            f"The history cannot be walked: {error}.",
            "Check the repository with git fsck; in a partial clone run git fetch --refetch --no-filter.",
        ) from error


def newest(repo: pygit2.Repository, tip: Oid, count: int) -> list[Oid]:
    """The first commits that a walk back from `tip` by time meets, newest first. Raises RepositoryError."""
    try:
        return [Oid(str(commit.id)) for commit in islice(repo.walk(tip, SortMode.TIME), count)]
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(
            f"The history cannot be walked: {error}.", "Check the repository with git fsck."
        ) from error


def merge_base(repo: pygit2.Repository, a: Oid, b: Oid) -> Oid | None:
    """The best common ancestor, or None for unrelated histories; of several (criss-cross) the youngest."""
    try:
        found = repo.merge_base(a, b)
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(f"No merge base of {a} and {b} can be found: {error}.") from error
    return None if found is None else Oid(str(found))


def ahead_behind(repo: pygit2.Repository, local: Oid, upstream: Oid) -> tuple[int, int]:
    """How many commits `local` has that `upstream` lacks, and the other way round."""
    try:
        ahead, behind = repo.ahead_behind(local, upstream)
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(f"{local} and {upstream} cannot be compared: {error}.") from error
    return ahead, behind


def is_ancestor(repo: pygit2.Repository, ancestor: Oid, descendant: Oid) -> bool:
    """Whether `descendant` has `ancestor` in its history (a commit has itself)."""
    if ancestor == descendant:
        return True
    try:
        return bool(repo.descendant_of(descendant, ancestor))
    except (KeyError, ValueError, pygit2.GitError) as error:
        raise RepositoryError(f"{ancestor} and {descendant} cannot be compared: {error}.") from error
