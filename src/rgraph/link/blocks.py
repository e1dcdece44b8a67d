"""What the blocks of function bodies declare and import."""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.model.facts import Use

from .alternatives import Case, decided, otherwise
from .bindings import Bindings
from .cfg import Configuration
from .declarations import Declarations
from .defs import Def
from .globs import Globs
from .imports import Imports
from .questions import Lookup
from .resolution import NOTHING, Layer, Ns, Resolution
from .table import FileTable


class Blocks:
    """Looks names up in the blocks of a lexical scope's layer."""

    def __init__(
        self,
        declarations: Declarations,
        imports: Imports,
        bindings: Bindings,
        globs: Globs,
        lookup: Lookup,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._declarations = declarations
        self._imports = imports
        self._bindings = bindings
        self._globs = globs
        self._lookup = lookup

    def named(self, layer: Layer, name: str, ns: Ns) -> Resolution:
        """What the blocks of a layer declare or import under a name. What another cfg has shadows nothing."""
        block, owner = layer.block, layer.owner
        if layer.made:
            return self._imported(owner, layer.made, name, ns)
        if block is None and not layer.around:
            return self._lookup(owner, name, ns)
        self._declarations.read("n", owner, name)
        self._declarations.read("g", owner)
        table = owner.place.table
        ords = [ord_ for ord_ in table.names.get(owner.ord, {}).get(name, ()) if _declares(layer, table, ord_)]
        uses = [index for index in table.use_names.get(owner.ord, {}).get(name, ()) if imports(layer, table, index)]
        own = [Case(each.conditions, each.meaning) for each in self._bindings.bound(owner, owner.place, ords, uses, ns)]
        found = decided(own, self._configuration) if own else NOTHING
        globs = [table.facts.uses[index] for index in table.globs.get(owner.ord, ()) if imports(layer, table, index)]
        if not globs:
            return found

        def through() -> Resolution:
            return self._globs.pick(owner, self._globs.targets_of(owner, owner.place, globs), name, ns)

        return otherwise(found, through, self._configuration)

    def _imported(self, owner: Def, uses: Sequence[Use], name: str, ns: Ns) -> Resolution:
        """What a name means by imports that a macro call made."""
        own = [use for use in uses if use.parent < 0]
        named = [use for use in own if not use.glob and (use.alias or use.path[-1]) == name]
        cases = [
            Case(self._declarations.on_use(owner.place, use), meaning)
            for use in named
            if (meaning := self._imports.imported(owner, use, ns))
        ]
        if cases:
            return decided(cases, self._configuration)
        globs = [use for use in own if use.glob]
        return (
            self._globs.pick(owner, self._globs.targets_of(owner, owner.place, globs), name, ns) if globs else NOTHING
        )


def _declares(layer: Layer, table: FileTable, ord_: int) -> bool:
    """Whether an item of the owner is declared in the block of a layer."""
    if layer.block is not None:
        return _stands_in(table, ord_, layer.block.items)
    return table.items[ord_].blocks[-1:] == [layer.around]


def imports(layer: Layer, table: FileTable, index: int) -> bool:
    """Whether an import of the owner stands in the block of a layer."""
    if layer.block is not None:
        return index in layer.block.uses or _stands_under(table, table.facts.uses[index].parent, layer.block.items)
    return not layer.around or table.facts.uses[index].blocks[-1:] == [layer.around]


def _stands_under(table: FileTable, parent: int, items: Sequence[int]) -> bool:
    """Whether a block lists a macro call that an import stands in."""
    return parent >= 0 and table.enclosing(parent) != parent and _stands_in(table, parent, items)


def _stands_in(table: FileTable, ord_: int, items: Sequence[int]) -> bool:
    """Whether a block lists an item, or the macro call that the item stands in."""
    current = ord_
    while current >= 0:
        if current in items:
            return True
        parent = table.items[current].parent
        if parent < 0 or table.enclosing(parent) == parent:
            return False
        current = parent
    return False
