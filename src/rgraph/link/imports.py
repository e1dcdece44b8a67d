"""Paths of `use` declarations: where they start, and what they lead to."""

from __future__ import annotations

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind, Use

from .crates import Crates
from .declarations import Declarations
from .defs import Def
from .macros import MacroScopes
from .paths import Paths
from .questions import Lookup, Prelude
from .resolution import NOTHING, Ns, Resolution
from .trace import Trace

BODY_KINDS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})


class Imports:
    """What `use` declarations bring in. `lookup` and `prelude` are joined once there is somebody to answer them."""

    lookup: Lookup
    prelude: Prelude

    def __init__(
        self, trace: Trace, declarations: Declarations, crates: Crates, macros: MacroScopes, paths: Paths
    ) -> None:
        self._trace = trace
        self._declarations = declarations
        self._crates = crates
        self._macros = macros
        self._paths = paths

    def imported(self, container: Def, use: Use, ns: Ns) -> Resolution:
        """What a `use` leaf means in a namespace."""
        if use.self_import and ns is not Ns.TYPE:
            return NOTHING
        return self.use_path(container, tuple(use.path), use.root, ns)

    def use_path(self, container: Def, names: tuple[str, ...], root: bool, ns: Ns) -> Resolution:
        """What a path means that starts at a module (or, in a function's blocks, at the function)."""
        return self._trace.memo(
            "path", (container, names, root, ns), lambda: self._use_path(container, names, root, ns), NOTHING
        )

    def _use_path(self, container: Def, names: tuple[str, ...], root: bool, ns: Ns) -> Resolution:
        if not names:
            return NOTHING
        module = container.module
        anchored = self._paths.anchor(module, names)
        if anchored is not None:
            start, used = anchored
            return self._paths.walk(Resolution(defs=(start,)), names, used, ns, module)
        first_ns = ns if len(names) == 1 else Ns.TYPE
        crate = container.crate
        if root or self._declarations.edition(crate) == "2015":
            start_at = self._crate_relative(crate, names[0], first_ns, root)
        else:
            start_at = self._first_of_use(container, names[0], first_ns)
        return self._paths.walk(start_at, names, 1, ns, module)

    def _crate_relative(self, crate: Crate, name: str, ns: Ns, root: bool) -> Resolution:
        if self._declarations.edition(crate) != "2015":
            return self._crates.extern(crate, name) if ns is Ns.TYPE else NOTHING
        top = self._crates.root_of(crate)
        found = self.lookup(top, name, ns) if top is not None else NOTHING
        if not found and ns is Ns.TYPE:
            found = self._crates.extern(crate, name)
        if not found and ns is Ns.MACRO and top is not None:
            found = self._macros.textual_anywhere(top, name)
        return found

    def _first_of_use(self, container: Def, name: str, ns: Ns) -> Resolution:
        if container.kind is not ItemKind.MODULE:
            found = self._owner_blocks(container, name, ns)
            if found:
                return found
        module = container.module
        found = NOTHING
        if ns is Ns.TYPE and _imports_from_itself(module, name):
            found = self._crates.extern(container.crate, name)
        found = found or self.lookup(module, name, ns)
        if not found and ns is Ns.TYPE:
            found = self._crates.extern(container.crate, name)
        if not found and ns is Ns.MACRO:
            found = self._macros.textual_anywhere(container, name)
        return found or self.prelude(container.crate, name, ns)

    def _owner_blocks(self, owner: Def, name: str, ns: Ns) -> Resolution:
        """What the blocks of a function declare under a name, whichever block; of the functions around it too."""
        current: Def | None = owner
        while current is not None and current.kind is not ItemKind.MODULE:
            if current.kind in BODY_KINDS:
                found = self.lookup(current, name, ns)
                if found:
                    return found
            current = current.parent
        return NOTHING


def _imports_from_itself(module: Def, name: str) -> bool:
    """Whether a module has `use name::name;`, whose first segment can only be a crate."""
    table = module.place.table
    indices = table.use_names.get(module.ord, {}).get(name, ())
    return any(table.facts.uses[index].path[:1] == [name] for index in indices)
