"""Who sees what: modules, and visibility as it is written."""

from __future__ import annotations

from rgraph.model.facts import ItemKind

from .declarations import Declarations
from .defs import Def, parent_module, within
from .imports import Imports
from .resolution import Ns


class Visibility:
    """Whether a module sees what another one declares."""

    def __init__(self, declarations: Declarations, imports: Imports) -> None:
        self._declarations = declarations
        self._imports = imports

    def sees(self, viewer: Def, vis: str, home: Def) -> bool:
        """Whether a module sees what another declares with this visibility."""
        if vis == "pub":
            return True
        if viewer.crate.id != home.crate.id:
            return False
        if vis in {"pub(crate)", "crate"}:
            return True
        limit: Def | None = home
        if vis == "pub(super)":
            limit = parent_module(home)
        elif vis.startswith("pub(in "):
            names = tuple(part.strip() for part in vis[7:-1].split("::"))
            found = self._imports.use_path(home, names, False, Ns.TYPE)
            limit = found.defs[0] if found.defs else home
        return limit is None or within(viewer, limit)

    def visible(self, definition: Def, module: Def) -> bool:
        """Whether a module sees an item by the item's own visibility."""
        item, parent = definition.item, definition.parent
        if item is None or parent is None or parent.kind in {ItemKind.TRAIT, ItemKind.ENUM, ItemKind.VARIANT}:
            return True
        if parent.kind is ItemKind.IMPL:
            implementation = parent.item
            if implementation is not None and implementation.trait is not None:
                return True
        self._declarations.read("n", parent, definition.name)
        return self.sees(module, item.vis, parent.module)
