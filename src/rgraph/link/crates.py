"""Crates: their root modules, and the names by which they refer to each other."""

from __future__ import annotations

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind

from .declarations import Declarations
from .defs import Def
from .places import Places
from .resolution import NOTHING, Resolution
from .standard import STD_NAMES
from .table import FILE
from .trace import Trace


class Crates:
    """What a name means as the name of a crate, by the manifest and the `extern crate` items."""

    def __init__(self, trace: Trace, places: Places, declarations: Declarations) -> None:
        self._trace = trace
        self._places = places
        self._declarations = declarations
        self.asked_outside: set[tuple[str, str]] = set()
        """The absent dependencies that were asked for: the id of the asking crate, and the name that its code uses."""

    def root_of(self, crate: Crate) -> Def | None:
        """The root module of a crate."""
        if crate.id == "std" and self._places.std_root is not None and crate is self._places.std_root.crate:
            return self._places.std_root
        self._trace.touch("r", crate.id)
        place = self._places.roots.get(crate.id)
        return place.defs(FILE) if place is not None else None

    def root_called(self, crate: str) -> Def | None:
        """The root module of the crate with an id."""
        if crate == "std":
            return self._places.std_root
        self._trace.touch("r", crate)
        place = self._places.roots.get(crate)
        return place.defs(FILE) if place is not None else None

    def extern(self, crate: Crate, name: str) -> Resolution:
        """The crate that a name means in another one: a dependency, std, or what `extern crate` at its root names (the
        extern prelude).
        """
        return self._trace.memo("extern", (crate.id, name), lambda: self._extern(crate, name), NOTHING)

    def _extern(self, crate: Crate, name: str) -> Resolution:
        found = self._dependency(crate, name)
        if found:
            return found
        top = self.root_of(crate)
        if top is not None:
            self._declarations.read("n", top, name)
            for ord_ in top.place.table.names.get(FILE, {}).get(name, ()):
                item = top.place.table.items[ord_]
                if item.kind is ItemKind.EXTERN_CRATE:
                    return self.extern_crate(crate, item.name)
        return NOTHING

    def _dependency(self, crate: Crate, name: str) -> Resolution:
        self._trace.touch("ex", crate.id, name)
        current = self._places.crates.get(crate.id, crate)
        for extern in current.externs:
            if extern.name == name:
                target = self._places.crates.get(extern.crate)
                top = self.root_of(target) if target is not None else None
                if top is not None:
                    return Resolution(defs=(top,))
                self.asked_outside.add((crate.id, name))
                return Resolution(outside=extern.package.replace("-", "_"))
        if name in STD_NAMES and self._places.std_root is not None:
            return Resolution(defs=(self._places.std_root,))
        if name in {"proc_macro", "test"}:
            return Resolution(outside=name)
        return NOTHING

    def extern_crate(self, crate: Crate, name: str) -> Resolution:
        """The crate that `extern crate name` names. An unknown one is outside the workspace."""
        if name == "self":
            top = self.root_of(crate)
            return Resolution(defs=(top,)) if top is not None else NOTHING
        return self._dependency(crate, name) or Resolution(outside=name)
