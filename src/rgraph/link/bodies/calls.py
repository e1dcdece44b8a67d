"""Calls of functions, constructors and closures: their arguments are checked against parameters."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.built_in import FN_TRAITS
from rgraph.link.types.terms import UNKNOWN, Bounds, Param, Projection, Ty, Var, shallow
from rgraph.model.syntax import ECall, ECfg, EClosure, EPath, Expr

from .callees import Callee
from .coercion import Coercion
from .path_values import Paths
from .references import References, single
from .scopes import Scopes
from .subexpressions import Subexpressions


class Calls:
    """Infers calls."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        paths: Paths,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.terms = types.terms
        self.inference = types.inference
        self.environment = types.environment
        self.obligations = types.obligations
        self.autoderef = types.autoderef
        self.scopes = scopes
        self.refs = refs
        self.paths = paths
        self.coercion = coercion
        self.infer = infer

    def call(self, e: ECall, expected: Ty | None) -> Ty:
        """`f(args)`."""
        fn = e.fn
        if isinstance(fn, EPath):
            name = single(fn.path)
            local = self.scopes.local(name.name) if name is not None else None
            if local is not None and name is not None:
                self.refs.declared(name.name, fn.path.line, True)
                return self._call_value(local, e.args)
            callee = self.paths.callee(fn.path, True)
            if callee is None:
                self.arguments(e.args, ())
                return UNKNOWN
            if callee.signature is None and not callee.inputs:
                return self._call_value(callee.ret, e.args)
            return self.apply(callee, e.args, expected)
        return self._call_value(self.infer.expression(fn, None), e.args)

    def apply(self, callee: Callee, args: list[Expr], expected: Ty | None) -> Ty:
        """Call a function with arguments."""
        if callee.signature is not None and callee.mapping is not None:
            self.obligations.demand(callee.signature.predicates, callee.mapping)
        self.coercion.hint(callee.ret, expected)
        self.arguments(args, callee.inputs, callee.of_trait)
        if self.obligations:
            self.obligations.select()
        return self.obligations.normalise(callee.ret)

    def arguments(self, args: list[Expr], inputs: tuple[Ty, ...], of_trait: bool = False) -> None:
        """Infer arguments, given the types of the parameters.

        Closures come last, as in rustc: the other arguments tell what the closures take. `of_trait`: the arguments
        decide between impls, so that an argument of unknown type leaves the choice open for good.
        """
        closures = []
        for index, arg in enumerate(self.present(args)):
            wanted = inputs[index] if index < len(inputs) else None
            if isinstance(arg, EClosure):
                closures.append((arg, wanted))
                continue
            actual = self.infer.expression(arg, wanted)
            if wanted is not None:
                self.coercion.coerce(actual, wanted)
                if of_trait and shallow(actual) is UNKNOWN:
                    self.inference.forgo(wanted)
        if closures and self.obligations:
            self.obligations.select()
        for arg, wanted in closures:
            actual = self.infer.expression(arg, wanted)
            if wanted is not None:
                self.coercion.coerce(actual, wanted)
                if self.obligations:
                    self.obligations.select()

    def present(self, several: list[Expr]) -> list[Expr]:
        """The arguments or elements that are compiled. The others are inferred only for their references."""
        if not any(each.__class__ is ECfg for each in several):
            return several
        found: list[Expr] = []
        for each in several:
            if not isinstance(each, ECfg):
                found.append(each)
                continue
            with self.refs.under(each.cfg) as is_present:
                if not is_present:
                    self.infer.expression(each.expr, None)
            if is_present:
                found.append(each.expr)
        return found

    def alone(self, e: ECfg, expected: Ty | None) -> Ty:
        """An argument under a cfg that is inferred on its own, as in a macro call."""
        with self.refs.under(e.cfg):
            return self.infer.expression(e.expr, expected)

    def _call_value(self, ty: Ty, args: list[Expr]) -> Ty:
        """Call a closure, a function pointer, or a value with an `Fn` bound."""
        for step in self.autoderef.steps(ty):
            if step.head == "fn":
                self.arguments(args, step.args[:-1])
                if self.obligations:
                    self.obligations.select()
                return self.obligations.normalise(step.args[-1])
            if isinstance(step.head, Param | Projection | Bounds):
                for bound in self.environment.bounds_on(step):
                    if bound.trait.name in FN_TRAITS and bound.args:
                        params = shallow(bound.args[0])
                        self.arguments(args, params.args)
                        ret = next((value for name, value in bound.assoc if name == "Output"), self.terms.unit)
                        return self.obligations.normalise(ret)
        shape = self.obligations.call_shape(ty)
        if shape is not None:
            self.arguments(args, shape[0])
            return shape[1]
        self.arguments(args, ())
        if shallow(ty).__class__ is Var:
            self.refs.unresolved("unknown_receiver", "call", "", 0)
        return UNKNOWN
