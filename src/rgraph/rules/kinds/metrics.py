"""`metrics`: numbers that modules and items must stay within."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context

OF_MODULES = ("fan_in", "fan_out", "instability")
OF_ITEMS = {
    "lines": frozenset({ItemKind.FUNCTION}),
    "parameters": frozenset({ItemKind.FUNCTION}),
    "fields": frozenset({ItemKind.STRUCT, ItemKind.UNION}),
    "variants": frozenset({ItemKind.ENUM}),
    "methods": frozenset({ItemKind.TRAIT, ItemKind.IMPL}),
    "callers": frozenset({ItemKind.FUNCTION}),
}
MEASURES = (*OF_MODULES, *OF_ITEMS, "file_lines")
_CHILDREN = {"fields": ItemKind.FIELD, "variants": ItemKind.VARIANT, "methods": ItemKind.FUNCTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics(EdgeRule):
    """The `measure` of everything in `scope` is at most `max` (and at least `min`).

    Of modules: `fan_in`, `fan_out` (modules that use it, that it uses), `instability` (fan_out / (fan_in + fan_out)),
    `file_lines`. Of functions: `lines`, `parameters`, `callers`. Of types, traits and impls: `fields`, `variants`,
    `methods`. With `since`, what was over the limit before is reported only when it got worse.
    """

    FIX: ClassVar[str] = "Split it, or move part of it elsewhere."

    measure: str
    max: float | None = None
    min: float | None = None
    scope: Selection = NOTHING

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        scope = code.select(self.scope) if self.scope else None
        for symbol, value in sorted(self._values(context).items()):
            if (scope is not None and symbol not in scope) or context.in_tests(symbol):
                continue
            shown = f"{value:g}" if self.measure != "instability" else f"{value:.2f}"
            if self.max is not None and value > self.max:
                message = f"{symbol}: {self.measure} is {shown}, over {self.max:g}"
                yield Finding(message, code.place_of(symbol), symbol, detail=self.measure, measure=value)
            if self.min is not None and value < self.min:
                message = f"{symbol}: {self.measure} is {shown}, under {self.min:g}"
                yield Finding(message, code.place_of(symbol), symbol, detail=f"min {self.measure}", measure=-value)

    def problems(self) -> Iterator[str]:
        if self.measure not in MEASURES:
            yield f"`measure` must be one of {', '.join(MEASURES)}, not `{self.measure}`"
        if self.max is None and self.min is None:
            yield "`metrics` needs `max` or `min`"
        elif self.max is not None and self.min is not None and self.max < self.min:
            yield f"contradictory: `max = {self.max:g}` is less than `min = {self.min:g}`"

    def _values(self, context: Context) -> dict[Symbol, float]:
        code = context.code
        if self.measure in OF_MODULES:
            return self._module_values(context)
        if self.measure == "file_lines":
            return {module: float(code.graph.facts(path).lines) for module, path in code.module_files.items()}
        judged = {symbol: item for symbol, item in code.items.items() if item.kind in OF_ITEMS[self.measure]}
        if self.measure == "lines":
            return {
                s: float(i.item.end_line - i.item.line + 1) for s, i in judged.items() if i.item and i.item.has_body
            }
        if self.measure == "parameters":
            return {s: float(len(i.item.params)) for s, i in judged.items() if i.item}
        values = dict.fromkeys(judged, 0.0)
        if self.measure == "callers":
            pairs = {(edge.src, edge.dst) for _, edge in context.references() if edge.kind is EdgeKind.CALLS}
            for _, target in pairs:
                if target in values:
                    values[target] += 1
            return values
        for item in code.items.values():
            if item.kind is _CHILDREN[self.measure] and item.parent in values:
                values[item.parent] += 1
        return values

    def _module_values(self, context: Context) -> dict[Symbol, float]:
        code, outgoing = context.code, context.outgoing()
        links = {module: [to for to in outgoing.get(module, ()) if to in code.items] for module in code.modules}
        fan_out = {module: len(targets) for module, targets in links.items()}
        fan_in = dict.fromkeys(fan_out, 0)
        for targets in links.values():
            for target in targets:
                fan_in[target] = fan_in.get(target, 0) + 1
        if self.measure == "fan_in":
            return {module: float(count) for module, count in fan_in.items()}
        if self.measure == "fan_out":
            return {module: float(count) for module, count in fan_out.items()}
        return {m: out / (out + fan_in[m]) for m, out in fan_out.items() if out + fan_in[m]}
