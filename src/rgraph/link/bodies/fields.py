"""Fields of values, found through the types that a value dereferences to."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Outside, Ty, Var
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EField, EPath

from .coercion import Coercion
from .path_values import Paths
from .references import References
from .scopes import Scopes
from .subexpressions import Subexpressions


class Fields:
    """Infers field accesses."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        paths: Paths,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.obligations = types.obligations
        self.autoderef = types.autoderef
        self.scopes = scopes
        self.refs = refs
        self.paths = paths
        self.coercion = coercion
        self.infer = infer

    def access(self, e: EField, expected: Ty | None, write: bool = False) -> Ty:
        """The type of a field that is read or written; the access is emitted."""
        base = self.infer.expression(e.base, None)
        if self.obligations:
            self.obligations.select(self.coercion.is_open(base))
        steps = self.autoderef.steps(base)
        for step in steps:
            head = step.head
            if head == "()" and e.name.isdigit():
                index = int(e.name)
                return step.args[index] if index < len(step.args) else UNKNOWN
            if isinstance(head, Def) and head.kind in {ItemKind.STRUCT, ItemKind.UNION}:
                field = self.world.field(head, e.name)
                if field is not None and self._sees(field):
                    tier = (
                        Tier.EXACT if isinstance(e.base, EPath) and head is self.scopes.own_self.head else Tier.INFERRED
                    )
                    kind = EdgeKind.WRITES if write else EdgeKind.READS
                    self.refs.edge(kind, (field,), tier, e.line)
                    return self.paths.callees.field_type(field, step)
        last = steps[-1]
        if any(isinstance(step.head, Outside) for step in steps):
            self.refs.unresolved("external", "field", e.name, e.line)
        else:
            unknown = last is UNKNOWN or last.__class__ is Var
            self.refs.unresolved("unknown_receiver" if unknown else "no_such_member", "field", e.name, e.line)
        return UNKNOWN

    def _sees(self, field: Def) -> bool:
        """Whether a field counts here: a private one of std must not hide a field of what the value dereferences to."""
        return not field.external or self.world.visible(field, self.scopes.scope.module)
