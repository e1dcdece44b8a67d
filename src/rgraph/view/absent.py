"""What can be said of a name that no item of a tree has: an empty answer must not read as "it never existed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rgraph.model.graph import FileState
from rgraph.model.ids import Oid, RepoPath, Symbol

from .answers import CommitRef
from .graph import CommitGraph
from .item_versions import symbols_of
from .life import commit_ref
from .limits import MOST_SETS_SEARCHED
from .names import bare_identifiers, find_symbols, segments
from .session import STAGED, WORKTREE, Session

if TYPE_CHECKING:
    from rgraph.store.store import Store
    from rgraph.store.stored_records import StoredCommit

_BATCH = 200
_PLACES = 3


class Looked(StrEnum):
    """How much of what was before a commit was looked through."""

    NOT = "none"
    ALL = "all"
    INDEXED = "what is indexed"
    NEWEST = "the newest part"
    SHALLOW = "what a shallow clone has"


class Past(msgspec.Struct, frozen=True, gc=False):
    """An item that was there: its symbol, its file, and the commit that took it away."""

    symbol: str
    path: str
    gone: CommitRef


class Absent(msgspec.Struct, frozen=True, gc=False):
    """A name that no item has. `unresolved` counts references of that name that lead nowhere, `places` are some.

    `past` is the last item of that name that was there before, None where none was found; `looked`: through
    how much of the history. `elsewhere` are items of HEAD that have the name.
    """

    name: str
    unresolved: int
    places: list[str]
    past: Past | None = None
    looked: Looked = Looked.NOT
    elsewhere: list[str] = []


def absent(session: Session, name: str, rev: str) -> Absent:
    """What can be said of a name that no item of a revision has. The tree that is not committed has no past."""
    graph, head = session.graph(rev), session.repository.head()
    unresolved, places = unresolved_of(graph, name)
    elsewhere = session.graph(head).find(name) if head is not None and rev != STAGED and graph.commit != head else []
    symbols: list[str] = [item.symbol for item in elsewhere]
    if rev in {STAGED, WORKTREE}:
        return Absent(name, unresolved, places, elsewhere=symbols)
    past, looked = past_of(session.store, Oid(graph.commit), graph, name, session.is_cut_off)
    return Absent(name, unresolved, places, past, looked, symbols)


def unresolved_of(graph: CommitGraph, name: str) -> tuple[int, list[str]]:
    """How many references of this name could not be resolved, and the first places."""
    last = _last(name)
    count = 0
    places: list[str] = []
    for path in graph.files:
        linked = graph.linked(path)
        for one in linked.unresolved if linked else ():
            if one.name.rpartition("::")[2].rstrip("!") == last:
                count += one.count
                if len(places) < _PLACES:
                    places.append(f"{path}:{graph.line_in(path, one.owner, one.line)}")
    return count, places


def past_of(
    store: Store, oid: Oid, graph: CommitGraph, name: str, is_cut_off: Callable[[StoredCommit], bool]
) -> tuple[Past | None, Looked]:
    """The last item of this name before a commit, and through how much of the history was looked.

    `is_cut_off` tells whether a shallow clone lacks the parents of a commit.
    """
    wanted = bare_identifiers(name.strip()).removeprefix("::")
    seen = {state.edges for state in graph.files.values()}
    batch: list[Gone] = []
    looked = 0
    for gone in gone_back(store, oid):
        if gone.state.edges in seen:
            continue
        if looked == MOST_SETS_SEARCHED:
            return first_gone(store, batch, wanted), Looked.NEWEST
        looked += 1
        seen.add(gone.state.edges)
        batch.append(gone)
        if len(batch) == _BATCH:
            found = first_gone(store, batch, wanted)
            if found is not None:
                return found, Looked.INDEXED
            batch = []
    oldest = oldest_indexed(store, oid)
    looked_at = Looked.INDEXED if oldest.parents else Looked.SHALLOW if is_cut_off(oldest) else Looked.ALL
    return first_gone(store, batch, wanted), looked_at


class _Place(NamedTuple):
    """A commit, by where it is stored."""

    chain: int
    pos: int


class Gone(NamedTuple):
    """A file as it was, and the commit that made something else of it."""

    state: FileState
    by: _Place


def gone_back(store: Store, oid: Oid) -> Iterator[Gone]:
    """Every linked state of a file that was there before a commit and is not any more, newest first."""
    newer: dict[RepoPath, tuple[FileState, _Place]] = {}
    snapshot: _Place | None = None
    for start in _layers(store, oid):
        for pos, state in reversed(store.versions.chain_changes(start.chain)):
            if pos > start.pos:
                continue
            later = newer.get(state.path)
            by = later[1] if later else snapshot  # a snapshot does not name what it no longer has
            if by is not None and state.edges and (later is None or later[0] != state):
                yield Gone(state, by)
            newer[state.path] = (state, _Place(start.chain, pos))
        if store.versions.base(start.chain)[0] < 0:
            snapshot = _Place(start.chain, 0)


def _layers(store: Store, oid: Oid) -> Iterator[_Place]:
    """The chains that a commit lies on, each up to where it counts; below a snapshot, those of its first parent."""
    commit = store.versions.commit(oid)
    while commit is not None:
        chain, pos = commit.chain, commit.pos
        lowest = chain
        while chain >= 0:
            yield _Place(chain, pos)
            lowest, (chain, pos, _) = chain, store.versions.base(chain)
        first = store.versions.commit_at(lowest, 0)
        commit = store.versions.commit(first.parents[0]) if first.parents else None


def oldest_indexed(store: Store, oid: Oid) -> StoredCommit:
    """Where the indexed history of a commit ends: its root, a shallow clone's end, or one with parents left out."""
    *_, lowest = _layers(store, oid)
    return store.versions.commit_at(lowest.chain, 0)


def first_gone(store: Store, batch: list[Gone], wanted: str) -> Past | None:
    """The first of some states of files that has an item of the name."""
    having = symbols_of(store.contents, [gone.state.edges for gone in batch], _last(wanted))
    for gone in batch:
        named = find_symbols(dict.fromkeys(map(Symbol, having.get(gone.state.edges, ()))), wanted)
        if named:
            return Past(named[0], gone.state.path, commit_ref(store.versions.commit_at(*gone.by)))
    return None


def _last(name: str) -> str:
    return segments(bare_identifiers(name.strip()))[-1].rpartition(".")[2].rstrip("!")
