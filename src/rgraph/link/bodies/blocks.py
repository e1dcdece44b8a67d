"""Blocks and statements."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty, shallow
from rgraph.model.syntax import EBlock, EMacro, SExpr, SLet, Stmt

from .coercion import Coercion
from .patterns import Patterns
from .references import References
from .scopes import Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes


class Blocks:
    """Infers blocks."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        written: WrittenTypes,
        patterns: Patterns,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.terms = types.terms
        self.signatures = types.signatures
        self.inference = types.inference
        self.scopes = scopes
        self.refs = refs
        self.written = written
        self.patterns = patterns
        self.coercion = coercion
        self.infer = infer

    def block(self, e: EBlock, expected: Ty | None) -> Ty:
        """`{ ... }` of every kind."""
        if e.kind == "async":
            ret = self.inference.fresh()
            self.scopes.returns.append(ret)
            self.coercion.coerce(self._statements(e, None), ret)
            self.scopes.returns.pop()
            return self.signatures.future(ret)
        if e.kind == "try":
            return self._try(e)
        if e.kind == "labeled":
            self.scopes.loops.append(self.inference.fresh())
            self.coercion.coerce(self._statements(e, expected), self.scopes.loops[-1])
            return self.scopes.loops.pop()
        return self._statements(e, expected)

    def _try(self, e: EBlock) -> Ty:
        """`try { ... }`, which `?` leaves. Its type is not known: `Result` or `Option` of its value."""
        self.scopes.returns.append(self.inference.fresh())
        self._statements(e, None)
        self.scopes.returns.pop()
        return UNKNOWN

    def _statements(self, e: EBlock, expected: Ty | None) -> Ty:
        outer = self.scopes.open_block(e)
        last = self.terms.unit
        diverges = False
        absent: list[Stmt] = []
        as_items = self._made_as_items(e)
        for stmt in e.stmts:
            if as_items and _call_of(stmt) in as_items:
                continue
            if stmt.cfg and not self._is_present(stmt):
                absent.append(stmt)
                continue
            last = self._present(stmt, expected)
            diverges = diverges or last is self.terms.never
        for stmt in absent:  # last, so that they tell no type
            self._absent(stmt)
        self.scopes.close_block(outer)
        return self.terms.never if diverges and last is self.terms.unit else last

    def _made_as_items(self, e: EBlock) -> set[tuple[str, str]]:
        """The macro calls of a block that make items, by name and argument. What they make is in the file's table, so
        they are not walked as statements.
        """
        if not e.items or self.scopes.expansions:
            return set()
        table = self.scopes.owner.place.table
        calls = (table.items[ord_] for ord_ in e.items if ord_ in table.made.expanded)
        return {(call.name, call.tokens) for call in calls}

    def statement(self, stmt: Stmt, expected: Ty | None) -> Ty:
        """The type of a statement; for a last expression without `;`, that of the expression."""
        if stmt.cfg and not self._is_present(stmt):
            self._absent(stmt)
            return self.terms.unit
        return self._present(stmt, expected)

    def _is_present(self, stmt: Stmt) -> bool:
        with self.refs.under(stmt.cfg) as is_present:
            return is_present

    def _absent(self, stmt: Stmt) -> None:
        """Infer a statement that the linked configuration does not compile, for the sake of its references. What it
        binds is visible to other such statements only.
        """
        self.scopes.frames.append(self.scopes.absent)
        with self.refs.under(stmt.cfg):
            self._present(stmt, None)
        self.scopes.frames.pop()

    def _present(self, stmt: Stmt, expected: Ty | None) -> Ty:
        if isinstance(stmt, SLet):
            return self._let(stmt)
        wanted = None if stmt.semi else expected
        if isinstance(stmt.expr, EMacro):
            ty = self.infer.called(stmt.expr, wanted)
        else:
            ty = self.infer.expression(stmt.expr, wanted)
        if not stmt.semi:
            return ty
        return ty if shallow(ty) is self.terms.never else self.terms.unit

    def _let(self, stmt: SLet) -> Ty:
        declared = self.written.annotated(stmt.ty) if stmt.ty is not None else None
        ty = declared if declared is not None else self.inference.fresh()
        result = self.terms.unit
        if stmt.init is not None:
            actual = self.infer.expression(stmt.init, declared)
            if declared is not None:
                self.coercion.coerce(actual, declared)
                if declared is UNKNOWN:
                    ty = actual
            else:
                ty = actual
            if shallow(actual) is self.terms.never:
                result = self.terms.never
        if stmt.orelse is not None:
            self.infer.expression(stmt.orelse, None)
        self.patterns.bind(stmt.pat, ty)
        return result


def _call_of(stmt: Stmt) -> tuple[str, str] | None:
    """The name and the argument of a macro call that is a statement."""
    call = stmt.expr if isinstance(stmt, SExpr) else None
    return (call.path.segments[-1].name, call.tokens) if isinstance(call, EMacro) and call.path.segments else None
