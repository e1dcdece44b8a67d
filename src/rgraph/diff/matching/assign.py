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
    olds, news = sorted({old for old, _ in pairs}), sorted({new for _, new in pairs})
    ranked = sorted(pairs)
    # The rank breaks ties in the last digits, squared, so that one small name is worth more than two middling ones.
    beyond_all_ranks = len(ranked) ** 2 * (len(olds) + 1)
    weights = {
        pair: round(pairs[pair] * _GRAIN) * beyond_all_ranks + (len(ranked) - rank) ** 2
        for rank, pair in enumerate(ranked)
    }
    if len(olds) <= len(news):
        matched = [(olds[i], news[j]) for i, j in _seated([[-weights.get((a, b), 0) for b in news] for a in olds])]
    else:
        matched = [(olds[j], news[i]) for i, j in _seated([[-weights.get((a, b), 0) for a in olds] for b in news])]
    return dict(sorted(pair for pair in matched if pair in pairs))


def _seated(costs: list[list[int]]) -> list[tuple[int, int]]:
    """Row and column of each row, at the least total cost; there are at least as many columns as rows.

    The Hungarian method, on whole numbers of any size. It is in Python since importing a solver costs more than solving
    (docs/decisions/graphs.md).
    """
    rows, columns = [0] * len(costs), [0] * len(costs[0])
    owner = [-1] * len(costs[0])
    for row in range(len(costs)):
        _seat(row, costs, rows, columns, owner)
    return [(row, column) for column, row in enumerate(owner) if row >= 0]


def _seat(row: int, costs: list[list[int]], rows: list[int], columns: list[int], owner: list[int]) -> None:
    """Gives one more row a column: along the cheapest chain of rows that move on to another one.

    `rows` and `columns` are prices: no column is cheaper than them for any row, and owned ones cost just as much.
    """
    left, reached = list(range(len(columns))), list[int]()
    least = [costs[row][column] - rows[row] - columns[column] for column in left]
    via = [-1] * len(columns)
    while True:
        at = min(left, key=least.__getitem__)
        step = least[at]
        rows[row] += step
        for column in reached:
            rows[owner[column]] += step
            columns[column] -= step
        for column in left:
            least[column] -= step
        if owner[at] < 0:
            break
        left.remove(at)
        reached.append(at)
        holder = owner[at]
        for column in left:
            cost = costs[holder][column] - rows[holder] - columns[column]
            if cost < least[column]:
                least[column], via[column] = cost, at
    while at >= 0:
        owner[at] = row if via[at] < 0 else owner[via[at]]
        at = via[at]


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
