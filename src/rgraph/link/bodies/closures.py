"""Closures, whose parameters are inferred from what is expected of them."""

from __future__ import annotations

from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.built_in import FN_TRAITS
from rgraph.link.types.terms import Bounds, Param, Projection, Ty, Var, shallow
from rgraph.model.syntax import EClosure

from .coercion import Coercion
from .patterns import Patterns
from .scopes import Frame, Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes


class Closures:
    """Infers closures, as function pointers."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        written: WrittenTypes,
        patterns: Patterns,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.terms = types.terms
        self.signatures = types.signatures
        self.inference = types.inference
        self.environment = types.environment
        self.obligations = types.obligations
        self.scopes = scopes
        self.written = written
        self.patterns = patterns
        self.coercion = coercion
        self.infer = infer

    def closure(self, e: EClosure, expected: Ty | None) -> Ty:
        """The type of a closure, as a function pointer. Its parameters are inferred from what is expected."""
        shape = self.wanted_shape(expected)
        params: list[Ty] = []
        self.scopes.frames.append(Frame())
        for index, param in enumerate(e.params):
            ty = self.written.annotated(param.ty) if param.ty is not None else self.inference.fresh()
            if shape is not None and index < len(shape[0]):
                self.inference.unify(ty, shape[0][index])
            params.append(ty)
            self.patterns.bind(param.pat, ty)
        ret = self.written.annotated(e.ret) if e.ret is not None else self.inference.fresh()
        wanted = shallow(shape[1]) if shape is not None else None
        if wanted is not None and not e.is_async and e.ret is None and wanted.__class__ is not Var:
            ret = wanted
        self.scopes.returns.append(ret)
        loops, self.scopes.loops = self.scopes.loops, []
        actual = self.infer.expression(e.body, ret)
        self.coercion.coerce(actual, ret)
        self.scopes.loops = loops
        self.scopes.returns.pop()
        self.scopes.frames.pop()
        result = self.signatures.future(ret) if e.is_async else ret
        return self.terms.make("fn", (*params, result))

    def wanted_shape(self, expected: Ty | None) -> tuple[tuple[Ty, ...], Ty] | None:
        """The parameters and the result that are expected of a closure."""
        if expected is None:
            return None
        expected = shallow(expected)
        if expected.__class__ is Var:
            wish = self.coercion.wishes.get(expected)
            return self.obligations.call_shape(expected) or (self.wanted_shape(wish) if wish is not None else None)
        if expected.head in {"&", "&mut"}:
            return self.wanted_shape(expected.args[0])
        if expected.head == "fn":
            return expected.args[:-1], expected.args[-1]
        if isinstance(expected.head, Bounds | Param | Projection):
            for bound in self.environment.bounds_on(expected):
                if bound.trait.name in FN_TRAITS and bound.args:
                    output = next((value for name, value in bound.assoc if name == "Output"), self.terms.unit)
                    return shallow(bound.args[0]).args, output
        return None
