"""Cycles of a dependency graph, and few edges whose removal opens them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from heapq import heappop, heappush

Graph = Mapping[str, Collection[str]]
Link = tuple[str, str]


def cyclic_links(graph: Graph) -> list[tuple[tuple[str, ...], list[Link]]]:
    """Each strongly connected component of more than one node, sorted, with the links inside it."""
    found = []
    for component in components(graph):
        inside = frozenset(component)
        links = [(a, b) for a in component for b in sorted(graph.get(a, ())) if b in inside and a != b]
        found.append((component, links))
    return found


def components(graph: Graph) -> list[tuple[str, ...]]:
    """Strongly connected components of more than one node, by Tarjan's algorithm without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in sorted(graph):
        if root in index:
            continue
        work = [(root, iter(sorted(graph.get(root, ()))))]
        while work:
            name, following = work[-1]
            if name not in index:
                index[name] = low[name] = len(index)
                path.append(name)
                on_path.add(name)
            after = next((target for target in following if target not in index or target in on_path), None)
            if after is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    component = [path.pop()]
                    while component[-1] != name:
                        component.append(path.pop())
                    on_path.difference_update(component)
                    found.append(tuple(sorted(component)))
            elif after in index:
                low[name] = min(low[name], index[after])
            else:
                work.append((after, iter(sorted(graph.get(after, ())))))
    return sorted(component for component in found if len(component) > 1)


def feedback_links(links: Sequence[Link], weights: Mapping[Link, int], removable: Set[Link]) -> list[Link]:
    """Few and light links among the `removable` whose removal leaves no cycle through a removable one.

    The heuristic of Eades, Lin and Smyth orders the nodes; links that point backwards in it are taken, then put back
    one by one, heaviest first, where they close no cycle. Where the removable ones are not all links, cycles of the
    others stay.
    """
    order = {name: number for number, name in enumerate(_ordered(links, weights))}
    taken = {link for link in links if link in removable and order[link[0]] > order[link[1]]}
    following = _following(link for link in links if link not in taken)
    if any(order[a] > order[b] for a, targets in following.items() for b in targets):
        # a removable forward link may lie on a cycle that fixed backward links close
        taken |= {link for link in links if link in removable and _closes(link, following)}
        following = _following(link for link in links if link not in taken)
    removed = []
    for link in sorted(taken, key=lambda link: (-weights.get(link, 1), link)):
        if _closes(link, following):
            removed.append(link)
        else:
            following.setdefault(link[0], []).append(link[1])
    return sorted(removed)


def _ordered(links: Sequence[Link], weights: Mapping[Link, int]) -> list[str]:
    """Nodes in an order with little weight backwards: sinks last, sources first, the most giving of the rest next."""
    left = _Left(links, weights)
    first: list[str] = []
    last: list[str] = []
    while left.nodes:
        if name := left.sink():
            last.append(name)
        else:
            name = left.source() or left.most_giving()
            first.append(name)
        left.remove(name)
    return first + last[::-1]


class _Left:
    """The nodes that have no place yet, each with the weight of the links that it gives to others, and takes.

    Each heap may hold a node that is gone, or with what it once gave; such entries are passed over, so that the whole
    takes as many steps as there are links, times a logarithm.
    """

    def __init__(self, links: Sequence[Link], weights: Mapping[Link, int]) -> None:
        out: dict[str, dict[str, int]] = {name: {} for link in links for name in link}
        into: dict[str, dict[str, int]] = {name: {} for name in out}
        for a, b in links:
            out[a][b] = into[b][a] = weights.get((a, b), 1)
        self.nodes = set(out)
        self._out, self._into = out, into
        self._gives = {name: sum(out[name].values()) for name in out}
        self._takes = {name: sum(into[name].values()) for name in out}
        self._sinks = sorted(name for name in out if not self._gives[name])
        self._sources = sorted(name for name in out if not self._takes[name])
        self._rest = sorted((self._takes[name] - self._gives[name], name) for name in out)

    def sink(self) -> str:
        """The first node that gives nothing; "" where none is."""
        return _next(self._sinks, self.nodes)

    def source(self) -> str:
        """The first node that takes nothing; "" where none is."""
        return _next(self._sources, self.nodes)

    def most_giving(self) -> str:
        """The node that gives the most more than it takes. There must be nodes left."""
        while True:
            less, name = heappop(self._rest)
            if name in self.nodes and less == self._takes[name] - self._gives[name]:
                return name

    def remove(self, name: str) -> None:
        """Take a node and its links away."""
        self.nodes.remove(name)
        for other in (self._out[name].keys() | self._into[name].keys()) & self.nodes:
            self._takes[other] -= self._out[name].get(other, 0)
            self._gives[other] -= self._into[name].get(other, 0)
            if not self._gives[other]:
                heappush(self._sinks, other)
            if not self._takes[other]:
                heappush(self._sources, other)
            heappush(self._rest, (self._takes[other] - self._gives[other], other))


def _next(heap: list[str], left: Set[str]) -> str:
    """The first name of a heap that is left; "" where none is."""
    while heap:
        name = heappop(heap)
        if name in left:
            return name
    return ""


def followers(links: Iterable[Link]) -> dict[str, list[str]]:
    """Where the links of each node lead, in order."""
    return _following(sorted(links))


def _following(links: Iterable[Link]) -> dict[str, list[str]]:
    following: dict[str, list[str]] = {}
    for a, b in links:
        following.setdefault(a, []).append(b)
    return following


def _closes(link: Link, following: Mapping[str, Sequence[str]]) -> bool:
    """Whether `link` lies on a cycle with these links: its end reaches its start."""
    seen, stack = {link[1]}, [link[1]]
    while stack:
        name = stack.pop()
        if name == link[0]:
            return True
        for after in following.get(name, ()):
            if after not in seen:
                seen.add(after)
                stack.append(after)
    return False


def shortest_cycle(link: Link, following: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way back from the end of `link` to its start, the start put first: `a -> b -> ... -> a`.

    `following`: where links lead, as `followers` gives it; of several shortest ways the first in its order is taken.
    """
    came: dict[str, str] = {link[1]: link[0]}
    queue = [link[1]]
    for name in queue:
        if name == link[0]:
            break
        for after in following.get(name, ()):
            if after not in came:
                came[after] = name
                queue.append(after)
    trail = [link[0]]
    at = came.get(link[0], link[1])
    while at != link[0]:
        trail.append(at)
        at = came[at]
    trail.append(link[0])
    return trail[::-1]
