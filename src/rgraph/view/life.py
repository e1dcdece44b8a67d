"""The life of an item: every commit that made, changed or removed it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple, Protocol

from rgraph.model.contents import ContentSource
from rgraph.model.graph import FileState
from rgraph.model.ids import Oid, RepoPath

from .answers import CommitRef, Life, LifeEvent
from .graph import CommitGraph, ItemAt
from .item_versions import Version, changes, ords_of, versions_of


class Commit(Protocol):
    """What is read of a stored commit."""

    @property
    def oid(self) -> Oid: ...
    @property
    def parents(self) -> tuple[Oid, ...]: ...
    @property
    def time(self) -> int: ...
    @property
    def author(self) -> str: ...
    @property
    def message(self) -> str: ...


class Change(Protocol):
    """One commit's change to a path; `rooted` is False where what was before is not known, and `others` has the file as
    the other parents of a merge have it."""

    @property
    def commit(self) -> Commit: ...
    @property
    def before(self) -> FileState | None: ...
    @property
    def after(self) -> FileState | None: ...
    @property
    def rooted(self) -> bool: ...
    @property
    def others(self) -> tuple[tuple[Oid, FileState | None], ...]: ...


class History(Protocol):
    """What the life of an item is read from."""

    @property
    def contents(self) -> ContentSource: ...

    def path_history(self, path: RepoPath, oid: Oid) -> list[Change]:
        """Each commit up to this one that changed a path, oldest first."""

    def graph_of(self, oid: Oid) -> CommitGraph | None:
        """The graph of a commit, None where it is not indexed."""

    def files(self, oid: Oid) -> dict[RepoPath, FileState]:
        """The files of an indexed commit by path."""


Predecessor = Callable[[CommitGraph, CommitGraph, str], str | None]
"""What an item of the new graph was called in the old one, None for a new item: `diff.lineage` follows renames."""


class _Trail(NamedTuple):
    """Where an item went on before a commit: another file, another name, or both."""

    symbol: str
    path: RepoPath
    tip: Oid
    was: Version | None = None  # the item as it was there


def life(history: History, item: ItemAt, oid: Oid, predecessor: Predecessor | None = None) -> Life:
    """The life of an item up to a commit, oldest first. Follows the symbol from file to file and, with `predecessor`,
    from name to name."""
    events: list[LifeEvent] = []
    notes: list[str] = []
    seen: set[tuple[str, Oid]] = set()
    trail: _Trail | None = _Trail(item.symbol, item.path, oid)
    while trail is not None and (trail.symbol, trail.tip) not in seen:
        seen.add((trail.symbol, trail.tip))
        trail = _follow(history, trail, events, notes, predecessor)
    return Life(item.symbol, events[::-1], not notes, notes)


def _follow(
    history: History, trail: _Trail, events: list[LifeEvent], notes: list[str], predecessor: Predecessor | None
) -> _Trail | None:
    """Adds the events in one file, newest first, up to where the item came from elsewhere."""
    steps = history.path_history(trail.path, trail.tip)
    states = [state for step in steps for state in _states(step) if state is not None]
    versions = versions_of(history.contents, states, trail.symbol)
    for step in reversed(steps):
        before = versions.get(step.before) if step.before else None
        after = versions.get(step.after) if step.after else None
        brought = _brought(step, before, after, versions)
        if brought is not None:
            return trail._replace(tip=brought, was=None)
        if after is not None and before is None:
            if not step.rooted:
                notes.append(_unknown_before(step.commit))
                return None
            came = _origin(history, trail.symbol, step.commit, predecessor)
            events.append(_arrival(trail.symbol, step.commit, after, came))
            if came is not None:
                return came
        elif before is not None and after is None:
            events.append(_event(trail.symbol, step.commit, before, ["removed"], before.signature, ""))
        elif before is not None and after is not None and (what := changes(before, after)):
            events.append(_event(trail.symbol, step.commit, after, what, before.signature, after.signature))
    return None


def _states(step: Change) -> list[FileState | None]:
    return [step.before, step.after, *(state for _, state in step.others)]


def _brought(
    step: Change, before: Version | None, after: Version | None, versions: Mapping[FileState, Version]
) -> Oid | None:
    """The other parent of a merge that has the item as the merge has it, where the first one has it not so.

    The file may be new in the merge all the same: both sides changed it.
    """
    if after is None or (before is not None and not changes(before, after)):
        return None
    for parent, state in step.others:
        there = versions.get(state) if state is not None else None
        if there is not None and not changes(there, after):
            return parent
    return None


def _unknown_before(commit: Commit) -> str:
    if commit.parents:
        return f"the history before {commit.oid[:10]} is not indexed: `rgraph index --history` adds it"
    return (
        f"the history before {commit.oid[:10]} was not in this shallow clone: "
        "`git fetch --unshallow` and `rgraph index --history` add it"
    )


def _origin(history: History, symbol: str, commit: Commit, predecessor: Predecessor | None) -> _Trail | None:
    """Where an item that is new in this file was in the commit's first parent."""
    old = history.graph_of(commit.parents[0]) if commit.parents else None
    if old is None:
        return None
    was = old.item(symbol)
    if was is None and predecessor is not None:
        new = history.graph_of(commit.oid)
        name = predecessor(old, new, symbol) if new is not None else None
        was = old.item(name) if name else None
    if was is None:
        return None
    version = Version(was.path, old.files[was.path].blob, was.item if was.ord >= 0 else None, was.ord < 0)
    return _Trail(was.symbol, was.path, commit.parents[0], version)


