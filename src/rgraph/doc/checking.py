"""Prose against the code: names that once meant an item of the repository and mean nothing now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rgraph.model.ids import Oid, Symbol
from rgraph.spelling import counted
from rgraph.view.absent import Gone, first_gone, gone_back, oldest_indexed
from rgraph.view.meanings import STD_NAMES, meant
from rgraph.view.names import find_symbols, segments
from rgraph.view.session import STAGED, WORKTREE

from .limits import MAX_DOCUMENT_BYTES, MOST_DOCUMENTS, MOST_MATCHED, MOST_NAMES, MOST_SETS_LOOKED_IN
from .prose import Mention, in_comment, in_markdown, is_prose
from .stale import Prose, Stale

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph
    from rgraph.view.session import Session

_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Was:
    """What a name meant last: the item, and the commit that took it away; None where only a base revision is known."""

    symbol: str
    commit: str = ""
    time: int = 0
    subject: str = ""


def check_prose(session: Session, rev: str, since: str = "") -> Prose:
    """The names in prose of a revision that are stale: against what was at `since`, else against the indexed history.

    Raises RevisionError for a revision that names no commit.
    """
    graph = session.graph(rev)
    notes: list[str] = []
    documents, written = _documents(session, graph.commit, notes)
    comments, linked = _comments(graph)
    mentions = [*written, *linked]
    names = list(dict.fromkeys(mention.name for mention in mentions))
    known = _Now(graph)
    unknown = [name for name in names if not known.has(name)][:MOST_NAMES]
    base = session.graph(since) if since else None
    past = _at_base(base, unknown) if base is not None else _in_history(session, graph, unknown, notes)
    past = {name: was for name, was in past.items() if not known.is_meant(name)}
    now = _since_base(base, graph, past) if base is not None else _since_commits(session, graph, past)
    stale = [_stale(mention, past[mention.name], now, since) for mention in mentions if mention.name in past]
    return Prose(
        graph.commit, documents, comments, len(names), sorted(stale, key=lambda one: (one.path, one.line)), notes
    )


def _stale(mention: Mention, was: _Was, now: Mapping[str, str], since: str) -> Stale:
    return Stale(
        mention.path,
        mention.line,
        mention.written,
        mention.owner,
        was.symbol,
        now.get(was.symbol, ""),
        was.commit,
        was.time,
        was.subject,
        since,
    )


# ---- what prose names -----------------------------------------------------------------------------------------


def _documents(session: Session, commit: str, notes: list[str]) -> tuple[int, list[Mention]]:
    if commit == STAGED:
        found = session.repository.documents("staged")
    elif commit == WORKTREE:
        found = session.repository.documents("worktree")
    else:
        found = session.repository.documents(Oid(commit))
    mentions: list[Mention] = []
    count = 0
    for path, read in islice((one for one in found if is_prose(one[0])), MOST_DOCUMENTS):
        data = read(MAX_DOCUMENT_BYTES)
        if data is None:
            notes.append(f"{path} was not read")
            continue
        count += 1
        mentions += in_markdown(path, data.decode("utf-8", "replace"))
    return count, mentions


def _comments(graph: CommitGraph) -> tuple[int, list[Mention]]:
    mentions: list[Mention] = []
    count = 0
    for item in graph.items():
        inner, outer = item.inner_doc, item.item.doc if item.item is not None else ""
        for doc, path, line in (
            (inner, item.path, 1),
            (outer, item.declared_in or item.path, item.item.start_line if item.item is not None else 1),
        ):
            if doc:
                count += 1
                mentions += in_comment(path, line, doc, item.symbol) if "[" in doc else ()
    return count, list(dict.fromkeys(mentions))


class _Now:
    """What is called how in a tree, by last names."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._ends: dict[str, dict[Symbol, None]] = {}
        for symbol in (*graph.symbols(), *graph.outside_names):
            self._ends.setdefault(_last(symbol), {})[symbol] = None

    def has(self, name: str) -> bool:
        """Whether something ends so, in the repository or outside."""
        if name.partition("::")[0] in STD_NAMES:
            return True
        last = segments(name)[-1]
        return any(find_symbols(self._ends.get(one, {}), name) for one in (last, f"{last}!"))

    def is_meant(self, name: str) -> bool:
        """Whether a path means something, through re-exports and renames, from the root of some crate."""
        starts = ["", *(f"{crate.id}::" for crate in self._graph.cargo.crates)]
        return any(any(meant(self._graph, f"{start}{name}")) for start in starts if "/" not in start)


