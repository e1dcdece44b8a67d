"""Calls: functions, constructors, closures, methods; arguments against parameters."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.types.methods import Pick
from rgraph.link.types.terms import UNKNOWN, VARS, Bounds, Param, Projection, Ty, Var, shallow
from rgraph.link.types.traits import FN_TRAITS
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import ECall, EClosure, EMethod, EPath, Expr, Segment

from .context import Frame, single
from .paths import Callee
from .patterns import Patterns

UNSIZED = frozenset({"str", "[]"})


class Waiting:
    """A method call or field whose receiver was not known when it was reached; tried again later."""

    __slots__ = ("args", "call", "in_macro", "receiver", "result")

    def __init__(self, call: EMethod, receiver: Ty, args: list[Ty], result: Ty, in_macro: int) -> None:
        self.call = call
        self.receiver = receiver
        self.args = args
        self.result = result
        self.in_macro = in_macro


class Calls(Patterns):
    """Infers calls."""

    waiting: list[Waiting]
    wishes: dict[Ty, Ty]  # what a variable's value will be coerced to: the `dyn` in a box

    # ---- coercion ------------------------------------------------------------------------------------

    def coerce(self, actual: Ty, expected: Ty) -> None:
        """Let a value meet the type wanted of it: equal, or by the coercions that references have."""
        actual, expected = shallow(actual), shallow(expected)
        if actual is expected or self.try_unify(actual, expected):
            return
        if expected.head in {"&", "&mut"} and actual.head in {"&", "&mut"}:
            wanted = shallow(expected.args[0])
            for step in self.steps(actual.args[0]):
                if step.head is wanted.head or step.head == wanted.head:
                    self.unify(step, wanted)
                    return
        if actual.head is expected.head or actual.head == expected.head:
            self.unify(actual, expected)

    def hint(self, ret: Ty, expected: Ty | None) -> None:
        """Let a call's expected result tell its generics before the arguments are seen, where that is safe."""
        if expected is None:
            return
        ret, expected = shallow(ret), shallow(expected)
        if not isinstance(ret.head, Def) or ret.head is not expected.head:
            return
        for own, wanted in zip(ret.args, expected.args, strict=False):
            inner, outer = shallow(own), shallow(wanted)
            if inner.__class__ is Var and isinstance(outer.head, Bounds):
                self.wishes[inner] = outer
            if outer.head in UNSIZED or isinstance(outer.head, Bounds) or outer.__class__ is Var:
                continue
            if inner.__class__ is Var and outer.head not in {"&", "&mut"}:
                self._hint_var(inner, outer)
            else:
                self.hint(inner, outer)

    def _hint_var(self, var: Ty, outer: Ty) -> None:
        if any(isinstance(shallow(arg).head, Bounds) or shallow(arg).head in UNSIZED for arg in outer.args):
            return
        self.try_unify(var, outer)

    # ---- calls ---------------------------------------------------------------------------------------

    def call(self, e: ECall, expected: Ty | None) -> Ty:
        """`f(args)`."""
        fn = e.fn
        if isinstance(fn, EPath):
            name = single(fn.path)
            local = self.local(name.name) if name is not None else None
            if local is not None:
                return self._call_value(local, e.args)
            callee = self.callee(fn.path, True)
            if callee is None:
                self.arguments(e.args, ())
                return UNKNOWN
            if callee.signature is None and not callee.inputs:
                return self._call_value(callee.ret, e.args)
            return self.apply(callee, e.args, expected)
        return self._call_value(self.expression(fn, None), e.args)

    def apply(self, callee: Callee, args: list[Expr], expected: Ty | None) -> Ty:
        """Call a function with arguments."""
        if callee.signature is not None and callee.mapping is not None:
            self.demand(callee.signature.predicates, callee.mapping)
        self.hint(callee.ret, expected)
        self.arguments(args, callee.inputs, callee.of_trait)
        if self.pending:
            self.select()
        return self.normalise(callee.ret)

    def arguments(self, args: list[Expr], inputs: tuple[Ty, ...], of_trait: bool = False) -> None:
        """Infer arguments against parameters: closures last, since the others tell what they take.

        `of_trait`: what is passed decides between impls, so an argument of unknown type leaves that open for good.
        """
        closures = []
        for index, arg in enumerate(args):
            wanted = inputs[index] if index < len(inputs) else None
            if isinstance(arg, EClosure):
                closures.append((arg, wanted))
                continue
            actual = self.expression(arg, wanted)
            if wanted is not None:
                self.coerce(actual, wanted)
                if of_trait and shallow(actual) is UNKNOWN:
                    self.forgo(wanted)
        if closures and self.pending:
            self.select()
        for arg, wanted in closures:
            actual = self.expression(arg, wanted)
            if wanted is not None:
                self.coerce(actual, wanted)
                if self.pending:
                    self.select()

    def _call_value(self, ty: Ty, args: list[Expr]) -> Ty:
        """Call a closure, function pointer or value with an `Fn` bound."""
        for step in self.steps(ty):
            if step.head == "fn":
                self.arguments(args, step.args[:-1])
                if self.pending:
                    self.select()
                return self.normalise(step.args[-1])
            if isinstance(step.head, Param | Projection | Bounds):
                for bound in self.bounds_on(step):
                    if bound.trait.name in FN_TRAITS and bound.args:
                        params = shallow(bound.args[0])
                        self.arguments(args, params.args)
                        ret = next((value for name, value in bound.assoc if name == "Output"), self.terms.unit)
                        return self.normalise(ret)
        shape = self.call_shape(ty)
        if shape is not None:
            self.arguments(args, shape[0])
            return shape[1]
        self.arguments(args, ())
        if shallow(ty).__class__ is Var:
            self.unresolved("unknown_receiver", "path", "", 0)
        return UNKNOWN

    # ---- methods -------------------------------------------------------------------------------------

    def method_call(self, e: EMethod, expected: Ty | None) -> Ty:
        """`receiver.name(args)`."""
        receiver = self.expression(e.recv, None)
        for ty in e.turbofish:
            self.mention(ty)
        if self.pending and shallow(receiver).flags & VARS:
            self.select()
        receiver = self.resolve(receiver)
        if self.is_open(receiver):
            self.select(True)
            receiver = self.resolve(receiver)
            if self.is_open(receiver):
                return self._wait(e, receiver)
        pick = self.method(receiver, e.name)
        if pick is None:
            return self._no_method(e, receiver)
        return self._call_method(e, pick, expected)

    def is_open(self, ty: Ty) -> bool:
        """Whether a type, references aside, is still a variable."""
        core, _ = self.peeled(ty, "")
        return core.__class__ is Var and not core.kind

    def _wait(self, e: EMethod, receiver: Ty) -> Ty:
        args = [self.expression(arg, None) for arg in e.args]
        result = self.fresh()
        self.waiting.append(Waiting(e, receiver, args, result, self.in_macro))
        return result

    def _no_method(self, e: EMethod, receiver: Ty) -> Ty:
        self.arguments(e.args, ())
        self.unresolved(self._why(receiver), "method", e.name, e.line)
        return UNKNOWN

    def _why(self, receiver: Ty) -> str:
        steps = self.steps(receiver)
        if self.is_outside(receiver):
            return "external"
        last = steps[-1]
        return "unknown_receiver" if last is UNKNOWN or last.__class__ is Var else "no_such_member"

    def _called(self, e: EMethod, pick: Pick) -> Callee:
        """Refer to a method that was picked, and what it takes and returns."""
        if pick.trait is not None:
            self.dispatch(pick.function, pick.trait, pick.self_ty, pick.args, e.line)
        else:
            own = isinstance(e.recv, EPath) and (name := single(e.recv.path)) is not None and name.name == "self"
            same = own and self.own_self.head is pick.self_ty.head
            self.explain(lambda: f"the receiver is {pick.self_ty!r}")
            self.edge(EdgeKind.CALLS, pick.alternatives, Tier.EXACT if same else Tier.INFERRED, e.line)
        return self.instantiated(pick.function, pick.mapping, Segment(e.name, e.turbofish))

    def _call_method(self, e: EMethod, pick: Pick, expected: Ty | None) -> Ty:
        callee = self._called(e, pick)
        callee.inputs = callee.inputs[1:]
        callee.of_trait = bool(pick.args)
        if pick.trait is not None and pick.args:
            self.demand_trait(pick)
        return self.apply(callee, e.args, expected)

    def retry(self) -> None:
        """Try the calls again whose receivers were unknown; the rest is counted as unresolved."""
        progress = True
        while progress and self.waiting:
            progress = False
            self.select(True)
            todo, self.waiting = self.waiting, []
            for each in todo:
                if self._retried(each):
                    progress = True
                else:
                    self.waiting.append(each)
        for each in self.waiting:
            self.unresolved("unknown_receiver", "method", each.call.name, each.call.line)
        self.waiting = []

    def _retried(self, each: Waiting) -> bool:
        receiver = self.resolve(each.receiver)
        if self.is_open(receiver):
            return False
        pick = self.method(receiver, each.call.name)
        if pick is None:
            self.unresolved(self._why(receiver), "method", each.call.name, each.call.line)
            return True
        outer, self.in_macro = self.in_macro, each.in_macro
        callee = self._called(each.call, pick)
        self.in_macro = outer
        if callee.signature is not None and callee.mapping is not None:
            self.demand(callee.signature.predicates, callee.mapping)
        for actual, wanted in zip(each.args, callee.inputs[1:], strict=False):
            self.coerce(actual, wanted)
        self.select()
        self.unify(each.result, self.normalise(callee.ret))
        return True

    # ---- closures ------------------------------------------------------------------------------------

    def closure(self, e: EClosure, expected: Ty | None) -> Ty:
        """A closure, as a function pointer; what is expected of it tells its parameters."""
        shape = self.wanted_shape(expected)
        params: list[Ty] = []
        self.frames.append(Frame())
        for index, param in enumerate(e.params):
            ty = self.annotated(param.ty) if param.ty is not None else self.fresh()
            if shape is not None and index < len(shape[0]):
                self.unify(ty, shape[0][index])
            params.append(ty)
            self.bind(param.pat, ty)
        ret = self.annotated(e.ret) if e.ret is not None else self.fresh()
        wanted = shallow(shape[1]) if shape is not None else None
        if wanted is not None and not e.is_async and e.ret is None and wanted.__class__ is not Var:
            ret = wanted
        self.returns.append(ret)
        loops, self.loops = self.loops, []
        actual = self.expression(e.body, ret)
        self.coerce(actual, ret)
        self.loops = loops
        self.returns.pop()
        self.frames.pop()
        result = self.signatures.future(ret) if e.is_async else ret
        return self.terms.make("fn", (*params, result))

    def wanted_shape(self, expected: Ty | None) -> tuple[tuple[Ty, ...], Ty] | None:
        """The parameters and result that a closure is wanted to have."""
        if expected is None:
            return None
        expected = shallow(expected)
        if expected.__class__ is Var:
            wish = self.wishes.get(expected)
            return self.call_shape(expected) or (self.wanted_shape(wish) if wish is not None else None)
        if expected.head in {"&", "&mut"}:
            return self.wanted_shape(expected.args[0])
        if expected.head == "fn":
            return expected.args[:-1], expected.args[-1]
        if isinstance(expected.head, Bounds | Param | Projection):
            for bound in self.bounds_on(expected):
                if bound.trait.name in FN_TRAITS and bound.args:
                    output = next((value for name, value in bound.assoc if name == "Output"), self.terms.unit)
                    return shallow(bound.args[0]).args, output
        return None
