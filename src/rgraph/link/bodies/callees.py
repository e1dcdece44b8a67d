"""What paths in call position name: functions and constructors, with the types that they take and return."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.named_traits import chosen
from rgraph.link.types.signatures import Signature
from rgraph.link.types.terms import UNKNOWN, Mapping, Ty
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path, Segment

from .scopes import Scopes


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


class Callees:
    """Gives functions and constructors the types that they have where they are named. It makes no edges."""

    def __init__(self, types: BodyTypes, scopes: Scopes) -> None:
        self._world = types.world
        self._terms = types.terms
        self._lookups = types.lookups
        self._lowering = types.lowering
        self._inference = types.inference
        self._obligations = types.obligations
        self._scopes = scopes

    def enum_of(self, meaning: Resolution, path: Path) -> Ty:
        """The enum that a variant's path leads to, with arguments as written or fresh."""
        variant = chosen(self._world, meaning.defs, self._scopes.scope)
        enum = variant.parent
        if enum is None:
            return UNKNOWN
        segments = path.segments
        if len(segments) > 1:
            if segments[-2].name == "Self" and len(segments) == 2:
                return self._scopes.own_type()
            before = self._world.resolve_names(self._scopes.scope, [s.name for s in segments[:-1]], Ns.TYPE, path.root)
            if before.defs and before.defs[0].kind is ItemKind.TYPE_ALIAS:
                return self._lowering.meant(before, segments[:-1], self._scopes.scope, self._inference.fresh)
            if segments[-2].args:
                return self._terms.make(enum, self.arguments(enum, segments[-2]))
        return self._terms.make(enum, self.arguments(enum, segments[-1]))

    def arguments(self, target: Def, segment: Segment) -> tuple[Ty, ...]:
        """The generic arguments that a segment gives a definition, as written or fresh."""
        return self._lowering.arguments.of(target, segment, self._scopes.scope, self._inference.fresh)

    def constructor_of(self, ty: Ty, variant: Def | None) -> Callee | None:
        """The constructor of a tuple or unit struct or variant."""
        head = ty.head
        if not isinstance(head, Def):
            return Callee((), UNKNOWN)
        shape = variant if variant is not None else head
        item = self._world.decl(shape)
        if item is None or item.form != "tuple":
            return Callee((), ty)
        inputs = tuple([self.field_type(field, ty) for field in self._world.fields(shape)])
        return Callee(inputs, ty)

    def field_type(self, field: Def, owner: Ty) -> Ty:
        """A field's type in a struct or enum with these arguments."""
        declared = self._lookups.declared(field)
        head = owner.head
        if owner.args and isinstance(head, Def):
            mapping = dict(zip(self._lookups.params(head), owner.args, strict=False))
            declared = self._terms.subst(declared, mapping)
        return self._obligations.normalise(declared)

    def instantiated(self, function: Def, mapping: Mapping, segment: Segment | None) -> Callee:
        """A function's parameters (`self` first) and result, its own generics as written or fresh."""
        signature = self._lookups.signature(function)
        if signature.plain:
            return Callee(signature.taken, signature.ret, signature, mapping)
        full = dict(mapping)
        scope, fresh = self._scopes.scope, self._inference.fresh
        given = [self._lowering.lower(arg, scope, fresh) for arg in segment.args] if segment else []
        for index, param in enumerate(signature.params):
            if param not in full:
                written = index < signature.own and index < len(given)
                full[param] = given[index] if written else fresh()
        subst = self._terms.subst
        return Callee(
            tuple([self._obligations.normalise(subst(each, full)) for each in signature.taken]),
            self._obligations.normalise(subst(signature.ret, full)),
            signature,
            full,
        )
