"""The macros that macro calls name (Reference, "Macros by example": textual scope comes before path-based scope)."""

from __future__ import annotations

from functools import partial

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path

from .crates import Crates
from .declarations import Declarations
from .defs import Def
from .macros import MacroScopes
from .modules import Modules
from .names import Names
from .preludes import Preludes
from .resolution import CUT, NOTHING, Ns, Resolution, Scope
from .table import FILE
from .trace import Trace


class MacroNames:
    """Resolves the paths of macro calls."""

    def __init__(
        self,
        trace: Trace,
        declarations: Declarations,
        macros: MacroScopes,
        crates: Crates,
        modules: Modules,
        preludes: Preludes,
        names: Names,
    ) -> None:
        self._trace = trace
        self._declarations = declarations
        self._macros = macros
        self._crates = crates
        self._modules = modules
        self._preludes = preludes
        self._names = names

    def macro(self, scope: Scope, path: Path) -> Resolution:
        """The macro that a path names in a scope.

        A single name is looked up in textual scope first, then in blocks and the module, in crates with `#[macro_use]`,
        and in the preludes. A longer path is resolved like any other.
        """
        names = [segment.name for segment in path.segments]
        if len(names) != 1 or path.root:
            return self._names.resolve_names(scope, names, Ns.MACRO, path.root)
        found = self.textual(scope, path)
        if found:
            return found
        other = self._names.in_layers(scope, names, Ns.MACRO) or self._macro_in(scope.module, names[0])
        return found if found.reason == CUT.reason and not other else other

    def textual(self, scope: Scope, path: Path) -> Resolution:
        """The `macro_rules!` macro that a single name means by textual scope."""
        name = path.segments[0].name
        compute = partial(self._macros.textual, scope.owner, name)
        return self._trace.memo("textual", (scope.owner, name), compute, NOTHING)

    def _macro_in(self, module: Def, name: str) -> Resolution:
        return self._trace.memo("macro_in", (module, name), lambda: self._macro_of(module, name), NOTHING)

    def _macro_of(self, module: Def, name: str) -> Resolution:
        found = self._modules.lookup(module, name, Ns.MACRO)
        return found or self._macro_use(module, name) or self._preludes.prelude(module.crate, name, Ns.MACRO)

    def _macro_use(self, module: Def, name: str) -> Resolution:
        """A macro of a crate that the root imports with `#[macro_use] extern crate` (the `macro_use` prelude)."""
        top = self._crates.root_of(module.crate)
        if top is None:
            return NOTHING
        self._declarations.read("o", top)
        for ord_ in top.place.table.children.get(FILE, ()):
            item = top.place.table.items[ord_]
            if item.kind is ItemKind.EXTERN_CRATE and item.attrs.macro_use:
                crate = self._crates.extern_crate(top.crate, item.name)
                for definition in crate.defs:
                    found = self._modules.lookup(definition, name, Ns.MACRO)
                    if found:
                        return found
        return NOTHING
