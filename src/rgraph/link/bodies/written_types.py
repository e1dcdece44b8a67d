"""Types written in bodies: their terms, and references to everything that they name."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.link.constants import bare_constant, named_constant, use_of
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.macro_types import macro_of, made_type
from rgraph.link.types.terms import Ty
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import (
    Bound,
    NameInTokens,
    Path,
    Segment,
    TArray,
    TConst,
    TDyn,
    TFn,
    TImpl,
    TMacro,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .references import References, line_of, path_name
from .scopes import Scopes


class WrittenTypes:
    """Reads the types that a body writes."""

    def __init__(self, types: BodyTypes, scopes: Scopes, refs: References) -> None:
        self.world = types.world
        self.lowering = types.lowering
        self.inference = types.inference
        self.obligations = types.obligations
        self.scopes = scopes
        self.refs = refs

    def annotated(self, ty: Type) -> Ty:
        """The term of a type written in the body; what it names is referred to."""
        self.mention(ty)
        return self.obligations.normalise(self.lowering.lower(ty, self.scopes.scope, self.inference.fresh))

    def mention(self, ty: Type | None) -> None:
        """References to everything that a type names."""
        match ty:
            case TPath(path):
                self.mention_path(path)
            case TRef(inner) | TPtr(inner) | TSlice(inner):
                self.mention(inner)
            case TArray(inner, _, names):
                self.mention(inner)
                self._mention_constants(names)
            case TConst(_, names):
                self._mention_constants(names)
            case TTuple(tys):
                for each in tys:
                    self.mention(each)
            case TFn(params, ret):
                for each in params:
                    self.mention(each)
                self.mention(ret)
            case TDyn(bounds) | TImpl(bounds):
                self.mention_bounds(bounds)
            case TMacro():
                self._mention_made(ty)
            case _:
                pass

    def _mention_made(self, ty: TMacro) -> None:
        """References of a macro call that is a type: to the macro, and of what the call becomes."""
        macro = macro_of(self.world, self.scopes.scope, ty)
        if macro is None:
            return
        self.refs.edge(EdgeKind.EXPANDS, (macro,), Tier.EXACT, ty.path.line)
        made = made_type(self.world, macro, ty)
        if made is None:
            self.refs.unresolved("not_expanded", "macro", macro.name, ty.path.line)
            return
        at = self.refs.standing()
        self.refs.in_macro += 1
        self.refs.shift += ty.path.line
        self.mention(made)
        self.refs.stand(at)

    def mention_bounds(self, bounds: list[Bound]) -> None:
        """References of bounds."""
        for bound in bounds:
            self.mention_path(bound.path)

    def mention_args(self, segments: list[Segment]) -> None:
        """References of generic arguments."""
        for segment in segments:
            for arg in segment.args:
                self.mention_arg(arg)
            for assoc in segment.assoc:
                self.mention_arg(assoc.ty)
                self.mention_bounds(assoc.bounds)

    def mention_arg(self, ty: Type | None) -> None:
        """References of a generic argument: what reads like a type may be a constant."""
        constant = bare_constant(self.world, self.scopes.scope, ty) if isinstance(ty, TPath) else ()
        if constant and isinstance(ty, TPath):
            self.refs.refer(constant, ty.path.line)
        else:
            self.mention(ty)

    def _mention_constants(self, names: Iterable[NameInTokens]) -> None:
        for name in names:
            path = name.path
            self.mention_args(path.segments)
            self.refs.prefixes(path, path.trait_len if path.qself is not None else len(path.segments) - 1)
            found = named_constant(self.world, self.scopes.scope, name)
            self.refs.edge(use_of(found), found, Tier.EXACT, path.line)

    def mention_path(self, path: Path) -> None:
        """References of a path in type position."""
        self.mention(path.qself)
        self.mention_args(path.segments)
        if path.qself is not None:
            self.refs.prefixes(path, path.trait_len)
            return
        length = len(path.segments)
        if length > 1:
            self.refs.prefixes(path, length - 1)
        meaning = self.refs.meaning(path, Ns.TYPE)
        if meaning.ambiguous:
            self.refs.unresolved("ambiguous", "type", path_name(path), path.line)
        elif meaning.outside:
            self.refs.edge_outside(EdgeKind.USES_TYPE, meaning.outside, path.line)
        elif meaning.rest:
            self._mention_associated(meaning, path)
        elif meaning.defs and not meaning.param and not meaning.is_self:
            self.refs.refer(meaning.defs, path.line)
        elif not meaning:
            self.refs.unresolved(meaning.reason, "type", path_name(path), path.line)

    def _mention_associated(self, meaning: Resolution, path: Path) -> None:
        ty = self.lowering.meant(meaning, path.segments, self.scopes.scope, self.inference.fresh)
        head = ty.head
        member = getattr(head, "name", "")
        trait = getattr(head, "trait", None)
        if trait is not None and member:
            self.refs.refer(self.world.member(trait, member, Ns.TYPE), path.line, Tier.INFERRED)

    def prefixes_last(self, path: Path, upto: int) -> None:
        """The reference to the type or trait before an associated item."""
        names = [segment.name for segment in path.segments[:upto]]
        if not names or names[-1] in {"Self", "self", "crate", "super"}:
            return
        meaning = self.world.resolve_names(self.scopes.scope, names, Ns.TYPE, path.root)
        if meaning.defs and not meaning.rest and not meaning.param and not meaning.is_self:
            self.refs.refer(meaning.defs, line_of(path, upto - 1))
