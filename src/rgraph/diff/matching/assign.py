"""One global assignment of old items to new ones: the pairs with the largest sum of scores."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.diff.limits import MAX_COMPONENT

_GRAIN = 1_000_000
"""Scores are whole numbers for the solver, so that equal inputs give equal outputs on every machine."""

Scored = Mapping[tuple[str, str], float]


def assign(scored: Scored) -> dict[str, str]:
    """Old to new symbols, each used once, such that the sum of scores is largest; equal sums always go the same way."""
    chosen: dict[str, str] = {}
    for component in _components(scored):
        pairs = {pair: scored[pair] for pair in component}
        small = len({a for a, _ in component}) + len({b for _, b in component}) <= MAX_COMPONENT
        chosen.update(_exact(pairs) if small else _best_first(pairs))
    return dict(sorted(chosen.items()))


def _best_first(pairs: Scored) -> dict[str, str]:
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for (old, new), _ in sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0])):
        if old not in chosen and new not in taken:
            chosen[old] = new
            taken.add(new)
    return chosen


def _exact(pairs: Scored) -> dict[str, str]:
    if len(pairs) == 1:
        return dict(pairs.keys())
    import rustworkx

    olds, news = sorted({old for old, _ in pairs}), sorted({new for _, new in pairs})
    at_old = {symbol: index for index, symbol in enumerate(olds)}
    at_new = {symbol: len(olds) + index for index, symbol in enumerate(news)}
    graph: rustworkx.PyGraph[str, int] = rustworkx.PyGraph()
    graph.add_nodes_from([*olds, *news])
    ranked = sorted(pairs)
    # The rank breaks ties in the last digits, squared, so that one small name is worth more than two middling ones.
    beyond_all_ranks = len(ranked) ** 2 * (len(olds) + 1)
    for rank, (old, new) in enumerate(ranked):
        weight = round(pairs[old, new] * _GRAIN) * beyond_all_ranks + (len(ranked) - rank) ** 2
        graph.add_edge(at_old[old], at_new[new], weight)
    matched = rustworkx.max_weight_matching(graph, weight_fn=int)
    names = [*olds, *news]
    return {names[min(pair)]: names[max(pair)] for pair in matched}


def _components(scored: Scored) -> list[list[tuple[str, str]]]:
    """The pairs grouped by what they share, so that each group can be solved alone."""
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        leader.setdefault(key, key)
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for old, new in scored:
        first, second = find(("old", old)), find(("new", new))
        leader[max(first, second)] = min(first, second)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in sorted(scored):
        groups.setdefault(find(("old", pair[0])), []).append(pair)
    return [groups[key] for key in sorted(groups)]
