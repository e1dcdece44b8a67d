"""Which pairs are worth scoring: those that share rare code, a name, or a name in matched parents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rgraph.diff.limits import MAX_CANDIDATES, MAX_SHINGLE_HOLDERS
from rgraph.diff.snapshot import Node

from .profile import Profiles


def candidates(olds: list[Node], news: list[Node], old: Profiles, new: Profiles) -> list[tuple[Node, Node]]:
    """Pairs of one kind that may be the same item, in a fixed order."""
    pairs: dict[tuple[str, str], tuple[Node, Node]] = {}
    by_kind: dict[str, list[Node]] = defaultdict(list)
    for node in news:
        by_kind[node.kind].append(node)
    for kind, group in sorted(by_kind.items()):
        mine = [node for node in olds if node.kind == kind]
        for a, b in _by_code(mine, group, old, new):
            pairs[a.symbol, b.symbol] = (a, b)
        for a, b in _by_name(mine, group):
            pairs[a.symbol, b.symbol] = (a, b)
    return [pairs[key] for key in sorted(pairs)]


def _by_code(olds: list[Node], news: list[Node], old: Profiles, new: Profiles) -> Iterable[tuple[Node, Node]]:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, node in enumerate(news):
        for shingle in new.of(node).shingles:
            holders[shingle].append(index)
    for node in olds:
        votes: Counter[int] = Counter()
        for shingle in old.of(node).shingles:
            found = holders.get(shingle, ())
            if len(found) <= MAX_SHINGLE_HOLDERS:
                votes.update(found)
        for index, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:MAX_CANDIDATES]:
            yield node, news[index]


def _by_name(olds: list[Node], news: list[Node]) -> Iterable[tuple[Node, Node]]:
    """Same name: all of them where few share it, else only where the parents are called the same."""
    named: dict[str, list[Node]] = defaultdict(list)
    for node in news:
        named[node.name].append(node)
    for node in olds:
        found = named.get(node.name, [])
        if len(found) > MAX_CANDIDATES:
            found = [other for other in found if _parent_name(other) == _parent_name(node)][:MAX_CANDIDATES]
        for other in found:
            yield node, other


def _parent_name(node: Node) -> str:
    return node.parent.name if node.parent else ""
