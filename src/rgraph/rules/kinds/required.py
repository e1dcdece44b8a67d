"""`required`: items that must derive, implement or depend on something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol
from rgraph.rules.attributes import derived
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Required(EdgeRule):
    """Every item that `items` means must do all that is asked.

    `derive` names traits in a `derive`; `implement` traits to be implemented, by hand or by derive; `depend_on` code
    that the item, or something in it, must use.
    """

    FIX: ClassVar[str] = "Add what is missing."

    items: Selection
    derive: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    depend_on: Selection = NOTHING
    MAY_BE_EMPTY = frozenset({"depend_on"})

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        chosen = [symbol for symbol in sorted(code.select(self.items)) if not context.in_tests(symbol)]
        implemented = self._implemented(context) if self.implement else {}
        depending = self._depending(context) if self.depend_on else set()
        for symbol in chosen:
            item = code.items[symbol]
            for name in self.derive:
                if not derived(item, name):
                    yield self._finding(context, symbol, f"does not derive {name}", name, f"Add #[derive({name})].")
            for name in self.implement:
                traits = implemented.get(symbol, set())
                if not derived(item, name) and not any(_same(trait, name) for trait in traits):
                    yield self._finding(
                        context, symbol, f"does not implement {name}", name, f"Implement {name} for it."
                    )
            if self.depend_on and symbol not in depending:
                text = self.depend_on.text
                yield self._finding(context, symbol, f"does not depend on {text}", text, "")

    def problems(self) -> Iterator[str]:
        if not (self.derive or self.implement or self.depend_on):
            yield "`required` needs `derive`, `implement` or `depend_on`"

    def _finding(self, context: Context, symbol: Symbol, what: str, name: str, hint: str) -> Finding:
        return Finding(f"{symbol} {what}", context.code.place_of(symbol), symbol, name, hint=hint)

    def _implemented(self, context: Context) -> dict[Symbol, set[str]]:
        """The traits of each type, by its impl blocks and what is known of its derives.

        An impl uses its self type and implements its trait.
        """
        code = context.code
        traits: dict[Symbol, set[str]] = {}
        types: dict[Symbol, set[Symbol]] = {}
        for _, edge in code.references({*context.tiers, Tier.INFERRED}, True):  # derives are inferred
            if edge.kind is EdgeKind.IMPLEMENTS:
                traits.setdefault(edge.src, set()).add(edge.dst)
            elif edge.kind is EdgeKind.USES_TYPE and edge.src in code.items:
                block = code.items[edge.src]
                if block.kind is ItemKind.IMPL and edge.dst.rpartition("::")[2] == block.name:
                    types.setdefault(edge.src, set()).add(edge.dst)
        found: dict[Symbol, set[str]] = {
            symbol: of
            for symbol, of in traits.items()
            if symbol in code.items and code.items[symbol].kind is not ItemKind.IMPL
        }
        for impl, of in types.items():
            block = code.items[impl]
            written = block.item.trait.segments if block.item and block.item.trait else []
            names = traits.get(impl, set()) | {"::".join(segment.name for segment in written)}
            for symbol in of:
                found.setdefault(symbol, set()).update(names)
        return found

    def _depending(self, context: Context) -> set[Symbol]:
        """Items that use something of `depend_on`, with all that contain them."""
        code = context.code
        return {
            around
            for _, edge in context.references()
            if code.means(self.depend_on, edge.dst, edge.src)
            for around in code.around(edge.src)
        }


def _same(trait: str, name: str) -> bool:
    return trait == name or trait.endswith(f"::{name}")
