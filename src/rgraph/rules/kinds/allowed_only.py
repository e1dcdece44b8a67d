"""`allowed_only`: what each module may depend on, written down; everything else is a violation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.model.ids import Symbol
from rgraph.rules.dependencies import direct_findings
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection, parse_selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedOnly(EdgeRule):
    """Each key of `allow` is a module; it may depend on its list, on itself, and on nothing else of the workspace.

    With `external = true` outside crates must be in the list as well (`external:serde`). `scope` names code of which
    every module must be covered by a key: a new module must be placed.
    """

    FIX: ClassVar[str] = "Remove the dependency, or add it to `allow`."

    allow: dict[str, Selection]
    external: bool = False
    scope: Selection = NOTHING

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        owner = self._owners(code)

        def broken(source: Symbol, target: Symbol) -> str:
            key = owner.get(code.module_of(source))
            if key is None or (target not in code.items and not self.external):
                return ""
            if owner.get(code.module_of(target)) == key or code.means(self.allow[key], target, source):
                return ""
            return f"{source} may not depend on {target}: `{key}` does not allow it"

        yield from direct_findings(context, broken, lambda _, target: target in code.items or self.external, owner)
        for module in code.select_modules(self.scope):
            if module not in owner and not context.in_tests(module):
                yield Finding(
                    f"{module} has no entry in `allow`",
                    code.place_of(module),
                    module,
                    detail="unplaced",
                    hint="Add the module to `allow`, with what it may depend on.",
                )

    def _owners(self, code: Code) -> dict[Symbol, str]:
        """The key of each module; of several that contain it, the one that is named last and innermost."""
        owner: dict[Symbol, str] = {}
        for key in sorted(self.allow, key=lambda key: key.count("::")):
            for module in code.select_modules(parse_selection(key)):
                owner[module] = key
        return owner

    def selections(self) -> Iterator[tuple[str, Selection]]:
        """What must mean something: each key, and the scope."""
        yield from (("allow", parse_selection(key)) for key in self.allow)
        if self.scope:
            yield "scope", self.scope
