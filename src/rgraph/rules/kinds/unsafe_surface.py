"""`unsafe_surface`: where `unsafe` and foreign code may appear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.rules.mentions import Shape
from rgraph.rules.rule import Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding, Place

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


_BLOCK = re.compile(r"\bunsafe\s*(?:\{|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsafeSurface(Rule):
    """Unsafe blocks, functions, traits, impls, and with `extern` foreign blocks, stand in `allowed_in` alone."""

    FIX: ClassVar[str] = "Move it to where unsafe code is allowed."

    allowed_in: Selection = NOTHING
    extern: bool = True

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        allowed = code.select(self.allowed_in)
        for symbol in sorted(code.items):
            item = code.items[symbol]
            if symbol in allowed or context.in_tests(symbol) or item.item is None:
                continue
            what = {ItemKind.FUNCTION: "function", ItemKind.TRAIT: "trait", ItemKind.IMPL: "impl"}.get(item.kind)
            if what and "unsafe" in item.item.quals:
                yield Finding(
                    f"{symbol} is an unsafe {what}", code.place(item.path, item.line, "unsafe"), symbol, detail=what
                )
        yield from self._blocks(context, allowed)
        if self.extern:
            yield from self._foreign(context, allowed)

    def _blocks(self, context: Context, allowed: frozenset[Symbol]) -> Iterator[Finding]:
        """Unsafe blocks; the syntax tree does not say their lines, so the n-th of an item is the n-th in its text."""
        code = context.code
        seen: dict[Symbol, int] = {}

        def judged(symbol: Symbol) -> bool:
            return symbol not in allowed and not context.in_tests(symbol)

        for path, owner, mention in code.mentions(frozenset({"unsafe"}), judged):
            if mention.shape is Shape.UNSAFE:
                number = seen[owner] = seen.get(owner, 0) + 1
                yield Finding(
                    f"{owner} has an unsafe block", self._place(code, path, owner, number), owner, detail="block"
                )

    def _place(self, code: Code, path: str, owner: Symbol, number: int) -> Place:
        item = code.items[owner].item if owner in code.items else None
        if item is None:
            return code.name_place(path, "unsafe")
        for line in range(item.start_line, item.end_line + 1):
            number -= len(_BLOCK.findall(code.line_text(path, line)))
            if number <= 0:
                return code.place(path, line, "unsafe")
        return code.place(path, item.line, item.name)

    def _foreign(self, context: Context, allowed: frozenset[Symbol]) -> Iterator[Finding]:
        code = context.code
        for path in code.graph.files:
            linked = code.graph.linked(path)
            modules = {d.ord: d.symbol for d in linked.defs} if linked else {}
            for item in code.graph.facts(path).items if modules else ():
                module = modules.get(item.parent)
                if item.kind is not ItemKind.EXTERN_BLOCK or module is None or module in allowed:
                    continue
                if not context.in_tests(module):
                    place = code.place(path, item.line, "extern")
                    yield Finding(f"{module} declares foreign items", place, module, detail=f"extern {item.signature}")
