"""`no_new_callers`: items that nobody may start to use; those who do already may stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.ids import Symbol
from rgraph.rules.dependencies import direct_findings
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class NoNewCallers(EdgeRule):
    """Nothing newly uses what `items` means, or what is marked `#[deprecated]`, since `since`.

    Without `since` it is `merge-base:main`. Uses within the item itself do not count.
    """

    FIX: ClassVar[str] = "Use what replaces it."

    DEFAULT_SINCE: ClassVar[str] = "merge-base:main"

    items: Selection = NOTHING
    deprecated: bool = False

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        chosen = self._chosen(code)
        if code is not context.judged:
            # who used it before it was deprecated, or before it came under `items`, is no new caller
            now = self._chosen(context.judged)
            chosen |= {before for before, after in context.lineage(code, context.judged).items() if after in now}

        def broken(source: Symbol, target: Symbol) -> str:
            if target not in chosen and not (target not in code.items and code.means(self.items, target, source)):
                return ""
            own = target in code.around(source)
            return "" if own else f"{source} newly uses {target}{self._note(context, target)}"

        yield from direct_findings(context, broken)

    def problems(self) -> Iterator[str]:
        if not (self.items or self.deprecated):
            yield "`no_new_callers` needs `items` or `deprecated = true`"

    def _chosen(self, code: Code) -> set[Symbol]:
        chosen = set(code.select(self.items))
        if self.deprecated:
            chosen |= {s for s, item in code.items.items() if item.item is not None and item.item.attrs.deprecated}
        return chosen

    def _note(self, context: Context, target: Symbol) -> str:
        item = context.code.items.get(target)
        note = item.item.attrs.deprecated_note if item is not None and item.item is not None else ""
        return f", which is deprecated: {note}" if note else ""
