"""`layers`: the order of crates, and of the top modules of a crate, with the few uses against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.heights import Heights, joined, layers_of, links_down
from rgraph.rules.limits import MAX_LAYERS
from rgraph.rules.propose import Proposal, all_modules, crate_graph, layers_rule, module_graph, quoted
from rgraph.rules.rule import SURE
from rgraph.spelling import counted
from rgraph.view.cycles import Link, feedback_links

_MIN_MODULES, _MIN_HEIGHTS = 5, 3
_SHARE_AGAINST, _FEW_AGAINST = 0.05, 5
"""Of all links, and links: where more lead up, there is no order to speak of."""


def find(codebase: Codebase) -> Iterator[Found]:
    own = codebase.code_crates.keys()
    crates = {name: targets & own for name, targets in crate_graph(codebase.code).items() if name in own}
    heights = layers_of(crates)
    if len(heights) >= _MIN_HEIGHTS:
        yield _found(codebase, "the crates", crates, heights, [], {})
    modules = all_modules(codebase.code)
    found = []
    for crate in codebase.code_crates:
        graph = module_graph(codebase.code, crate, modules)
        one = _of_modules(codebase, crate, graph) if len(graph) >= _MIN_MODULES else None
        if one is not None:
            found.append((-len(graph), crate, one))
    yield from (one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _of_modules(codebase: Codebase, crate: str, graph: Mapping[str, set[str]]) -> Found | None:
    links = [(a, b) for a in sorted(graph) for b in sorted(graph[a])]
    weights = _weights(codebase, links)
    against = feedback_links(links, weights, frozenset(links))
    rest = {a: {b for b in targets if (a, b) not in set(against)} for a, targets in graph.items()}
    heights = layers_of(rest)
    too_many = len(against) > min(_FEW_AGAINST, _SHARE_AGAINST * len(links))
    if len(heights) < _MIN_HEIGHTS or len(links) < _MIN_MODULES or too_many:
        return None
    return _found(codebase, codebase.spelt(crate), graph, heights, against, weights)


def _found(
    codebase: Codebase,
    what: str,
    graph: Mapping[str, set[str]],
    heights: Heights,
    against: list[Link],
    weights: Mapping[Link, int],
) -> Found:
    bands = joined(heights, MAX_LAYERS)
    rank = {name: place for place, names in enumerate(bands) for name in names}
    upwards = [link for link in against if rank[link[0]] > rank[link[1]]]
    down = links_down(graph, bands) - len(upwards)
    rule = layers_rule(codebase.code, what, bands, down)
    if upwards:
        rule = _excepting(codebase, rule, upwards)
    of = "the crates" if what == "the crates" else f"the modules of {what}"
    statement = f"{of} form {counted(len(bands), 'layer')}: {counted(down, 'link')} lead down, {len(upwards)} up"
    return Found(what, statement, tuple(_evidence(codebase, bands, upwards, weights)), rule)


def _excepting(codebase: Codebase, rule: Proposal, upwards: list[Link]) -> Proposal:
    lines = [
        f"    {{ from = {quoted(codebase.spelt(a))}, to = {quoted(codebase.spelt(b))}, "
        'reason = "there when the rule was written" },'
        for a, b in upwards
    ]
    direction = "The top layer comes first; the exceptions are the uses that lead up today, to be removed one by one."
    return replace(rule, comments=(direction,)).but(exceptions="\n".join(["[", *lines, "]"]))


def _evidence(
    codebase: Codebase, bands: Heights, upwards: list[Link], weights: Mapping[Link, int]
) -> Iterator[Evidence]:
    for source, target in upwards:
        found = _first(codebase, source, target)
        if found is not None:
            count = counted(weights.get((source, target), 1), "reference")
            what = found.what.partition(", ")[0]
            yield Evidence(found.path, found.line, found.symbol, f"against the order, {count}: {what}")
    for number, names in enumerate(bands, 1):
        items = [codebase.code.items[Symbol(name)] for name in names if name in codebase.code.items]
        if items:
            listed = ", ".join(codebase.spelt(item.symbol) for item in items)
            yield Evidence(items[0].path, items[0].line, items[0].symbol, f"layer {number}: {listed}")


def _weights(codebase: Codebase, links: list[Link]) -> dict[Link, int]:
    """How many references stand behind each link between top modules."""
    weights = dict.fromkeys(links, 0)
    for (source, target), references in codebase.code.between_modules(SURE, False).items():
        link = _top(source), _top(target)
        if link in weights:
            weights[link] += len(references)
    return weights


def _first(codebase: Codebase, source: str, target: str) -> Evidence | None:
    """The first reference from one top module to another."""
    pairs = sorted(
        (a, b) for a, b in codebase.code.between_modules(SURE, False) if _top(a) == source and _top(b) == target
    )
    return next(filter(None, (codebase.reference(a, b) for a, b in pairs)), None)


def _top(module: str) -> str:
    return "::".join(module.split("::", 2)[:2])


PATTERN = Pattern(
    "Layers",
    "Layers of the crates, and of the top-level modules of a crate: dependencies go one way; exceptions are listed.",
    find,
)
