"""Paths in bodies: what they refer to, and the types of values that they name."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.named_traits import chosen
from rgraph.link.types.obligations import Obligation
from rgraph.link.types.picks import Pick
from rgraph.link.types.terms import UNKNOWN, Ty, for_self, shallow
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import Path, Segment

from .callees import Callee, Callees
from .dispatches import Dispatches
from .implied import Implied
from .outside_members import OutsideMembers
from .references import References, path_name, single, without_mark
from .scopes import Scopes
from .written_types import WrittenTypes


class Paths:
    """Paths as values, called or not."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        dispatches: Dispatches,
        implied: Implied,
        written: WrittenTypes,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.signatures = types.signatures
        self.lowering = types.lowering
        self.lookups = types.lookups
        self.inference = types.inference
        self.environment = types.environment
        self.obligations = types.obligations
        self.methods = types.methods
        self.autoderef = types.autoderef
        self.search = types.search
        self.scopes = scopes
        self.refs = refs
        self.dispatches = dispatches
        self.implied = implied
        self.written = written
        self.outside = OutsideMembers(types, refs)
        self.callees = Callees(types, scopes)

    def value(self, path: Path, expected: Ty | None) -> Ty:
        """The type of a path as an expression that is not called."""
        name = single(path)
        if name is not None:
            local = self.scopes.local(name.name)
            if local is not None:
                self.refs.declared(name.name, path.line)
                return local
        callee = self.callee(path, False)
        if callee is None:
            return UNKNOWN
        if callee.signature is None and not callee.inputs:
            return callee.ret
        if callee.signature is not None and callee.mapping is not None:
            self.obligations.demand(callee.signature.predicates, callee.mapping)
        return self.terms.make("fn", (*callee.inputs, callee.ret))

    def callee(self, path: Path, called: bool) -> Callee | None:
        """What a path names that is no local: a function, constructor, const or static, with fresh variables."""
        self.written.mention_args(path.segments)
        if path.qself is not None:
            return self._qualified(path, called)
        path = without_mark(path)
        meaning = self.refs.meaning(path, Ns.VALUE)
        self.refs.prefixes(path, len(path.segments) - 1 - meaning.rest if meaning.rest else len(path.segments) - 1)
        if meaning.ambiguous:
            self.refs.unresolved("ambiguous", _shape(called), path_name(path), path.line)
            return None
        if meaning.outside:
            if called:
                self.refs.called("call", meaning.outside)
            self.refs.edge_outside(EdgeKind.CALLS if called else EdgeKind.REFERENCES, meaning.outside, path.line)
            return None
        if meaning.rest:
            return self._associated(meaning, path, called)
        if not meaning.defs:
            self.refs.unresolved(meaning.reason, _shape(called), path_name(path), path.line)
            return None
        return self._item(meaning, path, called)

    def _item(self, meaning: Resolution, path: Path, called: bool) -> Callee | None:
        target = chosen(self.world, meaning.defs, self.scopes.scope)
        last = path.segments[-1]
        if meaning.param:
            return Callee((), self.signatures.declared_param(target, meaning.param))
        if meaning.is_self:
            return self.callees.constructor_of(self.scopes.own_type(), None)
        kind = target.kind
        if kind is ItemKind.FUNCTION:
            if called:
                self.refs.called("call", target)
            self.refs.edge(EdgeKind.CALLS if called else EdgeKind.REFERENCES, meaning.defs, Tier.EXACT, path.line)
            return self.callees.instantiated(target, {}, last)
        self.refs.refer(meaning.defs, path.line)
        if kind is ItemKind.CONST or kind is ItemKind.STATIC:
            return Callee((), self.obligations.normalise(self.lookups.declared(target)))
        if kind is ItemKind.STRUCT:
            return self.callees.constructor_of(self.terms.make(target, self.callees.arguments(target, last)), None)
        if kind is ItemKind.VARIANT:
            return self.callees.constructor_of(self.callees.enum_of(meaning, path), target)
        return None

    def _qualified(self, path: Path, called: bool) -> Callee | None:
        assert path.qself is not None
        base = self.written.annotated(path.qself)
        self.refs.prefixes(path, path.trait_len)
        rest = path.segments[path.trait_len :]
        if not path.trait_len or len(rest) != 1:
            for segment in rest[:-1]:
                base = self.lowering.associated.of(base, segment.name, self.scopes.scope)
            return self.member_of(base, rest[-1], path.line, called, Tier.EXACT) if rest else None
        found = self.lowering.trait_ref(
            Path(segments=path.segments[: path.trait_len], line=0, root=path.root),
            self.scopes.scope,
            self.inference.fresh,
        )
        if found is None:
            return None
        return self._of_trait_path(found[0], found[1], base, rest[0], path.line, called)

    def _of_trait_path(
        self, trait: Def, args: tuple[Ty, ...], self_ty: Ty, segment: Segment, line: int, called: bool
    ) -> Callee | None:
        members = self.world.member(trait, segment.name, Ns.VALUE)
        if not members:
            self.refs.unresolved("no_such_member", _shape(called), segment.name, line)
            return None
        args = for_self(self.terms, args, trait, self_ty)
        target = chosen(self.world, members, self.scopes.scope)
        pick = Pick(target, self.environment.trait_mapping(trait, self_ty, args), self_ty, trait, args)
        return self.used(pick, segment, line, called, Tier.EXACT)

    def _associated(self, meaning: Resolution, path: Path, called: bool) -> Callee | None:
        segments = path.segments
        base_segments = segments[: len(segments) - meaning.rest]
        last = segments[-1]
        if meaning.defs and meaning.defs[0].kind is ItemKind.TRAIT and not meaning.is_self and not meaning.param:
            found = self.lowering.trait_ref(
                Path(segments=base_segments, line=0, root=path.root), self.scopes.scope, self.inference.fresh
            )
            args = found[1] if found is not None else ()
            if not base_segments[-1].args:  # `Add::add(a, b)`: inferred, without regard to defaults
                args = tuple([self.inference.fresh() for _ in args])
            self.written.prefixes_last(path, len(base_segments))
            return self._of_trait_path(
                chosen(self.world, meaning.defs, self.scopes.scope),
                args,
                self.inference.fresh(),
                last,
                path.line,
                called,
            )
        self.written.prefixes_last(path, len(base_segments))
        base = self.lowering.meant(
            meaning.leaving(meaning.rest - 1), segments[:-1], self.scopes.scope, self.inference.fresh
        )
        if meaning.is_self and meaning.rest == 1:
            base = self.scopes.own_type()
        return self.member_of(self.obligations.normalise(base), last, path.line, called, Tier.EXACT)

    def member_of(self, base: Ty, segment: Segment, line: int, called: bool, tier: Tier) -> Callee | None:
        """The function or const `base::name`."""
        base = shallow(base)
        if isinstance(base.head, Def) and base.head.kind is ItemKind.ENUM:
            variant = self.world.variant(base.head, segment.name)
            if variant is not None:
                self.refs.refer((variant,), line)
                return self.callees.constructor_of(base, variant)
        pick = self.methods.member(base, segment.name)
        known = self.outside.member(base, segment.name) if pick is None else None
        if known is not None:
            self.outside.refer(known, "call" if called else "", line)
            return Callee((), self.terms.make("fn", (known.returns,)))
        if pick is None:
            was_cut = self.search.was_cut
            reason = "limit" if was_cut else "external" if self.autoderef.is_outside(base) else "no_such_member"
            self.refs.unresolved(reason, _shape(called), segment.name, line)
            return None
        if pick.is_likely:
            if called:
                self.refs.called("call", pick.function, Tier.CANDIDATE)
            self.likely(pick, EdgeKind.CALLS if called else EdgeKind.REFERENCES, line)
            return None
        return self.used(pick, segment, line, called, tier)

    def likely(self, pick: Pick, kind: EdgeKind, line: int) -> None:
        """Refer to a member that is meant if macros make the impls that it needs; nothing is inferred from it."""
        self.refs.explain(lambda: f"if a macro makes the impls that `{pick.function.name}` needs for {pick.self_ty!r}")
        self.refs.edge(kind, pick.alternatives, Tier.CANDIDATE, line)

    def used(self, pick: Pick, segment: Segment, line: int, called: bool, tier: Tier) -> Callee | None:
        """Refer to a member that was found, and give what it takes and returns."""
        target = pick.function
        if target.kind is ItemKind.FUNCTION:
            kind = EdgeKind.CALLS if called else EdgeKind.REFERENCES
            if called:
                self.refs.called("call", target)
            if pick.trait is not None:
                self.dispatches.add(target, pick.trait, pick.self_ty, pick.args, line, kind)
            else:
                self.refs.edge(kind, pick.alternatives, tier, line)
            callee = self.callees.instantiated(target, pick.mapping, segment)
            self.implied.used(pick, callee.signature, callee.mapping, line)
            callee.of_trait = bool(pick.args)
            if pick.trait is not None and callee.signature is not None and callee.mapping is not None:
                self.demand_trait(pick)
            return callee
        if pick.trait is not None:
            self.dispatches.add(target, pick.trait, pick.self_ty, pick.args, line, EdgeKind.REFERENCES)
        else:
            self.refs.refer(pick.alternatives, line, tier)
        return Callee((), self.obligations.normalise(self.terms.subst(self.lookups.declared(target), pick.mapping)))

    def demand_trait(self, pick: Pick) -> None:
        """Demand that the type implements the trait: that tells the trait's arguments."""
        if pick.trait is not None and pick.args:
            self.obligations.add(Obligation(pick.self_ty, pick.trait, pick.args))


def _shape(called: bool) -> str:
    """The word under which a path is counted that was not resolved."""
    return "call" if called else "path"
