"""Types as they are written, turned into terms in the scope where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution, Scope
from rgraph.link.text import LITERAL
from rgraph.link.world import World
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import (
    AssocArg,
    Bound,
    NameInTokens,
    Path,
    Segment,
    TArray,
    TConst,
    TDyn,
    TFn,
    TImpl,
    TInfer,
    TMacro,
    TNever,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .associated_types import AssociatedTypes
from .generic_arguments import GenericArguments, Hole
from .generics import anonymous_in, generics_of
from .macro_types import macro_of, made_type
from .named_traits import chosen, named_trait
from .terms import UNKNOWN, Terms, Ty, for_self

ADT_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})

MARKERS = frozenset({"Send", "Sync", "Sized", "Unpin", "Copy", "UnwindSafe", "RefUnwindSafe"})
"""Traits of std without members: a bound by one says nothing about what a type has."""

ASYNC_FN_TRAITS = frozenset({"AsyncFn", "AsyncFnMut", "AsyncFnOnce"})
"""A bound by one of these is read as one by its `Fn` whose result is a future."""


class Lowering:
    """Turns syntax into terms.

    In bodies, where types are inferred, `hole` makes a variable for what is left out; in declarations it is unknown.
    """

    def __init__(self, world: World, terms: Terms) -> None:
        self.world = world
        self.terms = terms
        self.associated = AssociatedTypes(world, terms, self)
        self.arguments = GenericArguments(world, terms, self)
        self._anonymous: dict[int, Ty] = {}  # by node: the parameters that `impl Trait` is in the signature at hand

    # ---- types ---------------------------------------------------------------------------------------

    def inputs(self, function: Def, item: Item, scope: Scope) -> tuple[Ty, ...]:
        """The types of the parameters that a function has under its cfg.

        `impl Trait` in argument position is a type parameter without a name (Reference, "Impl trait"); elsewhere it is
        an opaque type (`bounded`). Nothing in the syntax tells the two apart, so each is looked up by its node. Taking
        the next parameter whenever one is met was wrong: what is under a false cfg or in the arguments of an unknown
        type is never met.
        """
        own = [each.term for each in generics_of(self.world, self.terms, function).own]
        unnamed = list(anonymous_in(item))
        outer = self._anonymous
        self._anonymous = dict(zip(map(id, unnamed), own[-len(unnamed) :], strict=False)) if unnamed else {}
        found = tuple([self.lower(param.ty, scope) for param in self.world.params(function)])
        self._anonymous = outer
        return found

    def lower(self, ty: Type | None, scope: Scope, hole: Hole | None = None) -> Ty:
        """The term of a type; None is the unit type."""
        if ty is None:
            return self.terms.unit
        if isinstance(ty, TPath):
            return self.path_type(ty.path, scope, hole)
        if isinstance(ty, TRef):
            return self.terms.ref(self.lower(ty.ty, scope, hole), ty.mut)
        if isinstance(ty, TTuple):
            return self.terms.tuple(tuple([self.lower(each, scope, hole) for each in ty.tys]))
        return self._other(ty, scope, hole)

    def _other(self, ty: Type, scope: Scope, hole: Hole | None) -> Ty:
        terms = self.terms
        match ty:
            case TSlice(inner):
                return terms.make("[]", (self.lower(inner, scope, hole),))
            case TArray(inner, _):
                return terms.make("[;]", (self.lower(inner, scope, hole),))
            case TPtr(inner, mut):
                return terms.make("*mut" if mut else "*", (self.lower(inner, scope, hole),))
            case TFn(params, ret):
                args = [self.lower(each, scope, hole) for each in params]
                return terms.make("fn", (*args, self.lower(ret, scope, hole)))
            case TDyn(bounds):
                return self.bounded(True, bounds, scope, hole)
            case TImpl(bounds):
                return self._anonymous.get(id(ty)) or self.bounded(False, bounds, scope, hole)
            case TNever():
                return terms.never
            case TInfer():
                return hole() if hole is not None else UNKNOWN
            case TConst(text, names):
                return self._constant(text.strip("{ }"), names, scope, hole)
            case TMacro():
                macro = macro_of(self.world, scope, ty)
                made = made_type(self.world, macro, ty) if macro is not None else None
                return UNKNOWN if made is None else self.lower(made, scope, hole)
            case _:
                return UNKNOWN

    def _constant(self, text: str, names: Sequence[NameInTokens], scope: Scope, hole: Hole | None) -> Ty:
        """A const argument: a literal is a term of its own, a name stands for what it names, the rest is unknown."""
        if len(names) == 1 and names[0].path.segments and names[0].path.segments[-1].name == text:
            return self.path_type(names[0].path, scope, hole)
        return self.terms.make(f"={text}") if not names and LITERAL.fullmatch(text) else UNKNOWN

    def _value(self, name: str, scope: Scope) -> Ty:
        """The value of a const that is named where a type could stand, if its declaration has it as a literal.

        `Buffer<SIZE>` parses `SIZE` as a type; only when there is no such type can it be the const argument.
        """
        for constant in self.world.resolve_names(scope, [name], Ns.VALUE).defs:
            item = self.world.decl(constant)
            if constant.kind is ItemKind.CONST and item is not None and LITERAL.fullmatch(item.value):
                return self.terms.make(f"={item.value}")
        return UNKNOWN

    def bounded(self, dynamic: bool, bounds: Sequence[Bound], scope: Scope, hole: Hole | None) -> Ty:
        """The type `dyn A + B`, or the opaque type `impl A + B`. Traits of other crates are left out: nothing is known.

        Auto traits make `dyn` types differ, in whatever order they are written; an `impl` type stays the same type.
        """
        specs: list[tuple[Def, int, tuple[str, ...]]] = []
        args: list[Ty] = []
        autos: set[Def] = set()
        known = True
        for bound in bounds:
            if bound.maybe:
                continue
            found = self.trait_ref(bound.path, scope, hole)
            if found is None:
                known = False
                continue
            trait, trait_args, assoc = found
            if trait.external and trait.name in MARKERS:
                autos.add(trait)
                continue
            specs.append((trait, len(trait_args), tuple([name for name, _ in assoc])))
            args += [*trait_args, *[ty for _, ty in assoc]]
        if not specs and not (known and dynamic):
            outside = next((self.world.resolve(scope, b.path, Ns.TYPE).outside for b in bounds), "")
            return self.terms.outside(outside) if outside else UNKNOWN
        if dynamic:
            specs += [(auto, 0, ()) for auto in sorted(autos, key=lambda each: each.name)]
        return self.terms.bounded(dynamic, tuple(specs), tuple(args))

    # ---- paths ---------------------------------------------------------------------------------------

    def path_type(self, path: Path, scope: Scope, hole: Hole | None) -> Ty:
        """The term of a path in type position."""
        if path.qself is not None:
            return self._qualified(path, scope, hole)
        if not path.segments:
            return UNKNOWN  # nested deeper than facts go
        meaning = self.world.resolve(scope, path, Ns.TYPE)
        return self.meant(meaning, path.segments, scope, hole)

    def meant(self, meaning: Resolution, segments: Sequence[Segment], scope: Scope, hole: Hole | None) -> Ty:
        """The term of a resolved path; segments that are left over name associated types."""
        base = self._base(meaning, segments[: len(segments) - meaning.rest] or segments, scope, hole)
        for segment in segments[len(segments) - meaning.rest :] if meaning.rest else ():
            base = self.associated.of(base, segment.name, scope)
        return base

    def _base(self, meaning: Resolution, segments: Sequence[Segment], scope: Scope, hole: Hole | None) -> Ty:
        terms = self.terms
        if meaning.prim:
            return terms.make(meaning.prim)
        if meaning.param:
            return terms.param(meaning.defs[0], meaning.param)
        if meaning.is_self:
            return self.self_term(meaning.defs[0])
        if not meaning.defs:
            if meaning.outside:
                return terms.outside(meaning.outside, self.arguments.written(segments[-1].args, scope, hole))
            name = segments[0].name
            # The stub of std declares the methods of all numbers once, for `int` and `float` (docs/linking.md).
            if name in {"int", "float"} and scope.module.external:
                return terms.param(None, name)
            return self._value(name, scope) if len(segments) == 1 else UNKNOWN
        target = chosen(self.world, meaning.defs, scope)
        if target.kind in ADT_KINDS:
            return terms.make(target, self.arguments.of(target, segments[-1], scope, hole))
        if target.kind is ItemKind.TYPE_ALIAS:
            return self._alias(target, segments[-1], scope, hole)
        if target.kind is ItemKind.TRAIT:  # `Box<Trait>` without `dyn`, as edition 2015 and 2018 allow
            bound = Bound(Path(segments=list(segments), line=0))
            return self.bounded(True, (bound,), scope, hole)
        if target.kind is ItemKind.VARIANT and target.parent is not None:
            with_args = segments[-2] if len(segments) > 1 and segments[-2].args else segments[-1]
            return terms.make(target.parent, self.arguments.of(target.parent, with_args, scope, hole))
        return UNKNOWN

    def _alias(self, alias: Def, segment: Segment, scope: Scope, hole: Hole | None) -> Ty:
        parent = alias.parent
        if parent is not None and parent.kind is ItemKind.TRAIT:
            return self.terms.projection(parent, alias.name, (self.terms.param(parent, "Self"),))
        item = self.world.decl(alias)
        if item is None or item.ty is None:
            return UNKNOWN
        aliased = self.world.memo("alias_term", alias, lambda: self.lower(item.ty, self.world.scope(alias)), UNKNOWN)
        own = generics_of(self.world, self.terms, alias).own
        if not own:
            return aliased
        args = self.arguments.of(alias, segment, scope, hole)
        return self.terms.subst(aliased, {param.head: arg for param, arg in zip(own, args, strict=False)})

    def _qualified(self, path: Path, scope: Scope, hole: Hole | None) -> Ty:
        base = self.lower(path.qself, scope, hole)
        rest = path.segments[path.trait_len :]
        if path.trait_len:
            found = self.trait_ref(Path(segments=path.segments[: path.trait_len], line=0, root=path.root), scope, hole)
            if found is None or not rest:
                return UNKNOWN
            base = self.terms.projection(
                found[0], rest[0].name, (base, *for_self(self.terms, found[1], found[0], base))
            )
            rest = rest[1:]
        for segment in rest:
            base = self.associated.of(base, segment.name, scope)
        return base

    # ---- Self, associated types, traits ------------------------------------------------------------------

    def self_term(self, owner: Def) -> Ty:
        """What `Self` is in an impl, a trait or a type."""
        if owner.kind is ItemKind.TRAIT:
            return self.terms.param(owner, "Self")
        if owner.kind is ItemKind.IMPL:
            return self.world.memo("self_term", owner, lambda: self._impl_self(owner), UNKNOWN)
        return self.terms.make(owner, tuple([param.term for param in generics_of(self.world, self.terms, owner).own]))

    def _impl_self(self, implementation: Def) -> Ty:
        item = self.world.decl(implementation)
        return self.lower(item.ty, self.world.scope(implementation)) if item is not None and item.ty else UNKNOWN

    def trait_ref(
        self, path: Path, scope: Scope, hole: Hole | None
    ) -> tuple[Def, tuple[Ty, ...], list[tuple[str, Ty]]] | None:
        """The trait, its arguments and associated types that a bound or an impl's header names."""
        trait = named_trait(self.world, path, scope)
        if trait is None:
            return None
        last = path.segments[-1]
        assoc = [(each.name, self._assoc(each, scope, hole)) for each in last.assoc]
        if last.sugar:
            if trait.name in ASYNC_FN_TRAITS and trait.external:
                assoc = [("Output", self.future(assoc[0][1] if assoc else self.terms.unit))]
            return trait, self.arguments.written(last.args, scope, hole), assoc
        return trait, self.arguments.of_trait(trait, last, scope, hole), assoc

    def future(self, output: Ty) -> Ty:
        """`impl Future<Output = output>`."""
        trait = self.world.std("std::future::Future")
        if trait is None:
            return UNKNOWN
        return self.terms.bounded(False, ((trait, 0, ("Output",)),), (output,))

    def _assoc(self, arg: AssocArg, scope: Scope, hole: Hole | None) -> Ty:
        if arg.ty is not None:
            return self.lower(arg.ty, scope, hole)
        return self.bounded(False, arg.bounds, scope, hole)
