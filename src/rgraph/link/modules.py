"""Modules: what a name means in them, from the inside and from other crates."""

from __future__ import annotations

from .alternatives import Case, decided, otherwise, settled, together
from .bindings import Bindings
from .cfg import Configuration
from .declarations import Declarations
from .defs import Def
from .fixpoint import Fixpoint
from .globs import Globs
from .resolution import NOTHING, Ns, Resolution, UsePath
from .trace import Trace

_EXTERNAL = Resolution(reason="external")


class Modules:
    """Looks names up in modules: what they bind themselves, else what their globs bring."""

    def __init__(
        self,
        trace: Trace,
        fixpoint: Fixpoint,
        declarations: Declarations,
        bindings: Bindings,
        globs: Globs,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._declarations = declarations
        self._trace = trace
        self._fixpoint = fixpoint
        self._bindings = bindings
        self._globs = globs
        self._lookups = trace.table("lookup")

    def lookup(self, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name means in a module: its items and imports, else its globs. No prelude."""
        return settled(self.found(module, name, ns))

    def found(self, module: Def, name: str, ns: Ns) -> Resolution:
        """The same for who goes on to look elsewhere: what stands under a false cfg shadows nothing."""
        entry = self._lookups.get((module, name, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: Resolution = entry.value
            return known
        return self._fixpoint.answer("lookup", (module, name, ns), lambda: self._all(module, name, ns, None), NOTHING)

    def found_without(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        """The same without the imports of a path: a `use` does not resolve through itself."""
        return self.found(module, name, ns) if without is None else self._all(module, name, ns, without)

    def _all(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        own = self._bindings.own(module, name, ns, without)
        if own and not any(binding.conditions for binding in own):
            return together([binding.meaning for binding in own])
        found = decided([Case(each.conditions, each.meaning) for each in own], self._configuration) if own else NOTHING
        return otherwise(found, lambda: self._through_globs(module, name, ns, without), self._configuration)

    def _through_globs(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        return self._globs.pick(module, self._globs.targets(module, without), name, ns)

    def offered(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        """What a name after a module in a path means: all that the module has; to other crates what is `pub`."""
        is_inside = viewer.crate.id == module.crate.id
        if module.external:
            return self.lookup(module, name, ns)
        if not is_inside and module.crate.proc_macro and ns is not Ns.MACRO:
            return NOTHING
        found = self.lookup(module, name, ns) if is_inside else self._globs.public(module, name, ns)
        return found or self._outside(viewer if is_inside else None, module, name)

    def _outside(self, viewer: Def | None, module: Def, name: str) -> Resolution:
        """What a name after a module means that is none of the workspace: nothing but a glob of the module is left.

        Unless something else there may make names, or several globs bring them: then it is only known to lie outside.
        """
        globs = self._globs.outside(module, viewer)
        if not globs:
            return NOTHING
        if len(globs) > 1 or not self._declarations.is_whole(module):
            return _EXTERNAL
        return Resolution(outside=f"{globs[0]}::{name}")
