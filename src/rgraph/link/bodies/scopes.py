"""The position of the walk over a body: its owner, the names in scope, locals, and what `return` and `break` give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rgraph.link.defs import Def
from rgraph.link.expansion.templates import Template
from rgraph.link.resolution import Ns, Scope
from rgraph.link.trait_scopes import TraitsInScope
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import ItemKind, Use
from rgraph.model.hygiene import IN_BODIES, IN_ITEMS, mark_of
from rgraph.model.syntax import EBlock

if TYPE_CHECKING:
    from rgraph.parse.made_code import MadeBlock


class Frame:
    """Locals of a block; `items` are the names that the block's items and imports take from outer locals.

    `made` are items that an expansion declares in it, `macros` are macros that one does. `defs` are those of the items
    that stand in the argument of its call.
    """

    __slots__ = ("defs", "items", "macros", "made", "names")

    def __init__(self, items: frozenset[str] = frozenset()) -> None:
        self.names: dict[str, Ty] = {}
        self.items = items
        self.made: dict[str, Ty] = {}
        self.defs: dict[str, Def] = {}
        self.macros: dict[str, Template] = {}


class Expanding(NamedTuple):
    """An expansion that the walk stands in, and what was read of it; no other has its number in the body.

    `given` are the items in the argument of the call that is written, whatever stands between.
    """

    template: Template
    number: int
    made: MadeBlock | None
    given: Sequence[int]


class Scopes:
    """The scopes that the walk has entered and not left. `declare_made` is connected later."""

    declare_made: Callable[[EBlock, Expanding], None]

    def __init__(self, types: BodyTypes, owner: Def, at: Def) -> None:
        self._world = types.world
        self._methods = types.methods
        self._lowering = types.lowering
        self.forget()
        self.begin(owner, at)

    def forget(self) -> None:
        """Forget which traits are in scope where."""
        self._scope_traits: dict[tuple[Def, Def | None], TraitsInScope] = {}

    def begin(self, owner: Def, at: Def) -> None:
        """Turn to another body of the same file: that of `owner`, with the names that are in scope at `at`."""
        self.owner = owner
        self.scope: Scope = self._world.scope(at)
        self.frames: list[Frame] = [Frame()]
        self.absent = Frame()  # what is bound by `let`s that are not compiled
        self.returns: list[Ty] = []
        self.loops: list[Ty] = []
        self.own_self: Ty = UNKNOWN  # the type of `self`, where there is one
        self.expansions: list[Expanding] = []
        self._expanded = 0
        self._methods.see(self.traits_here())

    def own_type(self) -> Ty:
        """The type that `Self` means here."""
        owner = self.scope.self_def
        return self._lowering.self_term(owner) if owner is not None else UNKNOWN

    def local(self, name: str) -> Ty | None:
        """The type of a local variable; None if the name is no local here.

        A name that a template wrote is looked up among those that its expansion bound and, if its macro is defined in
        this body, among those that the macro sees (docs/decisions/macros.md, "Hygiene by marks").
        """
        if not name.isascii() and (mark := mark_of(name)):
            return self._marked(name, mark)
        for frame in reversed(self.frames):
            found = frame.names.get(name)
            if found is None:
                found = frame.made.get(name)
            if found is not None:
                return found
            if name in frame.items:
                return None
        return None

    def _marked(self, name: str, mark: str) -> Ty | None:
        own, plain = self._own(name, mark), name[: -len(mark)]
        for frame in reversed(self.frames):
            found = frame.names.get(own)
            if found is None:
                found = frame.made.get(plain)
            if found is not None:
                return found
        depth = len(mark)
        is_local = depth <= len(self.expansions) and self.expansions[depth - 1].template.is_local
        return self.local(plain) if is_local and mark[0] == IN_BODIES else None

    def _own(self, name: str, mark: str) -> str:
        """What a marked name is bound as: the marks of two calls of one macro are the same, their locals are not.

        A name with the mark of an item's template is the same in all of the item's body.
        """
        if mark[0] == IN_ITEMS:
            return name
        depth = len(mark)
        return f"{name}{self.expansions[depth - 1].number}" if depth <= len(self.expansions) else name

    def declare(self, name: str, ty: Ty) -> None:
        """Bind a local."""
        if not name.isascii() and (mark := mark_of(name)):
            name = self._own(name, mark)
        self.frames[-1].names[name] = ty

    def enter_expansion(self, template: Template, made: MadeBlock | None, argument: EBlock | None) -> None:
        """Enter what a macro call became."""
        self._expanded += 1
        if self.expansions:
            given = self.expansions[-1].given
        else:
            given = argument.items if argument is not None else ()
        self.expansions.append(Expanding(template, self._expanded, made, given))

    def leave_expansion(self) -> None:
        """Leave what a macro call became."""
        self.expansions.pop()

    def declared(self, name: str) -> Def | None:
        """The item of the argument that an expansion declares under a name."""
        return next((frame.defs[name] for frame in reversed(self.frames) if name in frame.defs), None)

    def give(self, ords: list[int]) -> None:
        """Bring items that stand in the argument of a call into scope, until the block around is left."""
        table = self.owner.place.table
        self.scope = self.scope.block(EBlock([], "", ords))
        if any(table.items[ord_].kind is ItemKind.TRAIT for ord_ in ords):
            self._methods.see(self.traits_here())

    def macro(self, name: str) -> Template | None:
        """The macro of a name that an expansion made in this body."""
        return next((frame.macros[name] for frame in reversed(self.frames) if name in frame.macros), None)

    def take_in(self, block: EBlock) -> None:
        """Bring what a block of an expansion declares and imports into scope, until the block around it is left."""
        within = self.expansions[-1]
        if block.uses and within.made is not None:
            uses = [within.made.uses[index] for index in block.uses]
            has_traits = any(self._imports_traits(use) for use in uses)
            self.scope = self.scope.importing(block, uses, has_traits)
            if has_traits:
                self._methods.see(self.traits_here())
        if block.items:
            self.declare_made(block, within)

    def _imports_traits(self, use: Use) -> bool:
        """Whether an import may bring a trait into scope."""
        kinds = {each.kind for each in self._world.imported(self.owner, use, Ns.TYPE).defs}
        return ItemKind.TRAIT in kinds or (use.glob and ItemKind.MODULE in kinds)

    def return_to(self, outer: Scope) -> None:
        """Return to an outer scope."""
        if self.scope is not outer:
            self.scope = outer
            self._methods.see(self.traits_here())

    def open_block(self, block: EBlock) -> Scope:
        """Enter a block; the scope to return to."""
        outer = self.scope
        if not block.items and not block.uses:
            self.frames.append(Frame())
            return outer
        if self.expansions:
            self.frames.append(Frame())
            self.take_in(block)
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
        self.return_to(outer)

    def traits_here(self) -> TraitsInScope:
        """The traits in scope. The trait of the impl or trait around is one of them, even if it is not imported."""
        scope = self.scope
        if any(layer.has_traits for layer in scope.layers):
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
