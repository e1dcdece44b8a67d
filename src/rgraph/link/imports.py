"""Paths of `use` declarations: where they start, and what they lead to.

From edition 2018 on, such a path starts like any other: in the blocks and the module around it, the extern prelude,
the prelude of std. In edition 2015 it starts at the root of the crate.
"""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind, Use

from .alternatives import otherwise, settled, where
from .cfg import Configuration, conds
from .crates import Crates
from .declarations import Declarations
from .defs import Def
from .fixpoint import Fixpoint
from .macros import MacroScopes
from .path_steps import Paths
from .questions import LookupWithout, Prelude
from .resolution import CUT, NOTHING, Ns, Resolution, UsePath

BODY_KINDS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})


class Imports:
    """What `use` declarations import. `lookup` and `prelude` are connected later (`World`), since both need imports."""

    lookup: LookupWithout
    prelude: Prelude

    def __init__(
        self,
        fixpoint: Fixpoint,
        declarations: Declarations,
        crates: Crates,
        macros: MacroScopes,
        paths: Paths,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._fixpoint = fixpoint
        self._declarations = declarations
        self._crates = crates
        self._macros = macros
        self._paths = paths

    def imported(self, container: Def, use: Use, ns: Ns) -> Resolution:
        """What one name of a `use` declaration means in a namespace; of a glob, what it imports from."""
        if use.self_import and ns is not Ns.TYPE:  # `use a::{self}` imports from the type namespace alone
            return NOTHING
        path = tuple(use.path)
        through_itself = bool(path) and (use.glob or path[0] == (use.alias or path[-1]))
        found = self._use_path(container, path, use.root, ns, through_itself)
        if not found.elsewhere:
            return found
        own = conds(use.attrs.cfg, container.crate)
        return where(
            found, lambda: (*own, *self._declarations.conditions_around(container)), self._configuration
        ).with_elsewhere(())

    def use_path(self, container: Def, names: UsePath, root: bool, ns: Ns) -> Resolution:
        """What a path means that is written in a module (or in the blocks of a function) as in a `use` declaration."""
        return self._use_path(container, names, root, ns, False)

    def _use_path(self, container: Def, names: UsePath, root: bool, ns: Ns, alone: bool) -> Resolution:
        """`alone`: the path is that of an import which may bind its own first segment, and must be passed over."""
        return self._fixpoint.answer(
            "path",
            (container, names, root, ns, alone),
            lambda: self._meaning(container, names, root, ns, names if alone else None),
            NOTHING,
            CUT,
        )

    def _meaning(self, container: Def, names: UsePath, root: bool, ns: Ns, without: UsePath | None) -> Resolution:
        if not names:
            return NOTHING
        module = container.module
        anchored = self._paths.anchor(module, names)
        if anchored is not None:
            start, used = anchored
            return self._paths.walk(Resolution(defs=(start,)), names, used, ns, module)
        if root or self._declarations.edition(container.crate) == "2015":
            start_at = self._crate_relative(container.crate, names, ns, root, without)
        else:
            start_at = self._first(container, names, ns, without)
        return self._paths.walk(start_at, names, 1, ns, module)

    def _crate_relative(self, crate: Crate, names: UsePath, ns: Ns, root: bool, without: UsePath | None) -> Resolution:
        name, ns = names[0], ns if len(names) == 1 else Ns.TYPE
        if self._declarations.edition(crate) != "2015":
            return self._crates.extern(crate, name) if ns is Ns.TYPE else NOTHING
        top = self._crates.root_of(crate)
        found = as_start(self.lookup(top, name, ns, without), names) if top is not None else NOTHING

        def around() -> Resolution:
            other = self._crates.extern(crate, name) if ns is Ns.TYPE else NOTHING
            if not other and ns is Ns.MACRO and top is not None:
                other = self._macros.textual_anywhere(top, name)
            return other

        return settled(otherwise(found, around, self._configuration))

    def _first(self, container: Def, names: UsePath, ns: Ns, without: UsePath | None) -> Resolution:
        """What the first segment of a path means where a `use` stands."""
        name, ns = names[0], ns if len(names) == 1 else Ns.TYPE
        found = NOTHING
        if container.kind is not ItemKind.MODULE:
            found = as_start(self._owner_blocks(container, name, ns, without), names)

        def in_module() -> Resolution:
            return as_start(self.lookup(container.module, name, ns, without), names)

        def around() -> Resolution:
            other = self._crates.extern(container.crate, name) if ns is Ns.TYPE else NOTHING
            if not other and ns is Ns.MACRO:
                other = self._macros.textual_anywhere(container, name)
            return other or self.prelude(container.crate, name, ns)

        found = otherwise(found, in_module, self._configuration)
        return settled(otherwise(found, around, self._configuration))

    def _owner_blocks(self, owner: Def, name: str, ns: Ns, without: UsePath | None) -> Resolution:
        """What the blocks of a function declare under a name, whichever block; of the functions around it too."""
        pending = NOTHING
        current: Def | None = owner
        while current is not None and current.kind is not ItemKind.MODULE:
            if current.kind in BODY_KINDS:
                found = self.lookup(current, name, ns, without)
                if found:
                    return found
                pending = found if found.elsewhere else pending
            current = current.parent
        return pending


def as_start(found: Resolution, names: Sequence[str]) -> Resolution:
    """What the first segment of a path means, if the name alone means `found`.

    After `use anyhow::anyhow;` the name alone is the macro, but `anyhow::Result` goes through the crate: an item
    that has the name of its crate is a macro or a function, and no path leads through either.
    """
    return NOTHING if len(names) > 1 and found.outside == f"{names[0]}::{names[0]}" else found
