"""The conditions of imports that a re-export leads through: `pub use a::X`, where `a` imports `X` under a feature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.limits import MAX_ALIASES, MAX_CONDITION
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind, Use

from .inside import uses
from .ways import plain

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

    from .features_below import FeaturesBelow


class PassedImports:
    """Follows imports from module to module. `seen` has what each package sees of the features of those below it."""

    def __init__(self, world: World, seen: Callable[[str], FeaturesBelow]) -> None:
        self._world, self._seen = world, seen
        self._named: dict[Def, dict[str, list[Use]]] = {}
        self._known: dict[tuple[str, Def, str, Ns, Def, int], str] = {}

    def conditions(self, module: Def, use: Use, ns: Ns, found: Def) -> Iterator[str]:
        """What must hold for an import to lead to what it leads to, beside its own conditions and those of that.

        Several imports of a module that lead there are alternatives, of which one without conditions is enough.
        Conditions longer than `MAX_CONDITION` are left out.
        """
        text = self._condition(module, use, ns, found, 0)
        if text:
            yield text

    def _condition(self, module: Def, use: Use, ns: Ns, found: Def, depth: int) -> str:
        inner = self._before(module, use) if depth < MAX_ALIASES else None
        if inner is None:
            return ""
        # asked once for each module and name: alternatives on alternatives are as many ways as their product
        key = (module.crate.package, inner, use.path[-1], ns, found, depth)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._of_imports(module, inner, use.path[-1], ns, found, depth)
        return known

    def _of_imports(self, module: Def, inner: Def, name: str, ns: Ns, found: Def, depth: int) -> str:
        several = [each for each in self._imports(inner).get(name, ()) if self._leads(inner, each, ns, found)]
        ways = [plain([*each.attrs.cfg, self._condition(inner, each, ns, found, depth + 1)]) for each in several]
        if not ways or not all(ways):
            return ""
        texts = [texts[0] if len(texts := sorted(way)) == 1 else f"all({', '.join(texts)})" for way in ways]
        text = texts[0] if len(texts) == 1 else f"any({', '.join(texts)})"
        whole = (
            self._seen(module.crate.package).predicate(text, inner.crate.package) if len(text) <= MAX_CONDITION else ""
        )
        return whole if len(whole) <= MAX_CONDITION else ""

    def _before(self, module: Def, use: Use) -> Def | None:
        """The module in which an import finds the last name of its path; None where that is none of the workspace, or
        no import along the way can have a condition.
        """
        if use.self_import or len(use.path) < 2 or use.path[-1] not in self._telling:
            return None
        before = msgspec.structs.replace(use, path=use.path[:-1], alias="")
        found = self._world.imported(module, before, Ns.TYPE).defs
        inner = found[0] if len(found) == 1 else None
        return inner if inner is not None and inner.kind is ItemKind.MODULE and not inner.external else None

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The names that some import makes under a condition, or of another name. Others stay as they are along the
        way."""
        every = (use for place in self._world.places.values() for use in place.table.facts.uses)
        return frozenset(
            use.alias or use.path[-1] for use in every if use.path and not use.glob and (use.attrs.cfg or use.alias)
        )

    def _imports(self, module: Def) -> dict[str, list[Use]]:
        """The imports of a module by the names that they make."""
        if module not in self._named:
            named: dict[str, list[Use]] = defaultdict(list)
            for use in uses(module):
                if not use.glob and use.path:
                    named[use.alias or use.path[-1]].append(use)
            self._named[module] = named
        return self._named[module]

    def _leads(self, module: Def, use: Use, ns: Ns, found: Def) -> bool:
        return found in self._world.imported(module, use, ns).defs
