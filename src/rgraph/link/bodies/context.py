"""One body's state: owner, scopes, locals, and what is emitted on its behalf."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.resolution import Ns, Resolution, Scope
from rgraph.link.trait_scopes import TraitsInScope
from rgraph.link.types.methods import Methods
from rgraph.link.types.signatures import ImplTerm, Signatures
from rgraph.link.types.terms import UNKNOWN, Param, Ty, Var
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EBlock, EField, Expr, Path, Segment, Stmt

TYPE_USES = frozenset(
    {ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TRAIT_ALIAS, ItemKind.TYPE_ALIAS}
)
KEYWORDS = frozenset({"crate", "$crate", "self", "super", "Self"})
MAX_CANDIDATES = 5
"""More implementations than these tell a reader nothing."""


class Frame:
    """Locals of a block; `items` are the names that the block's items and imports take from outer locals."""

    __slots__ = ("items", "names")

    def __init__(self, items: frozenset[str] = frozenset()) -> None:
        self.names: dict[str, Ty] = {}
        self.items = items


class Dispatch:
    """A call of a trait's member whose impl is looked for when the body's types are known."""

    __slots__ = ("args", "function", "kind", "line", "self_ty", "trait", "via_macro")

    def __init__(
        self, function: Def, trait: Def, self_ty: Ty, args: tuple[Ty, ...], kind: EdgeKind, line: int, via_macro: bool
    ) -> None:
        self.function = function
        self.trait = trait
        self.self_ty = self_ty
        self.args = args
        self.kind = kind
        self.line = line
        self.via_macro = via_macro


