"""Method calls, and those whose receivers are known only later."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.picks import Pick
from rgraph.link.types.terms import UNKNOWN, VARS, Ty, Var, shallow
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EMethod, EPath, Segment

from .callees import Callee
from .calls import Calls
from .coercion import Coercion
from .dispatches import Dispatches
from .implied import Implied
from .path_values import Paths
from .references import References, Standing, single
from .scopes import Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes


class Waiting:
    """A method call or field whose receiver was not known when it was reached; tried again later."""

    __slots__ = ("args", "call", "receiver", "result", "standing")

    def __init__(self, call: EMethod, receiver: Ty, args: list[Ty], result: Ty, standing: Standing) -> None:
        self.call = call
        self.receiver = receiver
        self.args = args
        self.result = result
        self.standing = standing


class MethodCalls:
    """Infers method calls."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        dispatches: Dispatches,
        implied: Implied,
        written: WrittenTypes,
        paths: Paths,
        coercion: Coercion,
        calls: Calls,
        infer: Subexpressions,
    ) -> None:
        self.inference = types.inference
        self.obligations = types.obligations
        self.autoderef = types.autoderef
        self.methods = types.methods
        self.search = types.search
        self.fuel = types.fuel
        self.scopes = scopes
        self.refs = refs
        self.dispatches = dispatches
        self.implied = implied
        self.written = written
        self.paths = paths
        self.coercion = coercion
        self.calls = calls
        self.infer = infer
        self.waiting: list[Waiting] = []

    def method_call(self, e: EMethod, expected: Ty | None) -> Ty:
        """`receiver.name(args)`."""
        receiver = self.infer.expression(e.recv, None)
        for ty in e.turbofish:
            self.written.mention_arg(ty)
        if self.obligations and shallow(receiver).flags & VARS:
            self.obligations.select()
        receiver = self.inference.resolve(receiver)
        if self.coercion.is_open(receiver):
            self.obligations.select(True)
            receiver = self.inference.resolve(receiver)
            if self.coercion.is_open(receiver):
                return self._wait(e, receiver)
        pick = self.methods.method(receiver, e.name)
        if pick is None:
            return self._no_method(e, receiver, self.search.was_cut)
        if pick.is_likely:
            self.refs.called("method", pick.function, Tier.CANDIDATE)
            self.paths.likely(pick, EdgeKind.CALLS, e.line)
            self.calls.arguments(e.args, ())
            return UNKNOWN
        return self._call_method(e, pick, expected)

    def _wait(self, e: EMethod, receiver: Ty) -> Ty:
        args = [self.infer.expression(arg, None) for arg in self.calls.present(e.args)]
        result = self.inference.fresh()
        self.waiting.append(Waiting(e, receiver, args, result, self.refs.standing()))
        return result

    def _no_method(self, e: EMethod, receiver: Ty, was_cut: bool) -> Ty:
        self.calls.arguments(e.args, ())
        known = None if was_cut else self.paths.outside.method(receiver, e.name)
        if known is not None:
            self.paths.outside.refer(known, "method", e.line)
            return known.returns
        self.refs.unresolved(self._why(receiver, was_cut), "method", e.name, e.line)
        return UNKNOWN

    def _why(self, receiver: Ty, was_cut: bool) -> str:
        if was_cut:
            return "limit"
        steps = self.autoderef.steps(receiver)
        if self.autoderef.is_outside(receiver):
            return "external"
        last = steps[-1]
        return "unknown_receiver" if last is UNKNOWN or last.__class__ is Var else "no_such_member"

    def _called(self, e: EMethod, pick: Pick) -> Callee:
        """Refer to a method that was picked, and what it takes and returns."""
        self.refs.called("method", pick.function)
        if pick.trait is not None:
            self.dispatches.add(pick.function, pick.trait, pick.self_ty, pick.args, e.line)
        else:
            own = isinstance(e.recv, EPath) and (name := single(e.recv.path)) is not None and name.name == "self"
            same = own and self.scopes.own_self.head is pick.self_ty.head
            self.refs.explain(lambda: f"the receiver is {pick.self_ty!r}")
            self.refs.edge(EdgeKind.CALLS, pick.alternatives, Tier.EXACT if same else Tier.INFERRED, e.line)
        callee = self.paths.callees.instantiated(pick.function, pick.mapping, Segment(e.name, e.turbofish))
        self.implied.used(pick, callee.signature, callee.mapping, e.line)
        return callee

    def _call_method(self, e: EMethod, pick: Pick, expected: Ty | None) -> Ty:
        callee = self._called(e, pick)
        callee.inputs = callee.inputs[1:]
        callee.of_trait = bool(pick.args)
        if pick.trait is not None and pick.args:
            self.paths.demand_trait(pick)
        return self.calls.apply(callee, e.args, expected)

    def retry(self) -> None:
        """Try the calls again whose receivers were unknown; the rest is counted as unresolved."""
        here = self.refs.standing()
        progress = True
        while progress and self.waiting and self.fuel.left > 0:
            progress = False
            self.obligations.select(True)
            todo, self.waiting = self.waiting, []
            for each in todo:
                self.fuel.left -= 1
                self.refs.stand(each.standing)
                if self._retried(each):
                    progress = True
                else:
                    self.waiting.append(each)
        for each in self.waiting:
            self.refs.stand(each.standing)
            self.refs.unresolved("unknown_receiver", "method", each.call.name, each.call.line)
        self.waiting = []
        self.refs.stand(here)

    def _retried(self, each: Waiting) -> bool:
        receiver = self.inference.resolve(each.receiver)
        if self.coercion.is_open(receiver):
            return False
        pick = self.methods.method(receiver, each.call.name)
        if pick is None:
            why = self._why(receiver, self.search.was_cut)
            self.refs.unresolved(why, "method", each.call.name, each.call.line)
            return True
        if pick.is_likely:
            self.refs.called("method", pick.function, Tier.CANDIDATE)
            self.paths.likely(pick, EdgeKind.CALLS, each.call.line)
            return True
        callee = self._called(each.call, pick)
        if callee.signature is not None and callee.mapping is not None:
            self.obligations.demand(callee.signature.predicates, callee.mapping)
        for actual, wanted in zip(each.args, callee.inputs[1:], strict=False):
            self.coercion.coerce(actual, wanted)
        self.obligations.select()
        self.inference.unify(each.result, self.obligations.normalise(callee.ret))
        return True