def _arrival(symbol: str, commit: Commit, after: Version, came: _Trail | None) -> LifeEvent:
    if came is None:
        return _event(symbol, commit, after, ["added"], "", after.signature)
    what = []
    if came.symbol != symbol:
        what.append(f"renamed from {came.symbol}")
    if came.path != after.path:
        what.append(f"moved from {came.path}")
    if came.was is None:
        return _event(symbol, commit, after, what, "", "")
    return _event(symbol, commit, after, [*what, *changes(came.was, after)], came.was.signature, after.signature)


def _event(symbol: str, commit: Commit, at: Version, what: list[str], before: str, after: str) -> LifeEvent:
    told = before != after
    return LifeEvent(commit_ref(commit), symbol, at.path, at.line, what, before if told else "", after if told else "")


def commit_ref(commit: Commit) -> CommitRef:
    """A stored commit as a reader knows it."""
    return CommitRef(commit.oid, commit.time, commit.author, commit.message.lstrip().partition("\n")[0].rstrip())


def since(history: History, item: ItemAt, oid: Oid) -> CommitRef | None:
    """The commit that brought the item, followed from file to file while its symbol stays; None where history is not
    indexed back to it."""
    path, tip = item.path, oid
    while True:
        step, having = _birth(history, item.symbol, path, tip)
        if step is None or not step.rooted:
            return None
        other = next((parent for parent, state in step.others if state is not None and state.edges in having), None)
        if other is not None:  # a merge that has it from another parent
            tip = other
            continue
        origin = _file_before(history, item.symbol, step.commit, path)
        if origin is None:
            return commit_ref(step.commit)
        path, tip = origin, step.commit.parents[0]


def _birth(history: History, symbol: str, path: RepoPath, tip: Oid) -> tuple[Change | None, Collection[str]]:
    """The last commit up to `tip` that brought a symbol into a file which has it there, and the sets that have it."""
    steps = history.path_history(path, tip)
    sets = {state.edges for step in steps for state in _states(step) if state is not None and state.edges}
    having = ords_of(history.contents, sets, symbol)
    for step in reversed(steps):
        if step.after is not None and step.after.edges not in having:
            return None, having
        if step.before is None or step.before.edges not in having:
            return step, having
    return None, having


def _file_before(history: History, symbol: str, commit: Commit, path: RepoPath) -> RepoPath | None:
    """The other file that had the symbol just before a commit, None where there is none."""
    if not commit.parents:
        return None
    old, new = history.files(commit.parents[0]), history.files(commit.oid)
    changed = [state for state in old.values() if state.path != path and new.get(state.path) != state]
    having = ords_of(history.contents, (state.edges for state in changed if state.edges), symbol)
    return next((state.path for state in changed if state.edges in having), None)
