"""Visibility: which modules can see a declaration."""

from __future__ import annotations

from rgraph.model.facts import ItemKind

from .declarations import Declarations
from .defs import Def, parent_module, root_module, within
from .imports import Imports
from .resolution import Ns


class Visibility:
    """Whether a module sees what another one declares."""

    def __init__(self, declarations: Declarations, imports: Imports) -> None:
        self._declarations = declarations
        self._imports = imports

    def limit(self, vis: str, home: Def) -> Def | None:
        """The module within which a declaration in `home` is visible; None: everywhere."""
        if vis == "pub":
            return None
        if vis in {"pub(crate)", "crate"}:
            return root_module(home)
        if vis == "pub(super)":
            return parent_module(home) or home
        if vis.startswith("pub(in "):
            names = tuple(part.strip() for part in vis[7:-1].split("::"))
            found = self._imports.use_path(home, names, False, Ns.TYPE)
            return found.defs[0] if found.defs else home
        return home

    def sees(self, viewer: Def, vis: str, home: Def) -> bool:
        """Whether `viewer` can see a declaration in `home` with this visibility."""
        return vis == "pub" or is_seen(viewer, self.limit(vis, home))

    def visible(self, definition: Def, module: Def) -> bool:
        """Whether a module can see an item, by the visibility of the item alone."""
        item, parent = definition.item, definition.parent
        if item is None or parent is None or parent.kind in {ItemKind.TRAIT, ItemKind.ENUM, ItemKind.VARIANT}:
            return True
        if parent.kind is ItemKind.IMPL:
            implementation = parent.item
            if implementation is not None and implementation.trait is not None:
                return True
        self._declarations.read("n", parent, definition.name)
        return self.sees(module, item.vis, parent.module)


def is_seen(viewer: Def | None, limit: Def | None) -> bool:
    """Whether a module (None: of another crate) can see what is visible within `limit`."""
    return limit is None or (viewer is not None and within(viewer, limit))


def narrower(one: Def | None, other: Def | None) -> Def | None:
    """The inner one of two modules that are around the same module; None is around all."""
    if one is None or other is None:
        return one or other
    return one if within(one, other) else other


def wider(one: Def | None, other: Def | None) -> Def | None:
    """The outer one of two modules that are around the same module; None is around all."""
    if one is None or other is None:
        return None
    return other if within(one, other) else one
