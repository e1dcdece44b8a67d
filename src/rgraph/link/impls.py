"""Impl blocks and traits: who implements what, and which members a type has."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .declarations import in_namespace
from .defs import Def
from .indexes import Postings, definitions
from .names import Names
from .resolution import NOTHING, Layer, Ns, Resolution, Scope

Head = Def | str
"""A type's definition, or what a type without one is indexed by: `str`, `&`, `[]`, `()`, `dyn Trait`, "" (blanket)."""

ADT_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


BUILTIN_DERIVES = {"Debug": "std::fmt::Debug", "Hash": "std::hash::Hash"}
"""Derives of the prelude whose traits are not in it."""


class ImplHeader:
    """What an impl's header means. `type` is NOTHING where the self type is no plain path; `head` indexes it."""

    __slots__ = ("head", "trait", "type")

    def __init__(self, type_: Resolution, trait: Resolution | None, head: str) -> None:
        self.type = type_
        self.trait = trait
        self.head = head


class Impls(Names):
    """Impl look-ups. Postings are by name as written, so every answer is checked against what the names mean."""

    def impl_header(self, implementation: Def) -> ImplHeader:
        """The resolved header of an impl block."""
        entry = self._headers.get(implementation)
        if entry is not None:
            self._reading.add(entry)
            known: ImplHeader = entry.value
            return known
        return self.memo("header", implementation, lambda: self._header(implementation))

    def _header(self, implementation: Def) -> ImplHeader:
        item = self.decl(implementation)
        if item is None:
            return ImplHeader(NOTHING, None, "?")
        head, _ = implementation.place.table.heads[implementation.ord]
        trait: Resolution | None = None
        if item.trait is not None:
            trait = self.resolve(self.scope(implementation), item.trait, Ns.TYPE)
        meaning = self.self_type(implementation) if isinstance(item.ty, TPath) else NOTHING
        if isinstance(item.ty, TPath) and meaning.prim:
            head = meaning.prim
        return ImplHeader(meaning, trait, head)

    def _heads(self, head: Head) -> tuple[str, ...]:
        """Every name that impls of a type may be indexed by: its own, and aliases of it."""
        return self._aliases(head) if isinstance(head, str) else self._aliases(head.name)

    def _aliases(self, name: str) -> tuple[str, ...]:
        return self.memo("aliases", name, lambda: self._alias_closure(name))

    def _alias_closure(self, name: str) -> tuple[str, ...]:
        found = {name: None}
        pending = [name]
        while pending:
            current = pending.pop()
            self.touch("a", current)
            aliases = {each for names in self.indexes.aliases.get(current, {}).values() for each in names}
            for alias in sorted(aliases - found.keys()):
                found[alias] = None
                pending.append(alias)
        return tuple(found)

    def _is_for(self, implementation: Def, head: Head) -> bool:
        header = self.impl_header(implementation)
        if isinstance(head, str):
            return header.head == head and (not header.type.defs or bool(header.type.param))
        return head in header.type.defs and not header.type.rest and not header.type.param

    def _is_of(self, implementation: Def, trait: Def) -> bool:
        header = self.impl_header(implementation)
        return header.trait is not None and trait in header.trait.defs and not header.trait.rest

    # ---- members -------------------------------------------------------------------------------------

    def inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        """Members called so of the type's inherent impls (several: cfg-alternatives, or impls for other arguments)."""
        entry = self._inherents.get((head, name, ns))
        if entry is not None:
            self._reading.add(entry)
            known: tuple[Def, ...] = entry.value
            return known
        return self.memo("inherent", (head, name, ns), lambda: self._inherent(head, name, ns), ())

    def _inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._heads(head):
            self.touch("m", alias, name)
            for member in definitions(self.indexes.members.get((alias, name))):
                implementation = member.parent
                if implementation is None or not in_namespace(member, ns):
                    continue
                item = self.decl(implementation)
                if item is None or item.trait is not None:
                    continue
                if self._is_for(implementation, head):
                    found.append(member)
        return tuple(sorted(found))

    # ---- impls ---------------------------------------------------------------------------------------

    def trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        """Impls of a trait for a type."""
        return self.memo("trait_impls", (head, trait), lambda: self._trait_impls(head, trait), ())

    def _trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._heads(head):
            for trait_name in self._aliases(trait.name):
                self.touch("h", alias, trait_name)
                found += self._checked(self.indexes.impls.get((alias, trait_name)), head, trait)
        return tuple(sorted(found))

    def _checked(self, postings: Postings | None, head: Head | None, trait: Def | None) -> list[Def]:
        return [
            each
            for each in definitions(postings)
            if (head is None or self._is_for(each, head)) and (trait is None or self._is_of(each, trait))
        ]

    def impls_of(self, trait: Def) -> tuple[Def, ...]:
        """All impls of a trait, blanket ones included."""
        return self.memo("impls_of", trait, lambda: self._impls_of(trait), ())

    def _impls_of(self, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for name in self._aliases(trait.name):
            self.touch("t", name)
            found += self._checked(self.indexes.by_trait.get(name), None, trait)
        return tuple(sorted(found))

    # ---- traits --------------------------------------------------------------------------------------

    def traits_with(self, name: str) -> tuple[Def, ...]:
        """Traits that declare a member called so."""
        return self.memo("traits_with", name, lambda: self._traits_with(name))

    def _traits_with(self, name: str) -> tuple[Def, ...]:
        self.touch("w", name)
        return tuple(dict.fromkeys(definitions(self.indexes.traits_with.get(name))))

    def supertraits(self, trait: Def) -> tuple[Def, ...]:
        """Traits that a trait requires directly."""
        return self.memo("supertraits", trait, lambda: self._supertraits(trait), ())

    def _supertraits(self, trait: Def) -> tuple[Def, ...]:
        item = self.decl(trait)
        if item is None:
            return ()
        scope = self.scope(trait)
        bounds = list(item.bounds)
        for predicate in item.generics.where:
            if isinstance(predicate.ty, TPath) and [s.name for s in predicate.ty.path.segments] == ["Self"]:
                bounds += predicate.bounds
        found = [self.resolve(scope, bound.path, Ns.TYPE) for bound in bounds if not bound.maybe]
        return tuple(dict.fromkeys(each for meaning in found if not meaning.rest for each in meaning.defs))

    def derives(self, definition: Def) -> tuple[Resolution, ...]:
        """What a type derives: the trait (or, where no trait is found, the derive macro) of each."""
        return self.memo("derives", definition, lambda: self._derives(definition), ())

    def _derives(self, definition: Def) -> tuple[Resolution, ...]:
        item = self.decl(definition)
        if item is None:
            return ()
        scope = self.scope(definition)
        found = []
        for path in item.attrs.derives:
            meaning = self._derived_trait(self.resolve(scope, path, Ns.TYPE)) or self.resolve(scope, path, Ns.MACRO)
            name = path.segments[-1].name if len(path.segments) == 1 else ""
            builtin = self.std(BUILTIN_DERIVES[name]) if not meaning and name in BUILTIN_DERIVES else None
            found.append(Resolution(defs=(builtin,)) if builtin is not None else meaning)
        return tuple(found)

    def _derived_trait(self, meaning: Resolution) -> Resolution:
        """A trait of the derive's name; a type that is called so is something else."""
        return meaning if meaning.outside or self._as_traits(meaning) else NOTHING

    # ---- traits in scope -----------------------------------------------------------------------------

    def traits_in_scope(self, scope: Scope) -> TraitsInScope:
        """Traits whose methods can be called in a scope: its module's and prelude's, and what the blocks import."""
        blocks = tuple([layer for layer in scope.layers if layer.generics is None])
        return TraitsInScope(self, scope.module, blocks, frozenset())

    def module_sees(self, module: Def, trait: Def) -> bool:
        """Whether a trait is in scope in a module: under a name of its own or another, as `_`, or in the prelude."""
        return self.memo("module_sees", (module, trait), lambda: self._module_sees(module, trait), False)

    def _module_sees(self, module: Def, trait: Def) -> bool:
        if trait.external and not module.external and self._in_prelude(module, trait):
            return True
        if any(trait in self.lookup(module, name, Ns.TYPE).defs for name in self._aliases(trait.name)):
            return True
        return self._unnamed(module, trait, {module})

    def _in_prelude(self, module: Def, trait: Def) -> bool:
        return trait in self.prelude(module.crate, trait.name, Ns.TYPE).defs

    def _unnamed(self, module: Def, trait: Def, seen: set[Def]) -> bool:
        """Whether a module, or a glob of it, imports a trait `as _`."""
        self.read("n", module, "_")
        table = module.place.table
        uses = table.use_names.get(module.ord, {}).get("_", ())
        if any(trait in self.imported(module, table.facts.uses[index], Ns.TYPE).defs for index in uses):
            return True
        for target, _, _ in self.glob_targets(module):
            for definition in target.defs:
                if definition.kind is ItemKind.MODULE and definition not in seen:
                    seen.add(definition)
                    if self._unnamed(definition, trait, seen):
                        return True
        return False

    def block_sees(self, layer: Layer, trait: Def) -> bool:
        """Whether the blocks of a layer declare or import a trait."""
        if any(trait in self._in_block(layer, name, Ns.TYPE).defs for name in self._aliases(trait.name)):
            return True
        owner = layer.owner
        self.read("n", owner, "_")
        table = owner.place.table
        uses = table.use_names.get(owner.ord, {}).get("_", ())
        if layer.block is not None:
            uses = [index for index in uses if index in layer.block.uses]
        return any(trait in self.imported(owner, table.facts.uses[index], Ns.TYPE).defs for index in uses)

    def _as_traits(self, meaning: Resolution) -> list[Def]:
        kinds = {ItemKind.TRAIT, ItemKind.TRAIT_ALIAS}
        return [each for each in meaning.defs if each.kind in kinds] if not meaning.rest else []


class TraitsInScope:
    """Traits in scope, asked for one by one: so that only imports of traits in question are leaned on."""

    __slots__ = ("_blocks", "_extra", "_module", "_world")

    def __init__(self, world: Impls, module: Def, blocks: tuple[Layer, ...], extra: frozenset[Def]) -> None:
        self._world = world
        self._module = module
        self._blocks = blocks
        self._extra = extra

    def __contains__(self, trait: Def) -> bool:
        if trait in self._extra or self._world.module_sees(self._module, trait):
            return True
        return any(self._world.block_sees(layer, trait) for layer in self._blocks)

    def __or__(self, traits: Iterable[Def]) -> TraitsInScope:
        return TraitsInScope(self._world, self._module, self._blocks, self._extra.union(traits))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TraitsInScope) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        blocks = tuple([(layer.owner, id(layer.block)) for layer in self._blocks])
        return (self._module, blocks, self._extra)
