"""Recognising the fields and variants of a type in those of the type that it became."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator

from rgraph.diff.report import Evidence, How
from rgraph.diff.snapshot import MEMBERS, Node

from .assign import assign
from .score import names_alike

Pair = tuple[Node, Node]

_LEAST = 0.6
"""The least score at which members of different names are the same."""


def members_of(old: Node, new: Node) -> Iterator[tuple[Node, Node, Evidence]]:
    """Fields and variants that are the same, and the fields of those: by name, then by type and position."""
    rest = [child for child in old.children if child.kind in MEMBERS]
    after = [child for child in new.children if child.kind in MEMBERS]
    for key in (_name_and_cfg, _name_alone):  # alternatives share a name and differ in what they stand under
        pairs, rest, after = _by(key, rest, after)
        for one, two in pairs:
            yield one, two, Evidence(How.PARENT, 1.0)
            yield from members_of(one, two)
    before = {node.symbol: node for node in rest}
    now = {node.symbol: node for node in after}
    scored = {(a.symbol, b.symbol): _score(a, b) for a in rest for b in after if a.kind is b.kind}
    for gone, come in assign({pair: score for pair, score in scored.items() if score >= _LEAST}).items():
        yield before[gone], now[come], Evidence(How.SIMILARITY, round(scored[gone, come], 4))
        yield from members_of(before[gone], now[come])


def _by(
    key: Callable[[Node], object], before: list[Node], after: list[Node]
) -> tuple[list[Pair], list[Node], list[Node]]:
    """Pairs of members of one key, those of several in their order; and what is left of both."""
    waiting: dict[object, deque[Node]] = defaultdict(deque)
    for child in after:
        waiting[key(child)].append(child)
    pairs: list[Pair] = []
    rest: list[Node] = []
    for child in before:
        if waiting[key(child)]:
            pairs.append((child, waiting[key(child)].popleft()))
        else:
            rest.append(child)
    return pairs, rest, [child for children in waiting.values() for child in children]


def _name_and_cfg(node: Node) -> object:
    return node.kind, node.name, tuple(node.item.attrs.cfg) if node.item is not None else ()


def _name_alone(node: Node) -> object:
    return node.kind, node.name


def _score(a: Node, b: Node) -> float:
    """Same declared type counts most; then the position among siblings and the name."""
    if a.item is None or b.item is None or a.parent is None or b.parent is None:
        return 0.0
    one, two = _without_name(a), _without_name(b)
    position = a.parent.children.index(a) == b.parent.children.index(b)
    return 0.45 * (one == two) + 0.3 * position + 0.25 * names_alike(a.name, b.name)


def _without_name(node: Node) -> str:
    text = node.item.signature if node.item else ""
    return text.replace(node.name, "_", 1)