class Context(Methods, ABC):
    """What every part of the walk over a body shares."""

    @abstractmethod
    def expression(self, e: Expr, expected: Ty | None) -> Ty:
        """The type of an expression; `expected` is a hint."""

    @abstractmethod
    def statement(self, stmt: Stmt, expected: Ty | None) -> Ty:
        """The type of a statement: of a last expression its own."""

    @abstractmethod
    def field_access(self, e: EField, expected: Ty | None, write: bool = False) -> Ty:
        """The type of a field that is read or written."""

    def __init__(self, signatures: Signatures, emit: Emitter, owner: Def) -> None:
        super().__init__(signatures)
        self.emit = emit
        self.lowering = signatures.lowering
        self._scope_traits: dict[tuple[Def, Def | None], TraitsInScope] = {}
        self.begin(owner)

    def begin(self, owner: Def) -> None:
        """Turn to another body of the same file."""
        self.owner = owner
        self.scope: Scope = self.world.scope(owner)
        self.frames: list[Frame] = [Frame()]
        self.in_macro = 0
        self.returns: list[Ty] = []
        self.loops: list[Ty] = []
        self.dispatches: list[Dispatch] = []
        self.pending = []
        self.own_self: Ty = UNKNOWN
        self.enter(owner)
        self.see(self._traits_here())

    def _traits_here(self) -> TraitsInScope:
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
        found = self.world.traits_in_scope(scope)
        around = scope.self_def
        if around is not None and around.kind is ItemKind.TRAIT:
            return found | {around}
        if around is not None and around.kind is ItemKind.IMPL:
            trait = self.world.impl_header(around).trait
            if trait is not None and trait.defs:
                return found | set(trait.defs)
        return found

    # ---- locals and scopes -----------------------------------------------------------------------------

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
            self.see(self.world.traits_in_scope(self.scope))
        return outer

    def close_block(self, outer: Scope) -> None:
        """Leave a block."""
        self.frames.pop()
        if self.scope is not outer:
            self.scope = outer
            self.see(self._traits_here())

    # ---- edges -------------------------------------------------------------------------------------------

    def edge(self, kind: EdgeKind, targets: tuple[Def, ...], tier: Tier, line: int) -> None:
        """A reference from the body's owner."""
        self.emit.edges(self.owner, kind, targets, tier, line, self.in_macro > 0)

    def edge_outside(self, kind: EdgeKind, path: str, line: int) -> None:
        """A reference that leaves the workspace."""
        self.emit.edge(self.owner, kind, path, Tier.EXACT, line, self.in_macro > 0)

    def refer(self, targets: tuple[Def, ...], line: int, tier: Tier = Tier.EXACT) -> None:
        """A reference that is no call: its kind is by what is referred to."""
        if not targets:
            return
        kind = targets[0].kind
        if kind in TYPE_USES:
            parent = targets[0].parent
            member = parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}
            edge = EdgeKind.REFERENCES if member else EdgeKind.USES_TYPE
        elif kind is ItemKind.CONST or kind is ItemKind.STATIC:
            parent = targets[0].parent
            member = parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}
            edge = EdgeKind.REFERENCES if member else EdgeKind.READS
        else:
            edge = EdgeKind.REFERENCES
        self.edge(edge, targets, tier, line)

    def prefixes(self, path: Path, upto: int) -> None:
        """References to what the first segments of a path name: modules, types, enums."""
        names = [segment.name for segment in path.segments[:upto]]
        for used in range(1, upto + 1):
            if names[used - 1] in KEYWORDS:
                continue
            meaning = self.world.resolve_names(self.scope, names[:used], Ns.TYPE, path.root)
            if meaning.rest or meaning.outside or not meaning.defs:
                return
            if not meaning.param and not meaning.ambiguous and not meaning.is_self:
                self.refer(meaning.defs, path.line)

    def unresolved(self, reason: str, shape: str, name: str, line: int) -> None:
        """Count a name that was not resolved; `line` is relative to the owner's name."""
        item = self.owner.item
        self.emit.unresolved(reason or "unknown_name", shape, 1, name, line + (item.line if item is not None else 0))

    def explain(self, step: Callable[[], str]) -> None:
        """Say how the next edge was found, where somebody listens."""
        if self.emit.explaining:
            self.emit.note(step())

    # ---- trait members -------------------------------------------------------------------------------------

    def dispatch(
        self, function: Def, trait: Def, self_ty: Ty, args: tuple[Ty, ...], line: int, kind: EdgeKind = EdgeKind.CALLS
    ) -> None:
        """Note a use of a trait's member; `settle` emits it."""
        self.dispatches.append(Dispatch(function, trait, self_ty, args, kind, line, self.in_macro > 0))

    def settle(self) -> None:
        """Emit the uses of traits' members, now that all is known that will be."""
        for each in self.dispatches:
            self._settle_dispatch(each)
        self.dispatches = []

    def _settle_dispatch(self, each: Dispatch) -> None:
        mark = self.mark()
        args = tuple([self.resolve(arg) for arg in each.args])
        found = self.solve(self.resolve(each.self_ty), each.trait, args)
        self.rollback(mark)
        name = each.function.name
        self.explain(lambda: f"a member of trait {each.trait.name}, on {self.resolve(each.self_ty)!r}")
        if found is not None and found.impl is not None and not self._is_open(found.impl, args):
            own = self.world.member(found.impl.impl, name, Ns.VALUE)
            self._emit_dispatch(each, own or (each.function,), Tier.INFERRED)
            return
        self._emit_dispatch(each, (each.function,), Tier.INFERRED)
        terms = (found.several or (found.impl,)) if found is not None else ()
        impls = [one.impl for one in terms if one is not None]
        if not impls and not each.trait.external:
            impls = list(self.world.impls_of(each.trait))
        self._emit_candidates(each, impls)

    def _is_open(self, term: ImplTerm, args: tuple[Ty, ...]) -> bool:
        """Whether an impl is for certain trait arguments, and those of the call are not known."""
        for own, arg in zip(term.args, args, strict=False):
            if (arg is UNKNOWN or arg.__class__ is Var) and not isinstance(own.head, Param):
                return True
        return False

    def _emit_candidates(self, each: Dispatch, impls: list[Def]) -> None:
        self.explain(lambda: f"the type does not decide between the impls of {each.trait.name}")
        targets = [
            member
            for implementation in impls
            if not implementation.external
            for member in self.world.member(implementation, each.function.name, Ns.VALUE)
        ]
        if len(targets) <= MAX_CANDIDATES:
            for target in targets:
                self._emit_dispatch(each, (target,), Tier.CANDIDATE)

    def _emit_dispatch(self, each: Dispatch, targets: tuple[Def, ...], tier: Tier) -> None:
        self.emit.edges(self.owner, each.kind, targets, tier, each.line, each.via_macro)

    def meaning(self, path: Path, ns: Ns) -> Resolution:
        """What a path means here, locals aside."""
        return self.world.resolve(self.scope, path, ns)


def single(path: Path) -> Segment | None:
    """The segment of a path that is one plain name."""
    if len(path.segments) == 1 and path.qself is None and not path.root:
        return path.segments[0]
    return None


def path_name(path: Path) -> str:
    """A path's last name."""
    return path.segments[-1].name if path.segments else ""
