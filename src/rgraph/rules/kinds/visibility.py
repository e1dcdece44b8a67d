"""`visibility`: how far items may be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.facts import ItemKind
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context
    from rgraph.view.graph import ItemAt

LEVELS = ("private", "module", "crate", "pub")
_WITHOUT = frozenset({ItemKind.IMPL, ItemKind.VARIANT, ItemKind.EXTERN_BLOCK, ItemKind.MACRO_CALL, ItemKind.MACRO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility(Rule):
    """Items that `items` means are seen at most as far as `max`, and at least as far as `min`.

    The levels: `private`, `module` (`pub(super)`, `pub(in path)`), `crate` (`pub(crate)`), `pub`. Items of traits and
    of trait impls have none of their own and are passed over.
    """

    FIX: ClassVar[str] = "Change its visibility."

    items: Selection
    max: str = ""
    min: str = ""

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        for symbol in sorted(code.select(self.items)):
            item = code.items[symbol]
            parent = code.items.get(item.parent)
            if item.item is None or item.kind in _WITHOUT or _of_trait(parent) or context.in_tests(symbol):
                continue
            level = LEVELS.index(_level(item.vis))
            written = f"`{item.vis}`" if item.vis else "private"
            if self.max and level > LEVELS.index(self.max):
                yield Finding(f"{symbol} is {written}; at most {self.max} is allowed", code.place_of(symbol), symbol)
            if self.min and level < LEVELS.index(self.min):
                yield Finding(
                    f"{symbol} is {written}; at least {self.min} is required",
                    code.place_of(symbol),
                    symbol,
                    detail="min",
                )

    def problems(self) -> Iterator[str]:
        if not (self.max or self.min):
            yield "`visibility` needs `max` or `min`"
        for level in (self.max, self.min):
            if level and level not in LEVELS:
                yield f"a visibility must be one of {', '.join(LEVELS)}, not `{level}`"
                return
        if self.max and self.min and LEVELS.index(self.max) < LEVELS.index(self.min):
            yield f"contradictory: `max = {self.max}` is narrower than `min = {self.min}`"


def _level(vis: str) -> str:
    if vis in {"pub", "crate", "pub(crate)", "pub(in crate)"}:
        return "pub" if vis == "pub" else "crate"
    return "private" if vis in {"", "pub(self)"} else "module"


def _of_trait(parent: ItemAt | None) -> bool:
    if parent is None:
        return False
    return parent.kind is ItemKind.TRAIT or (parent.item is not None and parent.item.trait is not None)
