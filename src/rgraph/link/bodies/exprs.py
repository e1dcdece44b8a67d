"""Expressions: their types, and what they refer to."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.types.signatures import Signatures
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.syntax import (
    EArray,
    EAwait,
    EBinary,
    EBlock,
    ECall,
    ECast,
    EClosure,
    EField,
    EFor,
    EIf,
    EIndex,
    EJump,
    ELetCond,
    ELit,
    ELoop,
    EMacro,
    EMatch,
    EMethod,
    EOther,
    EPath,
    ERange,
    ERef,
    EStruct,
    ETry,
    ETuple,
    EUnary,
    EWhile,
    Expr,
    SLet,
    Stmt,
)

from .context import Frame
from .values import Values

MAX_NESTING = 180
"""Expressions nested deeper are walked over without types; Python's stack is finite."""


class Expressions(Values):
    """Infers every form of expression."""

    def __init__(self, signatures: Signatures, emit: Emitter, owner: Def) -> None:
        self._handlers = {
            EPath: lambda e, expected: self.value(e.path, expected),
            ELit: self._literal,
            ECall: self.call,
            EMethod: self.method_call,
            EField: self.field_access,
            EMacro: self.macro,
            EBlock: self.block,
            EIf: self._if,
            ELetCond: self._let_condition,
            EMatch: self._match,
            ELoop: self._loop,
            EWhile: self._while,
            EFor: self._for,
            EClosure: self.closure,
            EStruct: self._struct,
            ETuple: self._tuple,
            EArray: self._array,
            ERef: self._ref,
            EUnary: self.unary,
            EBinary: self.binary,
            ECast: self._cast,
            EIndex: self.index,
            ETry: self._try,
            EAwait: self._await,
            ERange: self._range,
            EJump: self._jump,
            EOther: self._other,
        }
        self._depth = 0
        super().__init__(signatures, emit, owner)
        self._iterables = (self.world.std("std::iter::IntoIterator"), self.world.std("std::future::Future"))
        self._try_trait = self.world.std("std::ops::Try")
        self._option = self.world.std("std::option::Option")
        self._result = self.world.std("std::result::Result")

    def expression(self, e: Expr, expected: Ty | None) -> Ty:
        """The type of an expression; `expected` is a hint."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            self._depth -= 1
            self.unresolved("too_deep", "path", "", 0)
            return UNKNOWN
        ty = self._handlers[e.__class__](e, expected)
        self._depth -= 1
        return ty

    # ---- blocks --------------------------------------------------------------------------------------

    def block(self, e: EBlock, expected: Ty | None) -> Ty:
        """`{ ... }` of every kind."""
        if e.kind == "async":
            ret = self.fresh()
            self.returns.append(ret)
            self.coerce(self._statements(e, None), ret)
            self.returns.pop()
            return self.signatures.future(ret)
        if e.kind == "labeled":
            self.loops.append(self.fresh())
            self.coerce(self._statements(e, expected), self.loops[-1])
            return self.loops.pop()
        return self._statements(e, expected)

    def _statements(self, e: EBlock, expected: Ty | None) -> Ty:
        outer = self.open_block(e)
        last = self.terms.unit
        diverges = False
        for stmt in e.stmts:
            last = self.statement(stmt, expected)
            diverges = diverges or last is self.terms.never
        self.close_block(outer)
        return self.terms.never if diverges and last is self.terms.unit else last

    def statement(self, stmt: Stmt, expected: Ty | None) -> Ty:
        if isinstance(stmt, SLet):
            return self._let(stmt)
        ty = self.expression(stmt.expr, None if stmt.semi else expected)
        if not stmt.semi:
            return ty
        return ty if shallow(ty) is self.terms.never else self.terms.unit

    def _let(self, stmt: SLet) -> Ty:
        declared = self.annotated(stmt.ty) if stmt.ty is not None else None
        ty = declared if declared is not None else self.fresh()
        result = self.terms.unit
        if stmt.init is not None:
            actual = self.expression(stmt.init, declared)
            if declared is not None:
                self.coerce(actual, declared)
                if declared is UNKNOWN:
                    ty = actual
            else:
                ty = actual
            if shallow(actual) is self.terms.never:
                result = self.terms.never
        if stmt.orelse is not None:
            self.expression(stmt.orelse, None)
        self.bind(stmt.pat, ty)
        return result

    # ---- control flow --------------------------------------------------------------------------------

    def _if(self, e: EIf, expected: Ty | None) -> Ty:
        self.frames.append(Frame())
        self.expression(e.cond, self.terms.bool)
        then = self.expression(e.then, expected)
        self.frames.pop()
        if e.orelse is None:
            return self.terms.unit
        return self._joined([then, self.expression(e.orelse, expected)])

    def _let_condition(self, e: ELetCond, expected: Ty | None) -> Ty:
        self.bind(e.pat, self.expression(e.expr, None))
        return self.terms.bool

    def _match(self, e: EMatch, expected: Ty | None) -> Ty:
        subject = self.expression(e.expr, None)
        if self.pending:
            self.select()
        found = []
        for arm in e.arms:
            self.frames.append(Frame())
            self.bind(arm.pat, subject)
            if arm.guard is not None:
                self.expression(arm.guard, self.terms.bool)
            found.append(self.expression(arm.body, expected))
            self.frames.pop()
        return self._joined(found) if found else self.terms.never

    def _loop(self, e: ELoop, expected: Ty | None) -> Ty:
        self.loops.append(self.fresh())
        self.expression(e.body, None)
        ty = self.loops.pop()
        return ty if shallow(ty).__class__ is not Var else self.terms.unit

    def _while(self, e: EWhile, expected: Ty | None) -> Ty:
        self.frames.append(Frame())
        self.expression(e.cond, self.terms.bool)
        self.loops.append(self.terms.unit)
        self.expression(e.body, None)
        self.loops.pop()
        self.frames.pop()
        return self.terms.unit

    def _for(self, e: EFor, expected: Ty | None) -> Ty:
        iterated = self.expression(e.iter, None)
        if self.pending:
            self.select()
        self.frames.append(Frame())
        self.bind(e.pat, self.item_of(iterated, e.line))
        self.loops.append(self.terms.unit)
        self.expression(e.body, None)
        self.loops.pop()
        self.frames.pop()
        return self.terms.unit

    def item_of(self, iterated: Ty, line: int) -> Ty:
        """What a `for` loop binds; the implicit calls of the workspace's iterators are noted."""
        into = self._iterables[0]
        if into is None:
            return UNKNOWN
        iterated = shallow(iterated)
        if iterated.__class__ is Var:
            return self.later(into, "Item", (iterated,))
        self.implicit(into, "into_iter", iterated, (), line)
        found = self.project(into, "Item", iterated, ())
        return found if found is not None else UNKNOWN

    def _jump(self, e: EJump, expected: Ty | None) -> Ty:
        wanted: Ty | None = None
        if e.kind == "return" and self.returns:
            wanted = self.returns[-1]
        elif e.kind == "break" and self.loops:
            wanted = self.loops[-1]
        if e.expr is not None:
            actual = self.expression(e.expr, wanted)
            if wanted is not None:
                self.coerce(actual, wanted)
        return self.terms.never

    def _try(self, e: ETry, expected: Ty | None) -> Ty:
        ty = self.expression(e.expr, None)
        if self.pending:
            self.select()
        ty = shallow(ty)
        if ty.head is self._option or ty.head is self._result:
            return ty.args[0]
        if ty.__class__ is Var and self._try_trait is not None:
            return self.later(self._try_trait, "Output", (ty,))
        if self._try_trait is None:
            return UNKNOWN
        found = self.project(self._try_trait, "Output", ty, ())
        return found if found is not None else UNKNOWN

    def _await(self, e: EAwait, expected: Ty | None) -> Ty:
        ty = self.expression(e.expr, None)
        if self.pending:
            self.select()
        future = self._iterables[1]
        ty = shallow(ty)
        if future is None:
            return UNKNOWN
        if ty.__class__ is Var:
            return self.later(future, "Output", (ty,))
        found = self.project(future, "Output", ty, ())
        if found is None:
            into = self.world.std("std::future::IntoFuture")
            if into is not None:
                self.implicit(into, "into_future", ty, (), e.line)
                found = self.project(into, "Output", ty, ())
        return found if found is not None else UNKNOWN

    def _other(self, e: EOther, expected: Ty | None) -> Ty:
        for part in e.parts:
            self.expression(part, None)
        return UNKNOWN
