"""What a container itself declares and imports under a name, without its globs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rgraph.model.facts import ItemKind

from .cfg import Conds, conds
from .crates import Crates
from .declarations import Declarations, in_namespace
from .defs import Def, Place, parts_of
from .imports import Imports
from .macros import MacroScopes
from .resolution import Ns, Resolution, UsePath


class Binding:
    """A name in a container: what it means, its visibility, and the cfgs on it."""

    __slots__ = ("conditions", "meaning", "vis")

    def __init__(self, meaning: Resolution, vis: str, conditions: Conds = ()) -> None:
        self.meaning = meaning
        self.vis = vis
        self.conditions = conditions


class Bindings:
    """The names of modules, of enums, and of functions (for all their blocks together); without globs."""

    def __init__(self, declarations: Declarations, crates: Crates, macros: MacroScopes, imports: Imports) -> None:
        self._declarations = declarations
        self._crates = crates
        self._macros = macros
        self._imports = imports

    def own(self, container: Def, name: str, ns: Ns, without: UsePath | None = None) -> list[Binding]:
        """What a module, an enum or the blocks of a function declare and import under a name.

        Imports with the path `without` are left out: a `use` must not resolve through itself.
        """
        self._declarations.read("n", container, name)
        found: list[Binding] = []
        for place, ord_ in parts_of(container):
            table = place.table
            ords: Sequence[int] = table.names.get(ord_, {}).get(name, ())
            uses: Sequence[int] = table.use_names.get(ord_, {}).get(name, ())
            if without is not None:
                uses = [index for index in uses if tuple(table.facts.uses[index].path) != without]
            found += self.bound(container, place, ords, uses, ns)
        if ns is Ns.MACRO and container.is_root:
            found += [Binding(Resolution(defs=(each,)), "pub") for each in self._macros.exported(container.crate, name)]
        return found

    def bound(self, container: Def, place: Place, ords: Iterable[int], uses: Iterable[int], ns: Ns) -> list[Binding]:
        """What these items and imports of a container bind in a namespace. They are written in a place."""
        found: list[Binding] = []
        for ord_ in ords:
            item = place.table.items[ord_]
            definition = place.defs(ord_)
            if item.kind is ItemKind.EXTERN_CRATE:
                if ns is Ns.TYPE:
                    meaning = self._crates.extern_crate(place.crate, item.name)
                    found.append(Binding(meaning, item.vis, conds(item.attrs.cfg, place.crate)))
            elif in_namespace(definition, ns):
                vis = "pub" if container.kind is ItemKind.ENUM else item.vis
                found.append(Binding(Resolution(defs=(definition,)), vis, self._declarations.conditions(place, ord_)))
        for index in uses:
            use = place.table.facts.uses[index]
            meaning = self._imports.imported(container, use, ns)
            if meaning:
                found.append(Binding(meaning, use.vis, self._declarations.on_use(place, use)))
        return found
