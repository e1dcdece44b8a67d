"""`layers`: an order of modules in which each may depend on those below it and on none above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rgraph.errors import ConfigError
from rgraph.model.ids import Symbol
from rgraph.rules.dependencies import direct_findings, indirect_findings
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection, parse_selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True)
class _Layering:
    """The layers of one container: for each module, its rank from the top and its place among the siblings."""

    ranks: dict[Symbol, tuple[int, int]]
    names: dict[tuple[int, int], str]
    below: dict[int, int]  # rank -> first rank that a closed layer hides


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers(EdgeRule):
    """Modules in layers, the top one first; a layer depends on lower ones alone.

    A layer is a path, or a list of paths that share its height: siblings, `independent` of each other unless
    `siblings = "free"`. With `containers` the layers are names inside each container. A `closed` layer hides those
    below it from those above. `exhaustive`: every child of the containers (or of the layers' crates) must be in a
    layer.
    """

    FIX: ClassVar[str] = "Move what is used down a layer, or pass it in from above."

    layers: tuple[str | tuple[str, ...], ...]
    siblings: str = "independent"
    containers: Selection = NOTHING
    closed: tuple[str, ...] = ()
    exhaustive: bool = False
    transitive: bool = True

    def check(self, context: Context) -> Iterator[Finding]:
        for layering in self._layerings(context.code):
            yield from direct_findings(
                context, partial(self._broken, context.code, layering), partial(self._between, layering), layering.ranks
            )
            if self.transitive:
                yield from self._indirect(context, layering)
        if self.exhaustive:
            yield from self._unplaced(context.code)

    def problems(self) -> Iterator[str]:
        names = [name for layer in self.layers for name in _siblings(layer)]
        if len(names) < 2:
            yield "`layers` needs at least two layers"
        yield from (f"contradictory layers: `{name}` is in two" for name, n in Counter(names).items() if n > 1)
        yield from (f"`closed` names `{name}`, which is not a layer" for name in self.closed if name not in names)
        if self.siblings not in {"independent", "free"}:
            yield f"`siblings` must be `independent` or `free`, not `{self.siblings}`"

    def selections(self) -> Iterator[tuple[str, Selection]]:
        """What must mean something: the containers, or each layer."""
        if self.containers:
            yield "containers", self.containers
        else:
            yield from (("layers", parse_selection(name)) for layer in self.layers for name in _siblings(layer))

    # ---- layers of a tree -----------------------------------------------------------------------------------

    def _layerings(self, code: Code) -> Iterator[_Layering]:
        if not self.containers:
            yield self._layering(code, "")
            return
        inside = set(code.select_modules(self.containers))
        for container in sorted(inside):
            if code.items[container].parent not in inside:
                yield self._layering(code, f"{container}::")

    def _layering(self, code: Code, prefix: str) -> _Layering:
        ranks: dict[Symbol, tuple[int, int]] = {}
        names: dict[tuple[int, int], str] = {}
        for rank, layer in enumerate(self.layers):
            for place, name in enumerate(_siblings(layer)):
                names[rank, place] = name
                for module in code.select_modules(parse_selection(prefix + name)):
                    known = ranks.setdefault(module, (rank, place))
                    if known != (rank, place):
                        raise ConfigError(
                            f"contradictory layers: `{module}` is in `{names[known]}` and in `{name}`.",
                            "Name disjoint modules, or take the inner one out with a narrower path.",
                        )
        return _Layering(ranks, names, self._hidden())

    def _hidden(self) -> dict[int, int]:
        """For each layer above a closed one: the first rank that it must not reach past that one."""
        closed = [rank for rank, layer in enumerate(self.layers) if set(_siblings(layer)) & set(self.closed)]
        return {
            rank: min(below) + 1 for rank in range(len(self.layers)) if (below := [at for at in closed if at > rank])
        }

    def _broken(self, code: Code, of: _Layering, source: Symbol, target: Symbol) -> str:
        if target not in code.items:
            return ""
        a, b = of.ranks.get(code.module_of(source)), of.ranks.get(code.module_of(target))
        return self._verdict(of, a, b, source, target) if a and b and a != b else ""

    def _between(self, of: _Layering, source: Symbol, target: Symbol) -> bool:
        a, b = of.ranks.get(source), of.ranks.get(target)
        return bool(a and b and a != b and self._verdict(of, a, b, "", ""))

    def _verdict(self, of: _Layering, a: tuple[int, int], b: tuple[int, int], source: str, target: str) -> str:
        upper, lower = of.names[b], of.names[a]
        if a[0] > b[0]:
            return f"{source} must not depend on {target}: layer `{lower}` is below `{upper}`"
        if a[0] == b[0] and self.siblings == "independent":
            return f"{source} must not depend on {target}: `{lower}` and `{upper}` are independent siblings"
        hidden = of.below.get(a[0])
        if hidden is not None and b[0] >= hidden:
            wall = ", ".join(f"`{name}`" for name in _siblings(self.layers[hidden - 1]))
            return f"{source} must not depend on {target}: the closed layer {wall} hides `{upper}`"
        return ""

    def _indirect(self, context: Context, of: _Layering) -> Iterator[Finding]:
        """Chains from a layer to one that it must not reach, by way of modules that are in no layer."""
        items = context.code.items
        yield from indirect_findings(
            context,
            of.ranks,
            partial(self._between, of),
            lambda module: module in items and module not in of.ranks,
            lambda source, target: self._verdict(of, of.ranks[source], of.ranks[target], source, target),
        )

    def _unplaced(self, code: Code) -> Iterator[Finding]:
        placed = {module for layering in self._layerings(code) for module in layering.ranks}
        above = {each for module in placed for each in code.around(module)}
        roots = self._exhaustive_roots(code, placed)
        for module in code.modules:
            if code.items[module].parent in roots and module not in above and module not in code.tests:
                yield Finding(f"{module} is in no layer", code.place_of(module), module, hint="Add it to `layers`.")

    def _exhaustive_roots(self, code: Code, placed: set[Symbol]) -> set[Symbol]:
        """The modules whose children must all be placed: the containers, or the parents of the layers."""
        if self.containers:
            return set(code.select_modules(self.containers))
        return {code.items[module].parent for module in placed} - placed - {Symbol("")}


def _siblings(layer: str | tuple[str, ...]) -> tuple[str, ...]:
    return (layer,) if isinstance(layer, str) else layer
