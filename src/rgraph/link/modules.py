"""Modules: what a name in a module means, to code inside the crate and to other crates."""

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
    """Looks up names in modules: what a module declares or imports by name shadows what its globs import (RFC 1560)."""

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
        """What a name means in a module: its items and named imports, else its globs. Preludes are not asked."""
        return settled(self.found(module, name, ns))

    def found(self, module: Def, name: str, ns: Ns) -> Resolution:
        """`lookup` for a caller that goes on to the scopes around the module.

        An item under a false cfg shadows nothing. So it is not the answer here: it stays in `Resolution.elsewhere`, and
        the caller joins it with what it finds further out (`alternatives.followed`).
        """
        # The most frequent question of all. Looking at the memos here saves a closure and two calls when it is known.
        entry = self._lookups.get((module, name, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: Resolution = entry.value
            return known
        return self._fixpoint.answer("lookup", (module, name, ns), lambda: self._all(module, name, ns, None), NOTHING)

    def found_without(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        """`found` without the imports whose path is `without`: a `use` must not resolve through itself.

        `use log::*;` and `use anyhow::anyhow;` ask their own module for `log` and `anyhow`. Other imports of the module
        still count, so that `use a::log; use log::*;` leads through the first.
        """
        return self.found(module, name, ns) if without is None else self._all(module, name, ns, without)

    def _all(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        own = self._bindings.own(module, name, ns, without)
        # Only what may be absent under some cfg leaves room for the globs behind it.
        if own and not any(binding.conditions for binding in own):
            return together([binding.meaning for binding in own])
        found = decided([Case(each.conditions, each.meaning) for each in own], self._configuration) if own else NOTHING
        return otherwise(found, lambda: self._through_globs(module, name, ns, without), self._configuration)

    def _through_globs(self, module: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        return self._globs.pick(module, self._globs.targets(module, without), name, ns)

    def offered(self, viewer: Def, module: Def, name: str, ns: Ns) -> Resolution:
        """What `name` means in the path `module::name` that is written in `viewer`.

        Within a crate that is all that the module has, visible or not: code that compiles names nothing private. To
        other crates only public items count, because a private item there must not shadow a public glob.
        """
        is_inside = viewer.crate.id == module.crate.id
        if module.external:
            return self.lookup(module, name, ns)
        if not is_inside and module.crate.proc_macro and ns is not Ns.MACRO:  # such a crate exports nothing else
            return NOTHING
        found = self.lookup(module, name, ns) if is_inside else self._globs.public(module, name, ns)
        return found or self._outside(viewer if is_inside else None, module, name)

    def _outside(self, viewer: Def | None, module: Def, name: str) -> Resolution:
        """Where `module::name` leads if the module itself does not have the name: out of the workspace, by a glob.

        With `mod log { pub use ::log::*; }`, `crate::log::Level` can only be `log::Level`. If several globs lead
        outside, or if a macro call or derive in the module may make items that are not seen, any of them may have the
        name, and all that is known is that it lies outside.
        """
        globs = self._globs.outside(module, viewer)
        if not globs:
            return NOTHING
        if len(globs) > 1 or not self._declarations.is_whole(module):
            return _EXTERNAL
        return Resolution(outside=f"{globs[0]}::{name}")
