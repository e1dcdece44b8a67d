"""`protected`: a module that is reached through listed items, or by listed code, alone."""

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
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected(EdgeRule):
    """Code outside `modules` may use of them only what `through` means, and only if `by` means that code.

    Rust's `pub(in path)` reaches ancestors alone; this reaches anywhere. Without `through` nothing may be used from
    outside but by those in `by`; without `by` anybody may use what `through` means.
    """

    FIX: ClassVar[str] = "Use what is allowed, or allow more with `through` or `by`."

    modules: Selection
    through: Selection = NOTHING
    by: Selection = NOTHING
    MAY_BE_EMPTY = frozenset({"by"})

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        inside, open_, allowed = code.select(self.modules), code.select(self.through), code.select(self.by)

        def broken(source: Symbol, target: Symbol) -> str:
            if target not in inside or source in inside:
                return ""
            if self.by and source not in allowed:
                return f"{source} may not use {target}: `{self.modules.text}` is only for `{self.by.text}`"
            if self.through and target not in open_:
                way = f"`{self.modules.text}` is reached only through `{self.through.text}`"
                return f"{source} may not use {target}: {way}"
            return ""

        yield from direct_findings(context, broken, targets=inside)

    def problems(self) -> Iterator[str]:
        if not (self.through or self.by):
            yield "`protected` needs `through`, `by` or both"
