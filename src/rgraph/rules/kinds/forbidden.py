"""`forbidden`: some code must not depend on other code, directly or by way of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.dependencies import direct_findings, indirect_findings
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden(EdgeRule):
    """Code that `from` means must not depend on what `to` means.

    With `transitive`, not by way of items of other modules either; `via` are modules through which it is allowed.
    """

    FIX: ClassVar[str] = "Remove the dependency, or move what both need to a place that both may use."

    from_: Selection
    to: Selection
    transitive: bool = False
    via: Selection = NOTHING

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        sources = code.select(self.from_)

        def broken(source: str, target: str) -> str:
            if code.means(self.to, target, source) and target not in sources:
                return f"{source} must not depend on {target}"
            return ""

        yield from direct_findings(context, broken, sources=sources)
        if self.transitive:
            targets = frozenset(code.select_modules(self.to))
            starts = frozenset(code.select_modules(self.from_)) - targets
            closed = starts | frozenset(code.select_modules(self.via))
            yield from indirect_findings(
                context,
                starts,
                lambda _, module: module in targets,
                lambda module: module in code.items and module not in closed,
            )

    def problems(self) -> Iterator[str]:
        if self.via and not self.transitive:
            yield "`via` has a meaning only with `transitive = true`"