def _last(symbol: str) -> str:
    return segments(symbol)[-1] if "<" in symbol else symbol.rpartition("::")[2]


# ---- what it named before -------------------------------------------------------------------------------------


def _at_base(base: CommitGraph, unknown: Sequence[str]) -> dict[str, _Was]:
    """What the names meant at a base revision."""
    before = _Now(base)
    found = {name: base.find(name) for name in unknown if before.has(name)}
    return {name: _Was(items[0].symbol) for name, items in found.items() if items}


def _in_history(session: Session, graph: CommitGraph, unknown: Sequence[str], notes: list[str]) -> dict[str, _Was]:
    """What the names meant last in what is indexed, in one walk for all of them, newest first."""
    if not unknown:
        return {}
    tip = session.repository.head() if graph.commit in {STAGED, WORKTREE} else Oid(graph.commit)
    if tip is None:
        return {}
    session.ensure([tip])
    store = session.store
    seen = {state.edges for state in graph.files.values()}
    found: dict[str, _Was] = {}
    for batch in _batches(_new(gone_back(store, tip), seen)):
        for name in [name for name in unknown if name not in found]:
            past = first_gone(store, batch, name)
            if past is not None:
                found[name] = _Was(past.symbol, past.gone.oid, past.gone.time, past.gone.subject)
    notes += _not_looked_at(session, tip, len(unknown) - len(found))
    return found


def _not_looked_at(session: Session, tip: Oid, left: int) -> list[str]:
    """What history there is that could say of the names left over what they were."""
    if not left:
        return []
    names = counted(left, "name")
    if oldest_indexed(session.store, tip).parents:
        return [
            f"{names} match{'es' * (left == 1)} no item, and the history is not indexed: "
            "`rgraph index --history`, or `--since REV`, tells whether they once were items"
        ]
    if session.repository.shallow_commits():
        return [
            f"{names} match{'es' * (left == 1)} no item, and this clone is shallow: `git fetch --unshallow` and "
            "`rgraph index --history` tell whether they once were items"
        ]
    return []


def _new(states: Iterable[Gone], seen: set[str]) -> Iterator[Gone]:
    """Each edge set once."""
    for gone in states:
        if gone.state.edges not in seen:
            seen.add(gone.state.edges)
            yield gone


def _batches(states: Iterator[Gone]) -> Iterator[list[Gone]]:
    limited = islice(states, MOST_SETS_LOOKED_IN)
    while batch := list(islice(limited, _BATCH)):
        yield batch


# ---- what that is called now ----------------------------------------------------------------------------------


def _since_base(base: CommitGraph, graph: CommitGraph, past: Mapping[str, _Was]) -> dict[str, str]:
    from rgraph.diff.matching import matches

    pairs = matches(base, graph) if past else {}
    return {was.symbol: pairs[Symbol(was.symbol)] for was in past.values() if Symbol(was.symbol) in pairs}


def _since_commits(session: Session, graph: CommitGraph, past: Mapping[str, _Was]) -> dict[str, str]:
    """What became of items at the commits that took their names away, followed on where that name is gone, too."""
    from rgraph.diff.matching import matches

    by_commit: dict[str, list[str]] = {}
    for was in past.values():
        by_commit.setdefault(was.commit, []).append(was.symbol)
    found: dict[str, str] = {}
    for commit, symbols in islice(by_commit.items(), MOST_MATCHED):
        parents = session.repository.commit(Oid(commit)).parents
        if parents and session.store.versions.is_indexed(parents[0]):
            pairs = matches(session.graph(parents[0]), session.graph(commit))
            found.update({name: pairs[Symbol(name)] for name in symbols if Symbol(name) in pairs})
    return {name: now for name, now in found.items() if graph.item(now) is not None}
