"""Paths in bodies: what they refer to, and the types of values that they name."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.types.methods import Pick
from rgraph.link.types.obligations import Obligation
from rgraph.link.types.signatures import Signature
from rgraph.link.types.terms import UNKNOWN, Mapping, Ty, shallow
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import (
    Bound,
    Path,
    Segment,
    TArray,
    TDyn,
    TFn,
    TImpl,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .context import Context, path_name, single


class Callee:
    """What a path in call position is: a function with what its parameters stand for, or a constructor, or a value."""

    __slots__ = ("inputs", "mapping", "of_trait", "ret", "signature")

    def __init__(
        self, inputs: tuple[Ty, ...], ret: Ty, signature: Signature | None = None, mapping: Mapping | None = None
    ) -> None:
        self.inputs = inputs
        self.ret = ret
        self.signature = signature
        self.mapping = mapping
        self.of_trait = False


class Paths(Context):
    """Paths as values and as types."""

    # ---- types as written ----------------------------------------------------------------------------

    def annotated(self, ty: Type) -> Ty:
        """The term of a type written in the body; what it names is referred to."""
        self.mention(ty)
        return self.normalise(self.lowering.lower(ty, self.scope, self.fresh))

    def mention(self, ty: Type | None) -> None:
        """References to everything that a type names."""
        match ty:
            case TPath(path):
                self.mention_path(path)
            case TRef(inner) | TPtr(inner) | TSlice(inner) | TArray(inner):
                self.mention(inner)
            case TTuple(tys):
                for each in tys:
                    self.mention(each)
            case TFn(params, ret):
                for each in params:
                    self.mention(each)
                self.mention(ret)
            case TDyn(bounds) | TImpl(bounds):
                self.mention_bounds(bounds)
            case _:
                pass

    def mention_bounds(self, bounds: list[Bound]) -> None:
        """References of bounds."""
        for bound in bounds:
            self.mention_path(bound.path)

    def mention_args(self, segments: list[Segment]) -> None:
        """References of generic arguments."""
        for segment in segments:
            for arg in segment.args:
                self.mention(arg)
            for assoc in segment.assoc:
                self.mention(assoc.ty)
                self.mention_bounds(assoc.bounds)

    def mention_path(self, path: Path) -> None:
        """References of a path in type position."""
        self.mention(path.qself)
        self.mention_args(path.segments)
        if path.qself is not None:
            self.prefixes(path, path.trait_len)
            return
        length = len(path.segments)
        if length > 1:
            self.prefixes(path, length - 1)
        meaning = self.meaning(path, Ns.TYPE)
        if meaning.ambiguous:
            self.unresolved("ambiguous", "type", path_name(path), path.line)
        elif meaning.outside:
            self.edge_outside(EdgeKind.USES_TYPE, meaning.outside, path.line)
        elif meaning.rest:
            self._mention_associated(meaning, path)
        elif meaning.defs and not meaning.param and not meaning.is_self:
            self.refer(meaning.defs, path.line)
        elif not meaning:
            self.unresolved(meaning.reason, "type", path_name(path), path.line)

    def _mention_associated(self, meaning: Resolution, path: Path) -> None:
        ty = self.lowering.meant(meaning, path.segments, self.scope, self.fresh)
        head = ty.head
        member = getattr(head, "name", "")
        trait = getattr(head, "trait", None)
        if trait is not None and member:
            self.refer(self.world.member(trait, member, Ns.TYPE), path.line, Tier.INFERRED)

    # ---- values --------------------------------------------------------------------------------------

    def value(self, path: Path, expected: Ty | None) -> Ty:
        """The type of a path as an expression that is not called."""
        name = single(path)
        if name is not None:
            local = self.local(name.name)
            if local is not None:
                return local
        callee = self.callee(path, False)
        if callee is None:
            return UNKNOWN
        if callee.signature is None and not callee.inputs:
            return callee.ret
        if callee.signature is not None and callee.mapping is not None:
            self.demand(callee.signature.predicates, callee.mapping)
        return self.terms.make("fn", (*callee.inputs, callee.ret))

    def callee(self, path: Path, called: bool) -> Callee | None:
        """What a path names that is no local: a function, constructor, const or static, with fresh variables."""
        self.mention_args(path.segments)
        if path.qself is not None:
            return self._qualified(path, called)
        meaning = self.meaning(path, Ns.VALUE)
        self.prefixes(path, len(path.segments) - 1 - meaning.rest if meaning.rest else len(path.segments) - 1)
        if meaning.ambiguous:
            self.unresolved("ambiguous", "path", path_name(path), path.line)
            return None
        if meaning.outside:
            self.edge_outside(EdgeKind.CALLS if called else EdgeKind.REFERENCES, meaning.outside, path.line)
            return None
        if meaning.rest:
            return self._associated(meaning, path, called)
        if not meaning.defs:
            self.unresolved(meaning.reason, "path", path_name(path), path.line)
            return None
        return self._item(meaning, path, called)

    def _item(self, meaning: Resolution, path: Path, called: bool) -> Callee | None:
        target = self.lowering.chosen(meaning.defs, self.scope)
        last = path.segments[-1]
        if meaning.param:
            return Callee((), self.signatures.declared_param(target, meaning.param))
        if meaning.is_self:
            return self._constructor_of(self.own_type(), None)
        kind = target.kind
        if kind is ItemKind.FUNCTION:
            self.edge(EdgeKind.CALLS if called else EdgeKind.REFERENCES, meaning.defs, Tier.EXACT, path.line)
            return self.instantiated(target, {}, last)
        self.refer(meaning.defs, path.line)
        if kind is ItemKind.CONST or kind is ItemKind.STATIC:
            return Callee((), self.normalise(self.declared(target)))
        if kind is ItemKind.STRUCT:
            args = self.lowering.generic_args(target, last, self.scope, self.fresh)
            return self._constructor_of(self.terms.make(target, args), None)
        if kind is ItemKind.VARIANT:
            return self._constructor_of(self.enum_of(meaning, path), target)
        return None

    def own_type(self) -> Ty:
        """What Self is here."""
        owner = self.scope.self_def
        return self.lowering.self_term(owner) if owner is not None else UNKNOWN

    def enum_of(self, meaning: Resolution, path: Path) -> Ty:
        """The enum that a variant's path leads to, with arguments as written or fresh."""
        variant = self.lowering.chosen(meaning.defs, self.scope)
        enum = variant.parent
        if enum is None:
            return UNKNOWN
        segments = path.segments
        if len(segments) > 1:
            if segments[-2].name == "Self" and len(segments) == 2:
                return self.own_type()
            before = self.world.resolve_names(self.scope, [s.name for s in segments[:-1]], Ns.TYPE, path.root)
            if before.defs and before.defs[0].kind is ItemKind.TYPE_ALIAS:
                return self.lowering.meant(before, segments[:-1], self.scope, self.fresh)
            if segments[-2].args:
                return self.terms.make(enum, self.lowering.generic_args(enum, segments[-2], self.scope, self.fresh))
        return self.terms.make(enum, self.lowering.generic_args(enum, segments[-1], self.scope, self.fresh))

    def _constructor_of(self, ty: Ty, variant: Def | None) -> Callee | None:
        """The constructor of a tuple or unit struct or variant."""
        head = ty.head
        if not isinstance(head, Def):
            return Callee((), UNKNOWN)
        shape = variant if variant is not None else head
        item = self.world.decl(shape)
        if item is None or item.form != "tuple":
            return Callee((), ty)
        inputs = tuple([self.field_type(field, ty) for field in self.world.fields(shape)])
        return Callee(inputs, ty)

    def field_type(self, field: Def, owner: Ty) -> Ty:
        """A field's type in a struct or enum with these arguments."""
        declared = self.declared(field)
        head = owner.head
        if owner.args and isinstance(head, Def):
            mapping = dict(zip(self.params(head), owner.args, strict=False))
            declared = self.terms.subst(declared, mapping)
        return self.normalise(declared)

    # ---- associated functions ----------------------------------------------------------------------------

    def _qualified(self, path: Path, called: bool) -> Callee | None:
        assert path.qself is not None
        base = self.annotated(path.qself)
        self.prefixes(path, path.trait_len)
        rest = path.segments[path.trait_len :]
        if not path.trait_len or len(rest) != 1:
            for segment in rest[:-1]:
                base = self.lowering.associated(base, segment.name, self.scope)
            return self.member_of(base, rest[-1], path.line, called, Tier.EXACT) if rest else None
        found = self.lowering.trait_ref(
            Path(segments=path.segments[: path.trait_len], line=0, root=path.root), self.scope, self.fresh
        )
        if found is None:
            return None
        return self._of_trait_path(found[0], found[1], base, rest[0], path.line, called)

    def _of_trait_path(
        self, trait: Def, args: tuple[Ty, ...], self_ty: Ty, segment: Segment, line: int, called: bool
    ) -> Callee | None:
        members = self.world.member(trait, segment.name, Ns.VALUE)
        if not members:
            self.unresolved("no_such_member", "path", segment.name, line)
            return None
        pick = Pick(members[0], self.trait_mapping(trait, self_ty, args), self_ty, trait, args)
        return self.used(pick, segment, line, called, Tier.EXACT)

    def _associated(self, meaning: Resolution, path: Path, called: bool) -> Callee | None:
        segments = path.segments
        base_segments = segments[: len(segments) - meaning.rest]
        last = segments[-1]
        if meaning.defs and meaning.defs[0].kind is ItemKind.TRAIT and not meaning.is_self and not meaning.param:
            found = self.lowering.trait_ref(
                Path(segments=base_segments, line=0, root=path.root), self.scope, self.fresh
            )
            args = found[1] if found is not None else ()
            self.prefixes_last(path, len(base_segments))
            return self._of_trait_path(
                self.lowering.chosen(meaning.defs, self.scope), args, self.fresh(), last, path.line, called
            )
        self.prefixes_last(path, len(base_segments))
        base = self.lowering.meant(meaning.leaving(meaning.rest - 1), segments[:-1], self.scope, self.fresh)
        if meaning.is_self and meaning.rest == 1:
            base = self.own_type()
        return self.member_of(self.normalise(base), last, path.line, called, Tier.EXACT)

    def prefixes_last(self, path: Path, upto: int) -> None:
        """The reference to the type or trait before an associated item."""
        names = [segment.name for segment in path.segments[:upto]]
        if not names or names[-1] in {"Self", "self", "crate", "super"}:
            return
        meaning = self.world.resolve_names(self.scope, names, Ns.TYPE, path.root)
        if meaning.defs and not meaning.rest and not meaning.param and not meaning.is_self:
            self.refer(meaning.defs, path.line)

    def member_of(self, base: Ty, segment: Segment, line: int, called: bool, tier: Tier) -> Callee | None:
        """The function or const `base::name`."""
        base = shallow(base)
        if isinstance(base.head, Def) and base.head.kind is ItemKind.ENUM:
            variant = self.world.variant(base.head, segment.name)
            if variant is not None:
                self.refer((variant,), line)
                return self._constructor_of(base, variant)
        pick = self.member(base, segment.name)
        if pick is None:
            reason = "external" if self.is_outside(base) else "no_such_member"
            self.unresolved(reason, "path", segment.name, line)
            return None
        return self.used(pick, segment, line, called, tier)

    def used(self, pick: Pick, segment: Segment, line: int, called: bool, tier: Tier) -> Callee | None:
        """Refer to a member that was found, and give what it takes and returns."""
        target = pick.function
        if target.kind is ItemKind.FUNCTION:
            kind = EdgeKind.CALLS if called else EdgeKind.REFERENCES
            if pick.trait is not None:
                self.dispatch(target, pick.trait, pick.self_ty, pick.args, line, kind)
            else:
                self.edge(kind, pick.alternatives, tier, line)
            callee = self.instantiated(target, pick.mapping, segment)
            callee.of_trait = bool(pick.args)
            if pick.trait is not None and callee.signature is not None and callee.mapping is not None:
                self.demand_trait(pick)
            return callee
        if pick.trait is not None:
            self.dispatch(target, pick.trait, pick.self_ty, pick.args, line, EdgeKind.REFERENCES)
        else:
            self.refer(pick.alternatives, line, tier)
        return Callee((), self.normalise(self.terms.subst(self.declared(target), pick.mapping)))

    def demand_trait(self, pick: Pick) -> None:
        """Demand that the type implements the trait: that tells the trait's arguments."""
        if pick.trait is not None and pick.args:
            self.pending.append(Obligation(pick.self_ty, pick.trait, pick.args))

    def instantiated(self, function: Def, mapping: Mapping, segment: Segment | None) -> Callee:
        """A function's parameters (`self` first) and result, its own generics as written or fresh."""
        signature = self.signature(function)
        if signature.plain:
            return Callee(signature.taken, signature.ret, signature, mapping)
        full = dict(mapping)
        given = [self.lowering.lower(arg, self.scope, self.fresh) for arg in segment.args] if segment else []
        for index, param in enumerate(signature.params):
            if param not in full:
                written = index < signature.own and index < len(given)
                full[param] = given[index] if written else self.fresh()
        subst = self.terms.subst
        return Callee(
            tuple([self.normalise(subst(each, full)) for each in signature.taken]),
            self.normalise(subst(signature.ret, full)),
            signature,
            full,
        )
