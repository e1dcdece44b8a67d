"""Operators, indexing and assignments; overloaded ones are calls."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import FLOATS, INTEGERS, UNKNOWN, Bounds, Param, Projection, Ty, Var, peeled, shallow
from rgraph.model.syntax import EBinary, EField, EIndex, EPath, EUnary

from .coercion import Coercion
from .dispatches import Dispatches
from .fields import Fields
from .subexpressions import Subexpressions

ARITHMETIC = {
    "+": ("Add", "add"),
    "-": ("Sub", "sub"),
    "*": ("Mul", "mul"),
    "/": ("Div", "div"),
    "%": ("Rem", "rem"),
    "&": ("BitAnd", "bitand"),
    "|": ("BitOr", "bitor"),
    "^": ("BitXor", "bitxor"),
    "<<": ("Shl", "shl"),
    ">>": ("Shr", "shr"),
}
COMPARISON = {
    "==": ("PartialEq", "eq"),
    "!=": ("PartialEq", "ne"),
    "<": ("PartialOrd", "lt"),
    "<=": ("PartialOrd", "le"),
    ">": ("PartialOrd", "gt"),
    ">=": ("PartialOrd", "ge"),
}
NUMBERS = INTEGERS | FLOATS


class Operators:
    """Infers operators."""

    def __init__(
        self,
        types: BodyTypes,
        dispatches: Dispatches,
        coercion: Coercion,
        fields: Fields,
        infer: Subexpressions,
    ) -> None:
        self.world = types.world
        self.terms = types.terms
        self.lookups = types.lookups
        self.inference = types.inference
        self.obligations = types.obligations
        self.autoderef = types.autoderef
        self.dispatches = dispatches
        self.coercion = coercion
        self.fields = fields
        self.infer = infer

    def unary(self, e: EUnary, expected: Ty | None) -> Ty:
        """`*x`, `-x`, `!x`."""
        if e.op == "*":
            return self._dereferenced(self.infer.expression(e.expr, None), e.line)
        ty = self.infer.expression(e.expr, expected if e.op == "-" else None)
        ty = shallow(ty)
        if ty.head in NUMBERS or ty.head == "bool" or ty.__class__ is Var:
            return ty
        name, member = ("Neg", "neg") if e.op == "-" else ("Not", "not")
        trait = self.world.std(f"std::ops::{name}")
        if trait is None or ty is UNKNOWN:
            return UNKNOWN
        self.dispatches.implicit(trait, member, ty, (), e.line)
        found = self.obligations.project(trait, "Output", ty, ())
        return found if found is not None else ty

    def _dereferenced(self, ty: Ty, line: int) -> Ty:
        ty = shallow(ty)
        if ty.head in {"&", "&mut", "*", "*mut"}:
            return ty.args[0]
        if self.autoderef.trait is not None:
            self.dispatches.implicit(self.autoderef.trait, "deref", ty, (), line)
        found = self.autoderef.deref(ty)
        return found if found is not None else UNKNOWN

    def binary(self, e: EBinary, expected: Ty | None) -> Ty:
        """`a op b`, assignments among them."""
        op = e.op
        if op in {"&&", "||"}:
            self.infer.expression(e.left, self.terms.bool)
            self.infer.expression(e.right, self.terms.bool)
            return self.terms.bool
        if op == "=":
            return self._assign(e)
        left = self._written(e) if op.endswith("=") and op not in COMPARISON else self.infer.expression(e.left, None)
        if op in COMPARISON:
            return self._compare(e, left)
        assigns = op.endswith("=")
        base = op[:-1] if assigns else op
        names = ARITHMETIC.get(base)
        if names is None:
            self.infer.expression(e.right, None)
            return UNKNOWN
        name, member = names
        if assigns:
            name, member = f"{name}Assign", f"{member}_assign"
        ty = self._arithmetic(left, e, name, member, base in {"<<", ">>"}, assigns)
        return self.terms.unit if assigns else ty

    def _assign(self, e: EBinary) -> Ty:
        left = self._written(e)
        actual = self.infer.expression(e.right, left)
        self.coercion.coerce(actual, left)
        return self.terms.unit

    def _written(self, e: EBinary) -> Ty:
        """The place that an assignment writes."""
        if isinstance(e.left, EField):
            return self.fields.access(e.left, None, True)
        if isinstance(e.left, EPath) and e.left.path.segments and e.left.path.segments[-1].name == "_":
            return self.inference.fresh()
        return self.infer.expression(e.left, None)

    def _compare(self, e: EBinary, left: Ty) -> Ty:
        left = shallow(left)
        right = self.infer.expression(e.right, left if left.head in NUMBERS else None)
        if left.__class__ is Var or shallow(right).__class__ is Var:
            self.inference.try_unify(left, right)
        name, member = COMPARISON[e.op]
        trait = self.world.std(f"std::cmp::{name}")
        if trait is not None:
            self.dispatches.implicit(trait, member, shallow(left), (right,), e.line)
        return self.terms.bool

    def _arithmetic(self, left: Ty, e: EBinary, name: str, member: str, shift: bool, assigns: bool) -> Ty:
        left = shallow(left)
        plain, _ = peeled(left, "")
        number = plain.head in NUMBERS or plain.head == "bool"
        right = shallow(self.infer.expression(e.right, plain if number and not shift else None))
        if number or (plain.__class__ is Var and plain.kind):
            other, _ = peeled(right, "")
            if shift or other.__class__ is Var or other.head in NUMBERS or other is UNKNOWN:
                if not shift and (other.__class__ is Var or plain.__class__ is Var):
                    self.inference.try_unify(plain, other)
                return plain
        trait = self.world.std(f"std::ops::{name}")
        if trait is None or left is UNKNOWN:
            return UNKNOWN
        if left.__class__ is Var:
            self.obligations.select()
            left = shallow(left)
            if left.__class__ is Var:
                return self.inference.fresh() if assigns else self.obligations.later(trait, "Output", (left, right))
        self.dispatches.implicit(trait, member, left, (right,), e.line)
        if assigns:
            return self.terms.unit
        found = self.obligations.project(trait, "Output", left, (right,))
        return found if found is not None else UNKNOWN

    def index(self, e: EIndex, expected: Ty | None) -> Ty:
        """`base[index]`."""
        base = self.infer.expression(e.base, None)
        if self.obligations:
            self.obligations.select()
        index = shallow(self.infer.expression(e.index, None))
        trait = self.world.std("std::ops::Index")
        for step in self.autoderef.steps(base):
            if step.head in {"[]", "[;]"}:
                if isinstance(index.head, Def):
                    self._usize_ends(index)
                    return self.terms.make("[]", step.args)
                return step.args[0]
            if step.head == "str":
                return step
            if trait is not None and isinstance(step.head, Def) and self.lookups.trait_impls(step.head, trait):
                if step.head.external and step.head.name == "Vec":
                    continue
                if step.head.external:
                    self._usize_ends(index)
                self.dispatches.implicit(trait, "index", step, (index,), e.line)
                found = self.obligations.project(trait, "Output", step, (index,))
                return found if found is not None else UNKNOWN
            if trait is not None and isinstance(step.head, Param | Projection | Bounds):
                found = self.obligations.project(trait, "Output", step, (index,))
                if found is not None:
                    return found
        return UNKNOWN

    def _usize_ends(self, index: Ty) -> None:
        """Literals that index, or end a range that does, are `usize`; those behind a reference are keys of a map."""
        if index.head == "&":
            return
        for each in map(shallow, (index, *index.args)):
            if each.__class__ is Var and each.kind == "int":
                self.inference.unify(each, self.terms.usize)
