"""What stands around the items of a task: neighbours, traits, tests, modules, commits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.spelling import counted
from rgraph.view import reach
from rgraph.view.answers import LifeEvent
from rgraph.view.graph import CommitGraph, ItemAt
from rgraph.view.testruns import test_runs

from .code import Code, declared, first_paragraph
from .limits import MOST_EDGES, MOST_TESTED, MOST_TOLD, TEST_DEPTH
from .pieces import Piece, Role

if TYPE_CHECKING:
    from rgraph.view.session import Session

_WEIGHTS = {EdgeKind.CALLS: 1.0, EdgeKind.USES_TYPE: 0.6, EdgeKind.IMPLEMENTS: 0.8, EdgeKind.OVERRIDES: 0.8}
_PASSED_OVER = {ItemKind.MODULE, ItemKind.IMPL, ItemKind.EXTERN_CRATE, ItemKind.MACRO_CALL}
_LATEST = 3
"""Commits of one item's history."""


class Found(NamedTuple):
    """An item of the task, and how much it counts."""

    item: ItemAt
    weight: float


def beside(graph: CommitGraph, found: Sequence[Found]) -> list[Piece]:
    """The signatures of what calls the items, what they call, and the types that they name; nearest first."""
    scores: defaultdict[str, float] = defaultdict(float)
    why: dict[str, str] = {}
    own = {one.item.symbol for one in found}
    for one in found:
        for other, word, weight in _edges(graph, one.item):
            if other not in own:
                scores[other] += one.weight * weight
                why.setdefault(other, f"{word} {one.item.name}")
    ordered = sorted(scores, key=lambda symbol: (-scores[symbol], symbol))
    items = ((symbol, graph.item(symbol)) for symbol in ordered)
    return [
        _signature(item, why[symbol])
        for symbol, item in items
        if item is not None and item.kind not in _PASSED_OVER and not item.is_test
    ]


def _edges(graph: CommitGraph, item: ItemAt) -> Iterator[tuple[str, str, float]]:
    """The other end of each edge that is sure, how it stands to the item, and what it counts."""
    for edge in graph.out(item.symbol)[:MOST_EDGES]:
        if edge.kind in _WEIGHTS and edge.tier is not Tier.CANDIDATE:
            yield edge.dst, "called by" if edge.kind is EdgeKind.CALLS else "named by", _WEIGHTS[edge.kind]
    for edge in graph.into(item.symbol)[:MOST_EDGES]:
        if edge.kind in _WEIGHTS and edge.tier is not Tier.CANDIDATE:
            yield edge.src, "calls" if edge.kind is EdgeKind.CALLS else "names", _WEIGHTS[edge.kind]


def _signature(item: ItemAt, why: str) -> Piece:
    return Piece(Role.BESIDE, item.symbol, item.path, item.line, item.line, declared(item), why)


def contracts(graph: CommitGraph, code: Code, found: Sequence[Found]) -> list[Piece]:
    """The traits of this repository that the items implement: what they promise."""
    names: dict[str, str] = {}
    for one in found:
        for edge in graph.out(one.item.symbol)[:MOST_EDGES]:
            if edge.kind is EdgeKind.IMPLEMENTS:
                names.setdefault(edge.dst, one.item.name)
            elif edge.kind is EdgeKind.OVERRIDES and (method := graph.item(edge.dst)) is not None:
                names.setdefault(method.parent, one.item.name)
    traits = ((graph.item(symbol), name) for symbol, name in names.items())
    return [
        Piece(Role.CONTRACT, item.symbol, item.path, item.line, code.span(item)[1], code.outline(item), f"of {name}")
        for item, name in traits
        if item is not None and item.kind is ItemKind.TRAIT
    ]


def tests(graph: CommitGraph, found: Sequence[Found]) -> list[Piece]:
    """The line that runs the tests which reach the best items, then the tests, those that reach most of them first."""
    reached: Counter[str] = Counter()
    nearest: dict[str, int] = {}
    for one in found[:MOST_TESTED]:
        if one.item.kind is ItemKind.MODULE:
            continue
        for affected in reach.impact(graph, one.item, TEST_DEPTH).affected:
            if affected.is_test:
                symbol = affected.item.symbol
                reached[symbol] += 1
                nearest[symbol] = min(nearest.get(symbol, TEST_DEPTH), affected.depth)
    ordered = sorted(reached, key=lambda symbol: (-reached[symbol], nearest[symbol], symbol))
    runs = [Piece(Role.TEST, "", "", 0, 0, run.command) for run in test_runs(graph, ordered)]
    items = ((graph.item(symbol), nearest[symbol]) for symbol in ordered)
    named = [
        Piece(
            Role.TEST,
            item.symbol,
            item.path,
            item.line,
            item.line,
            item.signature,
            f"{counted(depth, 'edge')} away",
        )
        for item, depth in items
        if item is not None
    ]
    return [*runs[:1], *named, *runs[1:]]


def modules(graph: CommitGraph, found: Sequence[Found]) -> list[Piece]:
    """What the modules of the items, and those around them, say of themselves."""
    pieces: dict[str, Piece] = {}
    for one in found:
        at = graph.item(one.item.parent)
        while at is not None:
            if at.kind is ItemKind.MODULE and at.symbol not in pieces and (doc := first_paragraph(at.doc)):
                text = "\n".join(doc)
                pieces[at.symbol] = Piece(Role.DOC, at.symbol, at.path, at.line, at.line, text)
            at = graph.item(at.parent)
    return list(pieces.values())


def history(session: Session, graph: CommitGraph, found: Sequence[Found]) -> list[Piece]:
    """The last commits that changed the best items, those that changed most of them first, then the newest."""
    from rgraph.view.life import life

    events: dict[str, list[LifeEvent]] = {}
    for one in found[:MOST_TOLD]:
        for event in life(session.history, one.item, session.commit_of(graph)).events[-_LATEST:]:
            events.setdefault(event.commit.oid, []).append(event)
    ordered = sorted(events.values(), key=lambda group: (-len(group), -group[0].commit.time, group[0].commit.oid))
    return [_commit(group) for group in ordered]


def _commit(group: Sequence[LifeEvent]) -> Piece:
    commit = group[0].commit
    changed = ", ".join(f"{event.symbol.rpartition('::')[2]} ({', '.join(event.changes)})" for event in group)
    return Piece(Role.HISTORY, commit.oid, "", 0, 0, commit.subject, changed)
