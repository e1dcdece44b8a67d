"""Items whose code says too little (`struct S;`) that stand in one file, whatever the modules around it are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.diff.snapshot import Node


def in_one_file(olds: Iterable[Node], news: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs of the same file, name and code; of several that are alike there is none."""
    before, after = _by_key(olds), _by_key(news)
    for key, mine in before.items():
        theirs = after.get(key, [])
        if len(mine) == len(theirs) == 1:
            yield mine[0], theirs[0]


def _by_key(nodes: Iterable[Node]) -> dict[object, list[Node]]:
    found: dict[object, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.item is not None:
            found[node.path, node.kind, node.name, node.item.sig_hash, node.item.body_hash].append(node)
    return found
