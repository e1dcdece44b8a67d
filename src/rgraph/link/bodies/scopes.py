"""Where the walk over a body stands: its owner, the names in scope, locals, and what `return` and `break` give."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Scope
from rgraph.link.trait_scopes import TraitsInScope
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import EBlock


class Frame:
    """Locals of a block; `items` are the names that the block's items and imports take from outer locals."""

    __slots__ = ("items", "names")

    def __init__(self, items: frozenset[str] = frozenset()) -> None:
        self.names: dict[str, Ty] = {}
        self.items = items


class Scopes:
    """The scopes that the walk has entered and not left."""

    def __init__(self, types: BodyTypes, owner: Def, at: Def) -> None:
        self._world = types.world
        self._methods = types.methods
        self._lowering = types.lowering
        self._scope_traits: dict[tuple[Def, Def | None], TraitsInScope] = {}
        self.begin(owner, at)

    def begin(self, owner: Def, at: Def) -> None:
        """Turn to another body of the same file: the owner's, with names as where `at` stands."""
        self.owner = owner
        self.scope: Scope = self._world.scope(at)
        self.frames: list[Frame] = [Frame()]
        self.absent = Frame()  # what is bound by `let`s that are not compiled
        self.returns: list[Ty] = []
        self.loops: list[Ty] = []
        self.own_self: Ty = UNKNOWN  # the type of `self`, where there is one
        self._methods.see(self.traits_here())

    def own_type(self) -> Ty:
        """What Self is here."""
        owner = self.scope.self_def
        return self._lowering.self_term(owner) if owner is not None else UNKNOWN

    def local(self, name: str) -> Ty | None:
        """A local variable's type; None where the name is no local here."""
        for frame in reversed(self.frames):
            found = frame.names.get(name)
            if found is not None:
                return found
            if name in frame.items:
                return None
        return None

    def declare(self, name: str, ty: Ty) -> None:
        """Bind a local."""
        self.frames[-1].names[name] = ty

    def open_block(self, block: EBlock) -> Scope:
        """Enter a block; the scope to return to."""
        outer = self.scope
        if not block.items and not block.uses:
            self.frames.append(Frame())
            return outer
        table = self.owner.place.table
        names = {table.items[ord_].name for ord_ in block.items}
        for index in block.uses:
            use = table.facts.uses[index]
            names.add(use.alias or (use.path[-1] if use.path else ""))
        self.frames.append(Frame(frozenset(names)))
        self.scope = outer.block(block)
        if block.uses or any(table.items[ord_].kind is ItemKind.TRAIT for ord_ in block.items):
            self._methods.see(self.traits_here())
        return outer

    def close_block(self, outer: Scope) -> None:
        """Leave a block."""
        self.frames.pop()
        if self.scope is not outer:
            self.scope = outer
            self._methods.see(self.traits_here())

    def traits_here(self) -> TraitsInScope:
        """Traits in scope; that of the impl or trait around is, even where it is not imported."""
        scope = self.scope
        if any(layer.generics is None for layer in scope.layers):
            return self._traits_of(scope)
        key = (scope.module, scope.self_def)
        known = self._scope_traits.get(key)
        if known is None:
            known = self._scope_traits[key] = self._traits_of(scope)
        return known

    def _traits_of(self, scope: Scope) -> TraitsInScope:
        found = self._world.traits_in_scope(scope)
        around = scope.self_def
        if around is not None and around.kind is ItemKind.TRAIT:
            return found | {around}
        implementation = _implementation(scope.owner)
        if implementation is not None:
            trait = self._world.impl_header(implementation).trait
            if trait is not None and trait.defs:
                return found | set(trait.defs)
        return found


def _implementation(owner: Def) -> Def | None:
    """The impl around an item, through functions in its methods: `Self` ends at these, its trait stays in scope."""
    current: Def | None = owner
    while current is not None and current.kind is not ItemKind.MODULE:
        if current.kind is ItemKind.IMPL:
            return current
        current = current.parent
    return None
