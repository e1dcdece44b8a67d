"""Many items with one and the same code: a pairing that compares none with all."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence

from rgraph.diff.snapshot import Node


def in_turn(olds: Sequence[Node], news: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Same name under a parent of the same name first, then same name, then what comes next in order."""
    for key in _KEYS:
        waiting: dict[object, deque[Node]] = defaultdict(deque)
        for node in news:
            waiting[key(node)].append(node)
        rest = []
        for node in olds:
            queue = waiting[key(node)]
            if queue:
                yield node, queue.popleft()
            else:
                rest.append(node)
        left = {node.symbol for queue in waiting.values() for node in queue}
        olds, news = rest, [node for node in news if node.symbol in left]


_KEYS: tuple[Callable[[Node], object], ...] = (
    lambda node: (node.parent.name if node.parent else "", node.name),
    lambda node: node.name,
    lambda _: "",
)
