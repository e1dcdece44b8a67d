"""Modules: what a name means in them, from the inside and from other crates."""

from __future__ import annotations

from .bindings import Bindings
from .defs import Def
from .globs import Globs
from .resolution import NOTHING, Ns, Resolution, merged
from .trace import Trace


class Modules:
    """Looks names up in modules: what they bind themselves, else what their globs bring."""

    def __init__(self, trace: Trace, bindings: Bindings, globs: Globs) -> None:
        self._trace = trace
        self._bindings = bindings
        self._globs = globs
        self._lookups = trace.table("lookup")

    def lookup(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name means in a module: its items and imports, else its globs. No prelude."""
        entry = self._lookups.get((module, name, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: Resolution = entry.value
            return known
        return self._trace.memo("lookup", (module, name, ns), lambda: self._lookup(module, name, ns), NOTHING)

    def _lookup(self, module: Def, name: str, ns: Ns) -> Resolution:
        own = self._bindings.own(module, name, ns)
        if own:
            return merged([binding.meaning for binding in own])
        return self._globs.through(module, name, ns)

    def offered(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name after a module in a path means: all that the module has; to other crates what is `pub`."""
        if module.external or viewer.crate.id == module.crate.id:
            return self.lookup(module, name, ns)
        return self._trace.memo("public", (module, name, ns), lambda: self._public(viewer, module, name, ns), NOTHING)

    def _public(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        if module.crate.proc_macro and ns is not Ns.MACRO:
            return NOTHING
        own = [binding.meaning for binding in self._bindings.own(module, name, ns) if binding.vis == "pub"]
        if own:
            return merged(own)
        public = tuple([target for target in self._globs.targets(module) if target[1] == "pub"])
        return self._globs.pick(viewer, public, name, ns)
