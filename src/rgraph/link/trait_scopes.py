"""Traits in scope: those whose methods can be called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from rgraph.model.facts import ItemKind

from .aliases import Aliases
from .blocks import Blocks, imports
from .declarations import Declarations
from .defs import Def, parts_of
from .globs import Globs
from .imports import Imports
from .modules import Modules
from .preludes import Preludes
from .resolution import Layer, Ns, Scope
from .trace import Trace
from .trait_sight import home_of


class TraitScopes:
    """Whether a trait is in scope in a module or block, by any name."""

    def __init__(
        self,
        trace: Trace,
        declarations: Declarations,
        imports: Imports,
        globs: Globs,
        modules: Modules,
        preludes: Preludes,
        blocks: Blocks,
        aliases: Aliases,
    ) -> None:
        self._trace = trace
        self._declarations = declarations
        self._imports = imports
        self._globs = globs
        self._modules = modules
        self._preludes = preludes
        self._blocks = blocks
        self._aliases = aliases

    def traits_in_scope(self, scope: Scope) -> TraitsInScope:
        """The traits whose methods can be called in a scope: those of its module and prelude, and what its blocks
        import.
        """
        blocks = tuple([layer for layer in scope.layers if layer.has_traits])
        return TraitsInScope(self, scope.module, blocks, frozenset())

    def depend_on(self, module: Def, blocks: Iterable[Layer], extra: Iterable[Def], name: str) -> None:
        """Note that the answer depends on which traits in scope have a member with a name."""
        self._trace.touch("ws", home_of(module), name)
        self._trace.touch("wm", name)
        for trait in extra:
            self._declarations.read("n", trait, name)
        if any(layer.made for layer in blocks):
            self._trace.touch("w", name)  # no table has the imports that a macro makes in a body

    def module_sees(self, module: Def, trait: Def) -> bool:
        """Whether a trait is in scope in a module: by its name or another one, as `_`, or by the prelude."""
        return self._trace.memo("module_sees", (module, trait), lambda: self._module_sees(module, trait), False)

    def traits_that_may_be_called(self, module: Def, name: str) -> frozenset[Def] | None:
        """The definitions in scope in a module by a trait's name or its other names; None if any trait may be in scope,
        as `_`.
        """
        return self._trace.memo("traits_called", (module, name), lambda: self._traits_called(module, name))

    def _traits_called(self, module: Def, name: str) -> frozenset[Def] | None:
        if self._imports_unnamed(module, {module}):
            return None
        found: set[Def] = set()
        for alias in self._aliases.of(name):
            found.update(self._modules.lookup(module, alias, Ns.TYPE).defs)
            found.update(self._preludes.prelude(module.crate, alias, Ns.TYPE).defs)
        return frozenset(found)

    def _imports_unnamed(self, module: Def, seen: set[Def]) -> bool:
        self._declarations.read("n", module, "_")
        if any(place.table.use_names.get(ord_, {}).get("_", ()) for place, ord_ in parts_of(module)):
            return True
        for target, _, _ in self._globs.targets(module):
            for definition in target.defs:
                if definition.kind is ItemKind.MODULE and definition not in seen:
                    seen.add(definition)
                    if self._imports_unnamed(definition, seen):
                        return True
        return False

    def _module_sees(self, module: Def, trait: Def) -> bool:
        if trait.external and not module.external and self._in_prelude(module, trait):
            return True
        if any(trait in self._modules.lookup(module, name, Ns.TYPE).defs for name in self._aliases.of(trait.name)):
            return True
        return self._unnamed(module, trait, {module})

    def _in_prelude(self, module: Def, trait: Def) -> bool:
        return trait in self._preludes.prelude(module.crate, trait.name, Ns.TYPE).defs

    def _unnamed(self, module: Def, trait: Def, seen: set[Def]) -> bool:
        """Whether a module, or a glob of it, imports a trait `as _`."""
        self._declarations.read("n", module, "_")
        for place, ord_ in parts_of(module):
            table = place.table
            uses = table.use_names.get(ord_, {}).get("_", ())
            if any(trait in self._imports.imported(module, table.facts.uses[index], Ns.TYPE).defs for index in uses):
                return True
        for target, _, _ in self._globs.targets(module):
            for definition in target.defs:
                if definition.kind is ItemKind.MODULE and definition not in seen:
                    seen.add(definition)
                    if self._unnamed(definition, trait, seen):
                        return True
        return False

    def block_sees(self, layer: Layer, trait: Def) -> bool:
        """Whether the blocks of a layer declare or import a trait."""
        if any(trait in self._blocks.named(layer, name, Ns.TYPE).defs for name in self._aliases.of(trait.name)):
            return True
        owner = layer.owner
        if layer.made:
            unnamed = [use for use in layer.made if use.alias == "_" and use.parent < 0]
            return any(trait in self._imports.imported(owner, use, Ns.TYPE).defs for use in unnamed)
        self._declarations.read("n", owner, "_")
        table = owner.place.table
        uses = table.use_names.get(owner.ord, {}).get("_", ())
        return any(
            trait in self._imports.imported(owner, table.facts.uses[index], Ns.TYPE).defs
            for index in uses
            if imports(layer, table, index)
        )


MANY = 8
"""From this many traits of one name on, the name is looked up once instead of asking for each trait."""


class TraitsInScope:
    """Traits in scope. They are asked for one by one, so that a file depends only on imports of traits in question."""

    __slots__ = ("_blocks", "_extra", "_module", "_seen")

    def __init__(self, seen: TraitScopes, module: Def, blocks: tuple[Layer, ...], extra: frozenset[Def]) -> None:
        self._seen = seen
        self._module = module
        self._blocks = blocks
        self._extra = extra

    def __contains__(self, trait: Def) -> bool:
        if trait in self._extra or self._seen.module_sees(self._module, trait):
            return True
        return any(self._seen.block_sees(layer, trait) for layer in self._blocks)

    def depend_on(self, name: str) -> None:
        """Note that the traits in scope with a member called so are asked for. See `trait_sight`."""
        self._seen.depend_on(self._module, self._blocks, self._extra, name)

    def among(self, traits: Collection[Def]) -> list[Def]:
        """Those of some traits that are in scope."""
        called = Counter([trait.name for trait in traits])
        seen = {name: self._may_see(name) for name, count in called.items() if count >= MANY}
        if not any(meant is not None for meant in seen.values()):
            return [trait for trait in traits if trait in self]
        able = [trait for trait in traits if (meant := seen.get(trait.name)) is None or trait in meant]
        return [trait for trait in able if trait in self]

    def _may_see(self, name: str) -> frozenset[Def] | None:
        """All definitions that may be in scope by a name; None if any trait may be."""
        meant = self._seen.traits_that_may_be_called(self._module, name) if not self._blocks else None
        return meant if meant is None or not self._extra else meant | self._extra

    def __or__(self, traits: Iterable[Def]) -> TraitsInScope:
        return TraitsInScope(self._seen, self._module, self._blocks, self._extra.union(traits))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TraitsInScope) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        blocks = tuple([(layer.owner, id(layer.block), layer.around) for layer in self._blocks])
        return (self._module, blocks, self._extra)
