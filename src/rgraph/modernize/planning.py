"""In which order old idioms are best replaced: the surest first, then what tests reach, then what few depend on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol
from rgraph.view.graph import CommitGraph

from .idiom import Confidence
from .limits import MAX_REACHED
from .report import Place, Step, Use

_ORDER = list(Confidence)


class Planner:
    """Plans for one tree."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._modules = graph.module_graph

    def plan(self, uses: Iterable[Use]) -> list[Step]:
        """One step for an idiom in a module; what the promised Rust does not allow is no step."""
        steps = [step for use in uses for step in self._steps(use)]
        return sorted(steps, key=_risk)

    def _steps(self, use: Use) -> Iterable[Step]:
        places: dict[Symbol, list[Place]] = {}
        for place in use.places:
            if place.item and place.allowed is not False:
                places.setdefault(self._modules.module_of(Symbol(place.item)), []).append(place)
        for module, mine in places.items():
            paths = Counter(place.path for place in mine)
            tests = self._tests_reaching({Symbol(place.item) for place in mine})
            count = sum(place.count for place in mine)
            worst = min(paths, key=lambda path: (-paths[path], path))
            yield Step(use.id, module, worst, count, len(self._above.get(module, ())), tests, use.confidence)

    @cached_property
    def _above(self) -> dict[Symbol, set[Symbol]]:
        """The modules that depend on each module."""
        found: dict[Symbol, set[Symbol]] = {}
        for source, target in self._modules.between(tuple(Tier), True, ()):
            if source != target:
                found.setdefault(target, set()).add(source)
        return found

    @cached_property
    def _users(self) -> dict[Symbol, list[Symbol]]:
        """Who a change to each item may affect; by way of the trait's method, those who call an impl's."""
        found: dict[Symbol, list[Symbol]] = {}
        for path in self._graph.files:
            linked = self._graph.linked(path)
            for edge in linked.edges if linked else ():
                if edge.kind is EdgeKind.OVERRIDES:
                    found.setdefault(edge.src, []).append(edge.dst)
                elif edge.kind.carries_impact:
                    found.setdefault(edge.dst, []).append(edge.src)
        return found

    def _tests_reaching(self, items: set[Symbol]) -> int:
        """How many test functions reach some items, as far as the limit goes."""
        seen, queue = set(items), sorted(items)
        while queue and len(seen) < MAX_REACHED:
            for user in self._users.get(queue.pop(), ()):
                at = self._modules.items.get(user)
                if user not in seen and at is not None and at.kind is not ItemKind.MODULE:
                    seen.add(user)
                    queue.append(user)
        return sum(1 for symbol in seen if (at := self._modules.items.get(symbol)) is not None and at.is_test)


def _risk(step: Step) -> tuple[int, bool, int, int, str, str]:
    return (
        _ORDER.index(step.confidence), not step.tests, step.dependents, -step.count, step.idiom, step.module,
    )  # fmt: skip
