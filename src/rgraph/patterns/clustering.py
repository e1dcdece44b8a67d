"""Communities of a weighted graph: groups with more weight inside than chance would put there (Louvain's method).

Always the same for the same graph: nodes are gone through in order, and of equal gains the first name wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .limits import MAX_SWEEPS

Weights = Mapping[str, Mapping[str, float]]
"""The weight of each link, by both of its ends."""


def communities(weights: Weights) -> tuple[list[tuple[str, ...]], float]:
    """Groups of nodes, the largest first, and their modularity: 0 for what chance would give, towards 1 for islands."""
    groups: dict[str, list[str]] = {name: [name] for name in sorted(weights)}
    folded: Weights = weights
    while True:
        label = _moved(folded)
        if len(set(label.values())) == len(folded):
            break
        merged: dict[str, list[str]] = {}
        for name in sorted(folded):
            merged.setdefault(label[name], []).extend(groups[name])
        groups, folded = merged, _folded(folded, label)
    found = sorted((tuple(sorted(names)) for names in groups.values()), key=lambda names: (-len(names), names))
    return found, modularity(weights, found)


def modularity(weights: Weights, groups: Sequence[Sequence[str]]) -> float:
    """The share of weight inside the groups, less what chance would put there."""
    total = sum(sum(links.values()) for links in weights.values())
    if not total:
        return 0.0
    share = 0.0
    for names in groups:
        inside = set(names)
        within = sum(weight for name in names for other, weight in weights[name].items() if other in inside)
        degree = sum(sum(weights[name].values()) for name in names)
        share += within / total - (degree / total) ** 2
    return share


def _moved(weights: Weights) -> dict[str, str]:
    """Each node's group once no single move gains anything."""
    degree = {name: sum(links.values()) for name, links in weights.items()}
    total = sum(degree.values()) or 1.0
    label = {name: name for name in weights}
    weight_of = dict(degree)
    for _ in range(MAX_SWEEPS):
        moved = False
        for name in sorted(weights):
            weight_of[label[name]] -= degree[name]
            best = _best(name, weights, label, weight_of, degree[name] / total)
            weight_of[best] += degree[name]
            moved = moved or best != label[name]
            label[name] = best
        if not moved:
            break
    return label


def _best(name: str, weights: Weights, label: Mapping[str, str], weight_of: Mapping[str, float], share: float) -> str:
    towards: dict[str, float] = {label[name]: 0.0}
    for other, weight in weights[name].items():
        if other != name:
            towards[label[other]] = towards.get(label[other], 0.0) + weight
    stays = towards[label[name]] - weight_of[label[name]] * share
    best, gain = label[name], stays
    for group in sorted(towards):
        found = towards[group] - weight_of[group] * share
        if found > gain + 1e-9:
            best, gain = group, found
    return best


def _folded(weights: Weights, label: Mapping[str, str]) -> Weights:
    """The graph of the groups; what is inside one is a link to itself."""
    folded: dict[str, dict[str, float]] = {label[name]: {} for name in sorted(weights)}
    for name in sorted(weights):
        links = folded[label[name]]
        for other, weight in weights[name].items():
            links[label[other]] = links.get(label[other], 0.0) + weight
    return folded
