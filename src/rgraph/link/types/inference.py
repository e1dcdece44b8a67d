"""Inference variables: binding, unification with undo, resolving."""

from __future__ import annotations

from .limits import TERM_DEPTH
from .search import Fuel
from .terms import FLOATS, INTEGERS, UNKNOWN, VARS, Mapping, Param, Projection, Terms, Ty, Var, shallow


class Inference:
    """The variables of one body. A trail of bindings allows a trial to be undone.

    Terms that share variables can be small and yet stand for huge ones, so each look at a term spends fuel. When there
    is none left, terms with variables are unknown.
    """

    def __init__(self, terms: Terms, fuel: Fuel) -> None:
        self.terms = terms
        self._fuel = fuel
        self._trail: list[Var] = []

    def begin(self) -> None:
        """Turn to another body."""
        self._trail.clear()

    # ---- variables -----------------------------------------------------------------------------------

    def fresh(self) -> Ty:
        """A new variable."""
        return Var()

    def forgo(self, ty: Ty) -> None:
        """Bind a variable to the unknown type: nothing will be inferred for it."""
        ty = shallow(ty)
        if ty.__class__ is Var:
            ty.ref = UNKNOWN
            self._trail.append(ty)

    def mark(self) -> int:
        """A point to roll back to."""
        return len(self._trail)

    def rollback(self, mark: int) -> None:
        """Undo the bindings since a mark."""
        while len(self._trail) > mark:
            self._trail.pop().ref = None

    def bindings(self, mark: int) -> list[tuple[Var, Ty]]:
        """The bindings since a mark, to be made `again` after a rollback."""
        return [(var, var.ref) for var in self._trail[mark:] if var.ref is not None]

    def again(self, bindings: list[tuple[Var, Ty]]) -> None:
        """Make bindings again that a rollback has undone."""
        for var, ref in bindings:
            var.ref = ref
            self._trail.append(var)

    def bound_since(self, mark: int) -> list[Var]:
        """The variables bound since a mark."""
        return self._trail[mark:]

    def instantiate(self, params: tuple[Param, ...]) -> Mapping:
        """A fresh variable for each parameter."""
        return {param: Var("int" if param.owner is None and param.name == "int" else "") for param in params}

    def resolve(self, ty: Ty, depth: int = 0) -> Ty:
        """The term with its variables replaced by what they are bound to."""
        ty = shallow(ty)
        if not ty.flags & VARS or ty.__class__ is Var or depth > TERM_DEPTH:
            return ty
        self._fuel.left -= 1
        if self._fuel.left < 0:
            return UNKNOWN
        return self.terms.make(ty.head, tuple([self.resolve(arg, depth + 1) for arg in ty.args]))

    def _bind(self, var: Var, ty: Ty) -> bool:
        if var.kind and ty.__class__ is Var:
            if not ty.kind:
                ty.ref = var
                self._trail.append(ty)
                return True
            if ty.kind != var.kind:
                return False
        elif var.kind:
            kinds = INTEGERS if var.kind == "int" else FLOATS
            if ty.head not in kinds and ty is not UNKNOWN and not isinstance(ty.head, Param | Projection):
                return False
        if ty.flags & VARS and ty.__class__ is not Var and self._occurs(var, ty, 0):
            return False
        var.ref = ty
        self._trail.append(var)
        return True

    def _occurs(self, var: Var, ty: Ty, depth: int) -> bool:
        ty = shallow(ty)
        if ty is var:
            return True
        if not ty.flags & VARS or depth > TERM_DEPTH:
            return depth > TERM_DEPTH
        self._fuel.left -= 1
        if self._fuel.left < 0:
            return True
        return any(self._occurs(var, arg, depth + 1) for arg in ty.args)

    # ---- unification ---------------------------------------------------------------------------------

    def unify(self, left: Ty, right: Ty, depth: int = 0) -> bool:
        """Make two terms equal. If they cannot be it returns False, and bindings made on the way stay."""
        left, right = shallow(left), shallow(right)
        if left is right or left is UNKNOWN or right is UNKNOWN:
            return True
        if left.__class__ is Var:
            return self._bind(left, right)
        if right.__class__ is Var:
            return self._bind(right, left)
        if left.head is not right.head and left.head != right.head:
            return self._differ(left, right)
        if len(left.args) != len(right.args):
            return left.head not in {"()", "fn"}
        self._fuel.left -= 1
        if depth > TERM_DEPTH or self._fuel.left < 0:
            return True
        fits = True
        for one, other in zip(left.args, right.args, strict=True):
            if one is not other and not self.unify(one, other, depth + 1):
                fits = False
        return fits

    def _differ(self, left: Ty, right: Ty) -> bool:
        """Whether terms with different heads may still be equal: an associated type may be reduced later, and a
        diverging value (`!`) fits everywhere.
        """
        return left.head.__class__ is Projection or right.head.__class__ is Projection or left.head == "!"

    def try_unify(self, left: Ty, right: Ty) -> bool:
        """`unify`, undone if it fails."""
        mark = len(self._trail)
        if self.unify(left, right):
            return True
        self.rollback(mark)
        return False

    def may_fit(self, pattern: Ty, ty: Ty, depth: int = 0) -> bool:
        """A quick check whether a term of an impl's header can fit, where its parameters fit anything."""
        ty = shallow(ty)
        head = pattern.head
        if head.__class__ is Param:
            if head.owner is None:
                return _literal_fits(head.name, ty)
            return True
        if ty.__class__ is Var:
            kind = ty.kind
            return not kind or head in (INTEGERS if kind == "int" else FLOATS)
        if head is not ty.head and head != ty.head:
            return (
                head.__class__ is Projection or ty.head.__class__ is Projection or ty is UNKNOWN or pattern is UNKNOWN
            )
        if len(pattern.args) != len(ty.args):
            return head not in {"()", "fn"}
        if depth > 3 or not pattern.args:
            return True
        return all(self.may_fit(one, other, depth + 1) for one, other in zip(pattern.args, ty.args, strict=True))


def _literal_fits(name: str, ty: Ty) -> bool:
    if ty.__class__ is Var:
        kind = ty.kind
        return not kind or kind == name
    return ty.head in (INTEGERS if name == "int" else FLOATS) or ty is UNKNOWN
