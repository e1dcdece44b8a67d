"""Control flow: conditions, loops, jumps, `?` and `.await`."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.syntax import Arm, EAwait, EFor, EIf, EJump, ELetCond, ELoop, EMatch, ETry, EWhile

from .coercion import Coercion
from .implied import Implied
from .patterns import Patterns
from .references import References
from .scopes import Frame, Scopes
from .subexpressions import Subexpressions


class Control:
    """Infers control flow."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        implied: Implied,
        patterns: Patterns,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.inference = types.inference
        self.obligations = types.obligations
        self.scopes = scopes
        self.refs = refs
        self.implied = implied
        self.patterns = patterns
        self.coercion = coercion
        self.infer = infer
        self._iterables = (self.world.std("std::iter::IntoIterator"), self.world.std("std::future::Future"))
        self._try_trait = self.world.std("std::ops::Try")
        self._option = self.world.std("std::option::Option")
        self._result = self.world.std("std::result::Result")

    def if_(self, e: EIf, expected: Ty | None) -> Ty:
        """`if`."""
        self.scopes.frames.append(Frame())
        self.infer.expression(e.cond, self.terms.bool)
        then = self.infer.expression(e.then, expected)
        self.scopes.frames.pop()
        if e.orelse is None:
            return self.terms.unit
        return self.coercion.joined([then, self.infer.expression(e.orelse, expected)])

    def let_condition(self, e: ELetCond, expected: Ty | None) -> Ty:
        """`let PAT = e` in a condition."""
        self.patterns.bind(e.pat, self.infer.expression(e.expr, None))
        return self.terms.bool

    def match(self, e: EMatch, expected: Ty | None) -> Ty:
        """`match`."""
        subject = self.infer.expression(e.expr, None)
        if self.obligations:
            self.obligations.select()
        found = []
        for arm in e.arms:
            with self.refs.under(arm.cfg) as is_present:
                ty = self._arm(arm, subject, expected)
            if is_present:
                found.append(ty)
        return self.coercion.joined(found) if found else self.terms.never

    def _arm(self, arm: Arm, subject: Ty, expected: Ty | None) -> Ty:
        self.scopes.frames.append(Frame())
        self.patterns.bind(arm.pat, subject)
        if arm.guard is not None:
            self.infer.expression(arm.guard, self.terms.bool)
        ty = self.infer.expression(arm.body, expected)
        self.scopes.frames.pop()
        return ty

    def loop(self, e: ELoop, expected: Ty | None) -> Ty:
        """`loop`."""
        self.scopes.loops.append(self.inference.fresh())
        self.infer.expression(e.body, None)
        ty = self.scopes.loops.pop()
        return ty if shallow(ty).__class__ is not Var else self.terms.unit

    def while_(self, e: EWhile, expected: Ty | None) -> Ty:
        """`while`."""
        self.scopes.frames.append(Frame())
        self.infer.expression(e.cond, self.terms.bool)
        self.scopes.loops.append(self.terms.unit)
        self.infer.expression(e.body, None)
        self.scopes.loops.pop()
        self.scopes.frames.pop()
        return self.terms.unit

    def for_(self, e: EFor, expected: Ty | None) -> Ty:
        """`for`."""
        iterated = self.infer.expression(e.iter, None)
        if self.obligations:
            self.obligations.select()
        self.scopes.frames.append(Frame())
        self.patterns.bind(e.pat, self.item_of(iterated, e.line))
        self.scopes.loops.append(self.terms.unit)
        self.infer.expression(e.body, None)
        self.scopes.loops.pop()
        self.scopes.frames.pop()
        return self.terms.unit

    def item_of(self, iterated: Ty, line: int) -> Ty:
        """The type of what a `for` loop binds in each round."""
        into = self._iterables[0]
        if into is None:
            return UNKNOWN
        iterated = shallow(iterated)
        if iterated.__class__ is Var:
            self.implied.iterated(iterated, line)
            return self.obligations.later(into, "Item", (iterated,))
        found = self.obligations.project(into, "Item", iterated, ())
        if found is None:
            return UNKNOWN
        self.implied.iterated(iterated, line)
        return found

    def jump(self, e: EJump, expected: Ty | None) -> Ty:
        """`return`, `break`, `continue`."""
        wanted: Ty | None = None
        if e.kind == "return" and self.scopes.returns:
            wanted = self.scopes.returns[-1]
        elif e.kind == "break" and self.scopes.loops:
            wanted = self.scopes.loops[-1]
        if e.expr is not None:
            actual = self.infer.expression(e.expr, wanted)
            if wanted is not None:
                self.coercion.coerce(actual, wanted)
        return self.terms.never

    def try_(self, e: ETry, expected: Ty | None) -> Ty:
        """`e?`."""
        ty = self.infer.expression(e.expr, None)
        if self.obligations:
            self.obligations.select()
        if self.scopes.returns:
            self.implied.tried(ty, self.scopes.returns[-1], e.line)
        ty = shallow(ty)
        if ty.head is self._option or ty.head is self._result:
            return ty.args[0]
        if ty.__class__ is Var and self._try_trait is not None:
            return self.obligations.later(self._try_trait, "Output", (ty,))
        if self._try_trait is None:
            return UNKNOWN
        found = self.obligations.project(self._try_trait, "Output", ty, ())
        return found if found is not None else UNKNOWN

    def await_(self, e: EAwait, expected: Ty | None) -> Ty:
        """`e.await`."""
        ty = self.infer.expression(e.expr, None)
        if self.obligations:
            self.obligations.select()
        future = self._iterables[1]
        if future is None:
            return UNKNOWN
        ty = shallow(ty)
        if ty.__class__ is Var:
            self.implied.awaited(ty, e.line)
            return self.obligations.later(future, "Output", (ty,))
        found = self.obligations.project(future, "Output", ty, ())
        if found is None:
            into = self.world.std("std::future::IntoFuture")
            if into is not None:
                found = self.obligations.project(into, "Output", ty, ())
        if found is None:
            return UNKNOWN
        self.implied.awaited(ty, e.line)
        return found
