"""Patterns: what they bind, and what they refer to."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.named_traits import chosen
from rgraph.link.types.terms import UNKNOWN, Ty, peeled, shallow
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.hygiene import unmarked
from rgraph.model.syntax import (
    FieldPat,
    Pat,
    Path,
    PIdent,
    PLit,
    PMacro,
    POr,
    PPath,
    PRange,
    PRef,
    PRest,
    PSlice,
    PStruct,
    PTuple,
    PTupleStruct,
    PWild,
    Segment,
)

from .path_values import Paths
from .references import References, path_name
from .scopes import Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes

CONSTANTS = frozenset({ItemKind.CONST, ItemKind.STATIC})


class Patterns:
    """Binds patterns with default binding modes: `mode` is "", "&" or "&mut"."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        written: WrittenTypes,
        paths: Paths,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.lowering = types.lowering
        self.inference = types.inference
        self.obligations = types.obligations
        self.scopes = scopes
        self.refs = refs
        self.written = written
        self.paths = paths
        self.infer = infer

    def bind(self, pat: Pat, ty: Ty, mode: str = "") -> None:
        """Declare what a pattern binds when matched on a value of a type."""
        match pat:
            case PIdent():
                self._bind_name(pat, ty, mode)
            case PWild() | PRest():
                pass
            case PTupleStruct(path, pats):
                self._bind_tuple_struct(path, pats, ty, mode)
            case PStruct():
                self._bind_struct(pat, ty, mode)
            case PTuple(pats):
                self._bind_tuple(pats, ty, mode)
            case PRef(inner):
                ty = shallow(ty)
                self.bind(inner, ty.args[0] if ty.head in {"&", "&mut"} else UNKNOWN)
            case POr(pats):
                for each in pats:
                    self.bind(each, ty, mode)
            case PSlice(pats):
                self._bind_slice(pats, ty, mode)
            case PPath(path):
                ty, _ = peeled(ty, mode)
                found = self.paths.callee(path, False)
                if found is not None:
                    self.inference.unify(found.ret, ty)
            case PRange(ends):
                for path in ends:
                    self.paths.callee(path, False)
            case PLit():
                pass
            case PMacro(call):
                self.infer.pattern_called(call, ty, mode)

    def _bind_name(self, pat: PIdent, ty: Ty, mode: str) -> None:
        if pat.sub is None and not pat.by_ref and not pat.mut and self._is_constant(pat, ty, mode):
            return
        if pat.sub is not None:
            self.bind(pat.sub, ty, mode)
        if pat.by_ref:
            bound = self.terms.ref(ty, pat.mut)
        elif mode:
            bound = self.terms.ref(ty, mode == "&mut")
        else:
            bound = ty
        self.scopes.declare(pat.name, bound)

    def _is_constant(self, pat: PIdent, ty: Ty, mode: str) -> bool:
        """Whether a plain name is a unit struct, unit variant or constant; then it is referred to."""
        meaning = self.world.resolve_names(self.scopes.scope, [unmarked(pat.name)], Ns.VALUE)
        if not meaning.defs or meaning.rest or meaning.param:
            return False
        target = chosen(self.world, meaning.defs, self.scopes.scope)
        kind = target.kind
        if kind is ItemKind.VARIANT or kind is ItemKind.STRUCT:
            item = self.world.decl(target)
            if item is None or item.form != "unit":
                return False
        elif kind not in CONSTANTS:
            return False
        self.refs.refer(meaning.defs, pat.line)
        if kind is ItemKind.VARIANT:
            matched, _ = peeled(ty, mode)
            segment = Segment(unmarked(pat.name))
            self.inference.unify(self.paths.callees.enum_of(meaning, Path(segments=[segment], line=pat.line)), matched)
        return True

    def _bind_tuple_struct(self, path: Path, pats: list[Pat], ty: Ty, mode: str) -> None:
        found = self.paths.callee(path, False)
        ty, mode = peeled(ty, mode)
        inputs: tuple[Ty, ...] = ()
        if found is not None:
            self.inference.unify(found.ret, ty)
            inputs = found.inputs
        self._bind_positions(pats, inputs, mode)

    def _bind_positions(self, pats: list[Pat], types: tuple[Ty, ...], mode: str) -> None:
        """Bind patterns to positions, `..` standing for those left out."""
        rest = next((index for index, each in enumerate(pats) if isinstance(each, PRest)), None)
        count = len(pats)
        for index, each in enumerate(pats):
            at = index if rest is None or index < rest else len(types) - (count - index)
            self.bind(each, types[at] if 0 <= at < len(types) else UNKNOWN, mode)

    def _bind_tuple(self, pats: list[Pat], ty: Ty, mode: str) -> None:
        ty, mode = peeled(ty, mode)
        if ty.head == "?var" and not any(isinstance(each, PRest) for each in pats):
            shape = self.terms.tuple(tuple([self.inference.fresh() for _ in pats]))
            self.inference.unify(ty, shape)
            ty = shape
        self._bind_positions(pats, ty.args if ty.head == "()" else (), mode)

    def _bind_slice(self, pats: list[Pat], ty: Ty, mode: str) -> None:
        ty, mode = peeled(ty, mode)
        element = ty.args[0] if ty.head in {"[]", "[;]"} else UNKNOWN
        for each in pats:
            if isinstance(each, PIdent) and isinstance(each.sub, PRest):
                self.scopes.declare(each.name, self.terms.ref(self.terms.make("[]", (element,))))
            else:
                self.bind(each, element, mode)

    def _bind_struct(self, pat: PStruct, ty: Ty, mode: str) -> None:
        ty, mode = peeled(ty, mode)
        shape, named = self.shape(pat.path)
        if named is not None:
            self.inference.unify(named, ty)
        for field in pat.fields:
            with self.refs.under(field.cfg) as is_present:
                if is_present:
                    self._bind_field(field, shape, named if named is not None else ty, mode)

    def _bind_field(self, field: FieldPat, shape: Def | None, owner: Ty, mode: str) -> None:
        definition = self.world.field(shape, field.name) if shape is not None else None
        ty = UNKNOWN
        if definition is not None:
            self.refs.edge(EdgeKind.READS, (definition,), Tier.EXACT, field.line)
            ty = self.paths.callees.field_type(definition, owner)
        elif shape is not None:
            self.refs.unresolved("no_such_member", "field", field.name, field.line)
        if field.pat is not None:
            self.bind(field.pat, ty, mode)
        elif field.by_ref or mode:
            self.scopes.declare(field.name, self.terms.ref(ty, mode == "&mut"))
        else:
            self.scopes.declare(field.name, ty)

    def shape(self, path: Path) -> tuple[Def | None, Ty | None]:
        """The struct or variant that a struct pattern or literal names, and its type with fresh arguments."""
        self.written.mention_args(path.segments)
        self.refs.prefixes(path, len(path.segments) - 1)
        meaning = self.refs.meaning(path, Ns.TYPE)
        if meaning.outside:
            self.refs.edge_outside(EdgeKind.USES_TYPE, meaning.outside, path.line)
            return None, None
        if meaning.is_self and not meaning.rest:
            ty = self.scopes.own_type()
            return (ty.head, ty) if isinstance(ty.head, Def) else (None, None)
        if meaning.rest == 1 and meaning.is_self:
            ty = self.scopes.own_type()
            head = ty.head
            if isinstance(head, Def) and head.kind is ItemKind.ENUM:
                variant = self.world.variant(head, path.segments[-1].name)
                if variant is not None:
                    self.refs.refer((variant,), path.line)
                    return variant, ty
            return self._projected_shape(meaning.rest, path)
        if not meaning.defs or meaning.param:
            self.refs.unresolved(meaning.reason, "type", path_name(path), path.line)
            return None, None
        if meaning.rest:
            return self._projected_shape(meaning.rest, path)
        target = chosen(self.world, meaning.defs, self.scopes.scope)
        self.refs.refer(meaning.defs, path.line)
        if target.kind is ItemKind.VARIANT:
            return target, self.paths.callees.enum_of(meaning, path)
        ty = self.obligations.normalise(
            self.lowering.meant(meaning, path.segments, self.scopes.scope, self.inference.fresh)
        )
        return (ty.head, ty) if isinstance(ty.head, Def) else (None, None)

    def _projected_shape(self, rest: int, path: Path) -> tuple[Def | None, Ty | None]:
        ty = shallow(self.obligations.normalise(self.lowering.path_type(path, self.scopes.scope, self.inference.fresh)))
        return (ty.head, ty) if isinstance(ty.head, Def) and rest else (None, None)
