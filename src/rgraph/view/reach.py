"""Who uses an item, what it uses, and how far a change to it reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from rgraph.errors import ConfigError
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .answers import Affected, Impact, Neighbour, Neighbours, ref_of
from .graph import CommitGraph, EdgeAt
from .impl_blocks import inherent_impls
from .places import Meaning, Outside
from .testruns import test_runs
from .unseen import notes as unseen_notes
from .unseen import unseen

ALL_TIERS: tuple[Tier, ...] = tuple(Tier)
TYPES = {ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION}
_STRENGTH = {tier: strength for strength, tier in enumerate(Tier)}


def parse_tiers(text: str) -> tuple[Tier, ...]:
    """`exact,inferred` as tiers; all of them for "". Raises ConfigError for a word that is no tier."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    known = {tier.value: tier for tier in Tier}
    wrong = [word for word in words if word not in known]
    if wrong:
        raise ConfigError(f"no tier {wrong[0]!r}", f"tiers are {', '.join(known)}")
    return tuple(known[word] for word in words) or ALL_TIERS


def parse_kinds(text: str) -> frozenset[EdgeKind]:
    """`runs,imports` as kinds of edges; none for "". Raises ConfigError for a word that is no kind."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    known = {kind.value: kind for kind in EdgeKind}
    wrong = [word for word in words if word not in known]
    if wrong:
        raise ConfigError(f"no kind of edge {wrong[0]!r}", f"kinds are {', '.join(known)}")
    return frozenset(known[word] for word in words)


def callers(
    graph: CommitGraph,
    item: Meaning,
    tiers: Collection[Tier] = ALL_TIERS,
    depth: int | None = 1,
    without: Collection[EdgeKind] = (),
) -> Neighbours:
    """Who calls, names or implements the item, or anything that it contains where it is a module or a type.

    With a `depth` above one also their callers, nearest first, to so many edges (None: all). Edges of the kinds
    `without` count as not there.
    """
    found, missed = _neighbours(graph, "callers", item, tiers, depth, without), unseen(graph, item)
    return msgspec.structs.replace(found, unseen=missed, notes=unseen_notes(graph, item, missed))


def callees(
    graph: CommitGraph,
    item: Meaning,
    tiers: Collection[Tier] = ALL_TIERS,
    depth: int | None = 1,
    without: Collection[EdgeKind] = (),
) -> Neighbours:
    """What the item calls and names; for a module or a type, what its contents do. The rest as for `callers`."""
    found = _neighbours(graph, "callees", item, tiers, depth, without)
    if isinstance(item, Outside):
        return msgspec.structs.replace(
            found, notes=[f"{item.symbol} is outside of this repository: what it uses is not read here"]
        )
    return found


def with_contents(graph: CommitGraph, item: Meaning) -> set[Symbol]:
    """The item and all that it contains, at any depth; of a type, its inherent impls too. Of one outside of the tree
    what is referred to here."""
    if isinstance(item, Outside):
        inside = (f"{item.symbol}::", f"{item.symbol}.")
        return {item.symbol, *(name for name in graph.outside_names if name.startswith(inside))}
    seen = {item.symbol}
    queue = [item.symbol]
    while queue:
        symbol = queue.pop()
        inner = [edge.dst for edge in graph.out(symbol) if edge.kind == EdgeKind.CONTAINS]
        if (at := graph.item(symbol)) is not None and at.kind in TYPES:
            inner += [impl.symbol for impl in inherent_impls(graph, symbol)]
        queue += [one for one in inner if one not in seen]
        seen.update(inner)
    return seen


def _neighbours(
    graph: CommitGraph,
    direction: str,
    item: Meaning,
    tiers: Collection[Tier],
    depth: int | None,
    without: Collection[EdgeKind],
) -> Neighbours:
    reached = with_contents(graph, item)
    layer, level, found = set(reached), 0, list[Neighbour]()
    while layer and (depth is None or level < depth):
        level += 1
        around = [
            near
            for symbol in layer
            for near in _around(graph, direction, symbol, level)
            if near.symbol not in reached and near.tier in tiers and near.edge not in without
        ]
        around.sort(key=lambda near: (_STRENGTH[near.tier], near.path, near.line, near.symbol, near.edge, near.through))
        found += around
        layer = {Symbol(near.symbol) for near in around if near.item and near.item.kind != ItemKind.MODULE}
        reached.update(Symbol(near.symbol) for near in around)
    return Neighbours(direction, ref_of(item), graph.commit, found)


def _around(graph: CommitGraph, direction: str, symbol: Symbol, level: int) -> Iterator[Neighbour]:
    """The neighbours of one item, `level` edges away from the one asked about. Beyond one, imports are left out."""
    edges = graph.into(symbol) if direction == "callers" else graph.out(symbol)
    for edge in edges:
        if edge.kind.is_dependence if level == 1 else edge.kind.carries_impact:
            other = edge.src if direction == "callers" else edge.dst
            yield _neighbour(graph, edge, other, level, symbol if level > 1 else "")


def _neighbour(graph: CommitGraph, edge: EdgeAt, symbol: Symbol, depth: int, through: str) -> Neighbour:
    item = graph.item(symbol)
    ref = ref_of(item) if item else None
    return Neighbour(
        symbol, edge.kind, edge.tier, edge.count, edge.path, edge.line, edge.via_macro, ref, depth, through
    )


def impact(
    graph: CommitGraph,
    item: Meaning,
    depth: int | None = None,
    tiers: Collection[Tier] = ALL_TIERS,
    without: Collection[EdgeKind] = (),
) -> Impact:
    """Who is affected by a change to the item, nearest first, to `depth` edges (None: all), and their tests."""
    seeds = with_contents(graph, item)
    found: dict[Symbol, Affected] = {}
    over_trait: set[Symbol] = set()
    layer = dict.fromkeys(seeds, Tier.EXACT)
    level = 0
    while layer and (depth is None or level < depth):
        level += 1
        layer = _next_layer(graph, layer, level, seeds, found, tiers, without, over_trait)
    beyond = bool(layer) and bool(
        _next_layer(graph, layer, level + 1, seeds, dict(found), tiers, without, set(over_trait))
    )
    affected = sorted(found.values(), key=lambda a: (a.depth, a.item.path, a.item.line, a.item.symbol))
    runs = test_runs(graph, [a.item.symbol for a in affected if a.is_test])
    missed = unseen(graph, item)
    notes = unseen_notes(graph, item, missed)
    return Impact(ref_of(item), graph.commit, affected, runs, level if beyond else 0, notes=notes, unseen=missed)


def _ways_in(
    graph: CommitGraph, symbol: Symbol, over_trait: set[Symbol], is_seed: bool
) -> Iterator[tuple[EdgeAt, Symbol, Tier]]:
    """The edges by which a change to an item reaches others: edge, whom it reaches, and how surely.

    What a macro's template names reaches the macro, and not its callers: they have edges of their own to what they
    become.

    A method of a trait's impl is also reached by calls over the trait, whose receiver may be its type: those go on from
    the trait's method, as candidates. From there the other impls of the trait are not affected.
    """
    at = graph.item(symbol)
    is_template = not is_seed and at is not None and at.kind is ItemKind.MACRO
    for edge in graph.into(symbol):
        is_call = is_template and edge.tier is not Tier.CANDIDATE
        if not is_call and not (edge.kind == EdgeKind.OVERRIDES and symbol in over_trait):
            yield edge, edge.src, edge.tier
    for edge in graph.out(symbol):
        if edge.kind == EdgeKind.OVERRIDES and graph.item(edge.dst) is not None:
            over_trait.add(edge.dst)
            yield edge, edge.dst, Tier.CANDIDATE


def _next_layer(
    graph: CommitGraph,
    layer: dict[Symbol, Tier],
    level: int,
    seeds: set[Symbol],
    found: dict[Symbol, Affected],
    tiers: Collection[Tier],
    without: Collection[EdgeKind],
    over_trait: set[Symbol],
) -> dict[Symbol, Tier]:
    """The items one edge further; where two ways lead to one, the surer is kept."""
    reached: dict[Symbol, Tier] = {}
    for symbol in sorted(layer):
        for edge, other, tier in _ways_in(graph, symbol, over_trait, symbol in seeds):
            known = found.get(other)
            if not edge.kind.carries_impact or edge.kind in without or tier not in tiers or other in seeds:
                continue
            if known is not None and known.depth < level:
                continue
            weakest = max(tier, layer[symbol], key=_STRENGTH.__getitem__)
            if known is None or _STRENGTH[weakest] < _STRENGTH[known.tier]:
                one = _affected(graph, edge, other, symbol, level, weakest)
                if one is not None:
                    found[other] = one
                    reached[other] = weakest
    return reached


def _affected(
    graph: CommitGraph, edge: EdgeAt, other: Symbol, through: Symbol, level: int, weakest: Tier
) -> Affected | None:
    item = graph.item(other)
    if item is None or item.kind == ItemKind.MODULE:
        return None
    place = (edge.path, edge.line) if other == edge.src else (item.path, item.line)
    return Affected(ref_of(item), level, through, edge.kind, weakest, *place, item.is_test)
