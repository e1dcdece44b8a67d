"""Types as written into terms, in the scope they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution, Scope
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
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

from .generics import Generic, generics_of
from .macro_types import macro_of, made_type
from .terms import PARAMS, UNKNOWN, VARS, Mapping, Param, Terms, Ty

ADT_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})

MARKERS = frozenset({"Send", "Sync", "Sized", "Unpin", "Copy", "UnwindSafe", "RefUnwindSafe"})
"""Traits of std whose bounds tell nothing of what a type has."""

_LITERAL = re.compile(r"-?\d\w*|true|false|'.+'")

Hole = Callable[[], Ty]
"""What stands for `_` and for arguments that are left out."""


class Lowering:
    """Turns syntax into terms. `hole` makes a variable inside bodies; in declarations what is left out is unknown."""

    def __init__(self, world: World, terms: Terms) -> None:
        self.world = world
        self.terms = terms
        self.anonymous: Iterator[Ty] | None = None  # what the next `impl Trait` in argument position is

    # ---- types ---------------------------------------------------------------------------------------

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
                if self.anonymous is not None:
                    return next(self.anonymous, UNKNOWN)
                return self.bounded(False, bounds, scope, hole)
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
        """A const argument: a literal is a term of its own, a name stands for what it is, the rest is not known."""
        if len(names) == 1 and names[0].path.segments and names[0].path.segments[-1].name == text:
            return self.path_type(names[0].path, scope, hole)
        return self.terms.make(f"={text}") if not names and _LITERAL.fullmatch(text) else UNKNOWN

    def _value(self, name: str, scope: Scope) -> Ty:
        """What a const is that is named where a type could stand, as far as its declaration says it in a literal."""
        for constant in self.world.resolve_names(scope, [name], Ns.VALUE).defs:
            item = self.world.decl(constant)
            if constant.kind is ItemKind.CONST and item is not None and _LITERAL.fullmatch(item.value):
                return self.terms.make(f"={item.value}")
        return UNKNOWN

    def bounded(self, dynamic: bool, bounds: Sequence[Bound], scope: Scope, hole: Hole | None) -> Ty:
        """`dyn` or opaque `impl` of bounds; traits of other crates tell nothing and are left out.

        Auto traits tell `dyn` types apart, in whatever order they stand; of an `impl` they tell nothing.
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
            return UNKNOWN  # nested deeper than is read
        meaning = self.world.resolve(scope, path, Ns.TYPE)
        return self.meant(meaning, path.segments, scope, hole)

    def meant(self, meaning: Resolution, segments: Sequence[Segment], scope: Scope, hole: Hole | None) -> Ty:
        """The term of a resolved path; what is left of it are associated types."""
        base = self._base(meaning, segments[: len(segments) - meaning.rest] or segments, scope, hole)
        for segment in segments[len(segments) - meaning.rest :] if meaning.rest else ():
            base = self.associated(base, segment.name, scope)
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
                return terms.outside(meaning.outside, self._args(segments[-1].args, scope, hole))
            name = segments[0].name
            if name in {"int", "float"} and scope.module.external:
                return terms.param(None, name)
            return self._value(name, scope) if len(segments) == 1 else UNKNOWN
        target = self.chosen(meaning.defs, scope)
        if target.kind in ADT_KINDS:
            return terms.make(target, self.generic_args(target, segments[-1], scope, hole))
        if target.kind is ItemKind.TYPE_ALIAS:
            return self._alias(target, segments[-1], scope, hole)
        if target.kind is ItemKind.TRAIT:
            bound = Bound(Path(segments=list(segments), line=0))
            return self.bounded(True, (bound,), scope, hole)
        if target.kind is ItemKind.VARIANT and target.parent is not None:
            with_args = segments[-2] if len(segments) > 1 and segments[-2].args else segments[-1]
            return terms.make(target.parent, self.generic_args(target.parent, with_args, scope, hole))
        return UNKNOWN

    def _alias(self, alias: Def, segment: Segment, scope: Scope, hole: Hole | None) -> Ty:
        parent = alias.parent
        if parent is not None and parent.kind is ItemKind.TRAIT:
            return self.terms.projection(parent, alias.name, (self.terms.param(parent, "Self"),))
        item = self.world.decl(alias)
        if item is None or item.ty is None:
            return UNKNOWN
        aliased = self.world.memo("alias_term", alias, lambda: self.lower(item.ty, self.world.scope(alias)), UNKNOWN)
        own = generics_of(self, alias).own
        if not own:
            return aliased
        args = self.generic_args(alias, segment, scope, hole)
        return self.terms.subst(aliased, {param.head: arg for param, arg in zip(own, args, strict=False)})

    def generic_args(self, target: Def, segment: Segment, scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        """Arguments for a definition's own parameters: as written, defaults, else holes."""
        own = generics_of(self, target).own
        if not own:
            return ()
        given = self._args(segment.args, scope, hole)
        if len(given) == len(own):
            return given
        args = list(given[: len(own)])
        mapping: Mapping = {param.head: arg for param, arg in zip(own, args, strict=False)}
        for param in own[len(args) :]:
            if param.default is not None and (hole is None or given):
                arg = self.terms.subst(self.default(param, target), mapping)
            else:
                arg = hole() if hole is not None else UNKNOWN
            mapping[param.head] = arg
            args.append(arg)
        return tuple(args)

    def default(self, param: Generic, owner: Def) -> Ty:
        """A parameter's default as a term."""
        return self.world.memo(
            "default", (owner, param.head.name), lambda: self.lower(param.default, self.world.scope(owner)), UNKNOWN
        )

    def _args(self, written: Sequence[Type], scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        return tuple([self.lower(each, scope, hole) for each in written])

    def _qualified(self, path: Path, scope: Scope, hole: Hole | None) -> Ty:
        base = self.lower(path.qself, scope, hole)
        rest = path.segments[path.trait_len :]
        if path.trait_len:
            found = self.trait_ref(Path(segments=path.segments[: path.trait_len], line=0, root=path.root), scope, hole)
            if found is None or not rest:
                return UNKNOWN
            base = self.terms.projection(found[0], rest[0].name, (base, *self.for_self(found[1], found[0], base)))
            rest = rest[1:]
        for segment in rest:
            base = self.associated(base, segment.name, scope)
        return base

    def chosen(self, alternatives: tuple[Def, ...], scope: Scope) -> Def:
        """Of cfg-alternatives, the one that holds where the scope's item does."""
        if len(alternatives) == 1:
            return alternatives[0]
        return self.world.split(alternatives, scope.owner)[0][0]

    # ---- Self, associated types, traits ------------------------------------------------------------------

    def self_term(self, owner: Def) -> Ty:
        """What Self is in an impl, a trait or a type."""
        if owner.kind is ItemKind.TRAIT:
            return self.terms.param(owner, "Self")
        if owner.kind is ItemKind.IMPL:
            return self.world.memo("self_term", owner, lambda: self._impl_self(owner), UNKNOWN)
        return self.terms.make(owner, tuple([param.term for param in generics_of(self, owner).own]))

    def _impl_self(self, implementation: Def) -> Ty:
        item = self.world.decl(implementation)
        return self.lower(item.ty, self.world.scope(implementation)) if item is not None and item.ty else UNKNOWN

    def associated(self, base: Ty, name: str, scope: Scope) -> Ty:
        """`base::name` where no trait is named: found through the bounds of a parameter or the impl around."""
        owner = scope.self_def
        if (
            owner is not None
            and owner.kind is ItemKind.IMPL
            and not isinstance(base.head, Param)
            and base is self.self_term(owner)
        ):
            for member in self.world.member(owner, name, Ns.TYPE):
                item = self.world.decl(member)
                if item is not None and item.ty is not None:
                    return self._member_term(member, item.ty)
        if base.flags & VARS:
            return self._declared_associated(base, name, scope)
        # Kept by the item whose bounds are asked: generics in scope are those of the items around it. A bound that
        # needs the very type that it is to give (`T: Add<T::Output>`, which rustc refuses) finds it unknown.
        key = (base, name, scope.owner)
        return self.world.memo("associated", key, lambda: self._declared_associated(base, name, scope), UNKNOWN)

    def _declared_associated(self, base: Ty, name: str, scope: Scope) -> Ty:
        for trait, args in self._traits_with(name, base, scope):
            return self.terms.projection(trait, name, (base, *self.for_self(args, trait, base)))
        return UNKNOWN

    def _member_term(self, member: Def, ty: Type) -> Ty:
        return self.world.memo("assoc_term", member, lambda: self.lower(ty, self.world.scope(member)), UNKNOWN)

    def _traits_with(self, name: str, base: Ty, scope: Scope) -> Iterator[tuple[Def, tuple[Ty, ...]]]:
        """Traits with an associated type called so that a base type is declared to have, with their arguments.

        As rustc does it, only a bound whose trait can define the name is looked at closer: the arguments of the others
        may need the very type that is asked for (`T: Has + Into<T::Out>`).
        """
        head = base.head
        if isinstance(head, Param):
            if head.name == "Self" and head.owner is not None:
                own = tuple([param.term for param in generics_of(self, head.owner).own])
                for trait, args in self._defining(head.owner, name):
                    yield trait, own if trait is head.owner else args
            for owner in self._owners(scope):
                for bound in generics_of(self, owner).bounds_on(head):
                    yield from self._of_bound(bound, name, self.world.scope(owner))
        if scope.self_def is not None and scope.self_def.kind is ItemKind.IMPL:
            header = self.world.impl_header(scope.self_def)
            if header.trait is not None and header.trait.defs:
                yield from self._defining(header.trait.defs[0], name)

    def _of_bound(self, bound: Bound, name: str, scope: Scope) -> Iterator[tuple[Def, tuple[Ty, ...]]]:
        trait = self._bound_trait(bound.path, scope)
        if trait is None:
            return
        for found, args in self._defining(trait, name):
            if found is not trait:
                yield found, args
                continue
            reference = self.trait_ref(bound.path, scope, None)
            if reference is not None:
                yield reference[0], reference[1]

    def _owners(self, scope: Scope) -> list[Def]:
        return list(dict.fromkeys(layer.owner for layer in scope.layers if layer.generics is not None))

    def _defining(self, trait: Def, name: str) -> Iterator[tuple[Def, tuple[Ty, ...]]]:
        """A trait and those that it requires, as far as they define an associated type; subtraits come first."""
        seen = {trait}
        pending = [trait]
        while pending:
            each = pending.pop()
            if any(member.kind is ItemKind.TYPE_ALIAS for member in self.world.member(each, name, Ns.TYPE)):
                yield each, ()
            for above in reversed(self.world.supertraits(each)):
                if above not in seen:
                    seen.add(above)
                    pending.append(above)

    def _bound_trait(self, path: Path, scope: Scope) -> Def | None:
        """The trait that a bound names, its arguments aside."""
        meaning = self.world.resolve(scope, path, Ns.TYPE)
        if not meaning.defs or meaning.rest or meaning.param or not path.segments:
            return None
        traits = tuple([each for each in meaning.defs if each.kind is ItemKind.TRAIT])
        return self.chosen(traits, scope) if traits else None

    def trait_ref(
        self, path: Path, scope: Scope, hole: Hole | None
    ) -> tuple[Def, tuple[Ty, ...], list[tuple[str, Ty]]] | None:
        """The trait, its arguments and associated types that a bound or an impl's header names."""
        trait = self._bound_trait(path, scope)
        if trait is None:
            return None
        last = path.segments[-1]
        assoc = [(each.name, self._assoc(each, scope, hole)) for each in last.assoc]
        if last.sugar:
            return trait, self._args(last.args, scope, hole), assoc
        return trait, self._trait_args(trait, last, scope, hole), assoc

    def for_self(self, args: tuple[Ty, ...], trait: Def, subject: Ty) -> tuple[Ty, ...]:
        """Trait arguments with the trait's Self (of defaults such as `Rhs = Self`) replaced."""
        if not any(arg.flags & PARAMS for arg in args):
            return args
        head = self.terms.param(trait, "Self").head
        assert isinstance(head, Param)
        return tuple([self.terms.subst(arg, {head: subject}) for arg in args])

    def _assoc(self, arg: AssocArg, scope: Scope, hole: Hole | None) -> Ty:
        if arg.ty is not None:
            return self.lower(arg.ty, scope, hole)
        return self.bounded(False, arg.bounds, scope, hole)

    def _trait_args(self, trait: Def, segment: Segment, scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        own = generics_of(self, trait).own
        given = self._args(segment.args, scope, hole)
        if len(given) >= len(own):
            return given[: len(own)]
        args = list(given)
        mapping: Mapping = {param.head: arg for param, arg in zip(own, args, strict=False)}
        for param in own[len(given) :]:
            arg = self.terms.subst(self.default(param, trait), mapping) if param.default is not None else UNKNOWN
            if hole is not None and arg is UNKNOWN:
                arg = hole()
            mapping[param.head] = arg
            args.append(arg)
        return tuple(args)
