"""`independence`: modules none of which depends on another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.ids import Symbol
from rgraph.rules.dependencies import direct_findings, indirect_findings
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence(EdgeRule):
    """None of the `modules` may depend on another of them; `transitive` (the default): by way of others neither.

    Of modules inside each other the outermost count, each with everything in it. `app::features::*` means each child.
    """

    FIX: ClassVar[str] = "Move what both need into a module of its own."

    modules: Selection
    transitive: bool = True

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        member = self._members(code)

        def broken(source: Symbol, target: Symbol) -> str:
            a, b = member.get(code.module_of(source)), member.get(code.module_of(target))
            return (
                f"{source} must not depend on {target}: `{a}` and `{b}` are independent" if a and b and a != b else ""
            )

        def between(source: Symbol, target: Symbol) -> bool:
            a, b = member.get(source), member.get(target)
            return a is not None and b is not None and a != b

        yield from direct_findings(context, broken, between, member)
        if not self.transitive:
            return
        yield from indirect_findings(
            context,
            member,
            between,
            lambda module: module in code.items and module not in member,
        )

    def _members(self, code: Code) -> dict[Symbol, Symbol]:
        """Each module of the set, and the outermost of the set that contains it."""
        chosen = set(code.select_modules(self.modules))
        member: dict[Symbol, Symbol] = {}
        for module in chosen:
            inside = [each for each in code.around(module) if each in chosen]
            member[module] = inside[-1]
        return member
