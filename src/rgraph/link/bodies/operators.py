"""Operators, indexing and assignments; overloaded ones are calls."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.types.terms import FLOATS, INTEGERS, UNKNOWN, Ty, Var, shallow
from rgraph.model.syntax import EBinary, EField, EIndex, EPath, EUnary, Path, Segment

from .macros import Macros

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


class Operators(Macros):
    """Infers operators."""

    def implicit(self, trait: Def, member: str, ty: Ty, args: tuple[Ty, ...], line: int) -> None:
        """Note a call that the code makes without naming it, where an impl of the workspace can be meant."""
        head = shallow(ty).head
        if isinstance(head, Def) and not head.external and self.trait_impls(head, trait):
            for function in self.world.member(trait, member, Ns.VALUE):
                self.dispatch(function, trait, ty, args, line)

    def unary(self, e: EUnary, expected: Ty | None) -> Ty:
        """`*x`, `-x`, `!x`."""
        if e.op == "*":
            return self._dereferenced(self.expression(e.expr, None), e.line)
        ty = self.expression(e.expr, expected if e.op == "-" else None)
        ty = shallow(ty)
        if ty.head in NUMBERS or ty.head == "bool" or ty.__class__ is Var:
            return ty
        name, member = ("Neg", "neg") if e.op == "-" else ("Not", "not")
        trait = self.world.std(f"std::ops::{name}")
        if trait is None or ty is UNKNOWN:
            return UNKNOWN
        self.implicit(trait, member, ty, (), e.line)
        found = self.project(trait, "Output", ty, ())
        return found if found is not None else ty

    def _dereferenced(self, ty: Ty, line: int) -> Ty:
        ty = shallow(ty)
        if ty.head in {"&", "&mut", "*", "*mut"}:
            return ty.args[0]
        if self.deref_trait is not None:
            self.implicit(self.deref_trait, "deref", ty, (), line)
        found = self.deref(ty)
        return found if found is not None else UNKNOWN

    def binary(self, e: EBinary, expected: Ty | None) -> Ty:
        """`a op b`, assignments among them."""
        op = e.op
        if op in {"&&", "||"}:
            self.expression(e.left, self.terms.bool)
            self.expression(e.right, self.terms.bool)
            return self.terms.bool
        if op == "=":
            return self._assign(e)
        left = self._written(e) if op.endswith("=") and op not in COMPARISON else self.expression(e.left, None)
        if op in COMPARISON:
            return self._compare(e, left)
        assigns = op.endswith("=")
        base = op[:-1] if assigns else op
        names = ARITHMETIC.get(base)
        if names is None:
            self.expression(e.right, None)
            return UNKNOWN
        name, member = names
        if assigns:
            name, member = f"{name}Assign", f"{member}_assign"
        ty = self._arithmetic(left, e, name, member, base in {"<<", ">>"}, assigns)
        return self.terms.unit if assigns else ty

    def _assign(self, e: EBinary) -> Ty:
        left = self._written(e)
        actual = self.expression(e.right, left)
        self.coerce(actual, left)
        return self.terms.unit

    def _written(self, e: EBinary) -> Ty:
        """The place that an assignment writes."""
        if isinstance(e.left, EField):
            return self.field_access(e.left, None, True)
        if isinstance(e.left, EPath) and e.left.path.segments and e.left.path.segments[-1].name == "_":
            return self.fresh()
        return self.expression(e.left, None)

    def _compare(self, e: EBinary, left: Ty) -> Ty:
        left = shallow(left)
        right = self.expression(e.right, left if left.head in NUMBERS else None)
        if left.__class__ is Var or shallow(right).__class__ is Var:
            self.try_unify(left, right)
        name, member = COMPARISON[e.op]
        trait = self.world.std(f"std::cmp::{name}")
        if trait is not None:
            self.implicit(trait, member, shallow(left), (right,), e.line)
        return self.terms.bool

    def _arithmetic(self, left: Ty, e: EBinary, name: str, member: str, shift: bool, assigns: bool) -> Ty:
        left = shallow(left)
        plain, _ = self.peeled(left, "")
        number = plain.head in NUMBERS or plain.head == "bool"
        right = shallow(self.expression(e.right, plain if number and not shift else None))
        if number or (plain.__class__ is Var and plain.kind):
            other, _ = self.peeled(right, "")
            if shift or other.__class__ is Var or other.head in NUMBERS or other is UNKNOWN:
                if not shift and (other.__class__ is Var or plain.__class__ is Var):
                    self.try_unify(plain, other)
                return plain
        trait = self.world.std(f"std::ops::{name}")
        if trait is None or left is UNKNOWN:
            return UNKNOWN
        if left.__class__ is Var:
            self.select()
            left = shallow(left)
            if left.__class__ is Var:
                return self.fresh() if assigns else self.later(trait, "Output", (left, right))
        self.implicit(trait, member, left, (right,), e.line)
        if assigns:
            return self.terms.unit
        found = self.project(trait, "Output", left, (right,))
        return found if found is not None else UNKNOWN

    def index(self, e: EIndex, expected: Ty | None) -> Ty:
        """`base[index]`."""
        base = self.expression(e.base, None)
        if self.pending:
            self.select()
        index = shallow(self.expression(e.index, None))
        trait = self.world.std("std::ops::Index")
        for step in self.steps(base):
            if step.head in {"[]", "[;]"}:
                if isinstance(index.head, Def):
                    self._usize_ends(index)
                    return self.terms.make("[]", step.args)
                return step.args[0]
            if step.head == "str":
                return step
            if trait is not None and isinstance(step.head, Def) and self.trait_impls(step.head, trait):
                if step.head.external and step.head.name == "Vec":
                    continue
                if step.head.external:
                    self._usize_ends(index)
                self.implicit(trait, "index", step, (index,), e.line)
                found = self.project(trait, "Output", step, (index,))
                return found if found is not None else UNKNOWN
        return UNKNOWN

    def _usize_ends(self, index: Ty) -> None:
        for each in map(shallow, (index, *index.args)):
            if each.__class__ is Var and each.kind == "int":
                self.unify(each, self.terms.usize)

    def named(self, name: str, line: int) -> Ty:
        """The value of a shorthand field `name`."""
        return self.value(Path(segments=[Segment(name)], line=line), None)
