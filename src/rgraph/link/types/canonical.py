"""Goals in canonical form: goals that differ only in which variables they have are the same goal."""

from __future__ import annotations

from collections.abc import Sequence

from .inference import Inference
from .selection import Selection
from .terms import CANONICAL, VARS, Placeholder, Terms, Ty, Var, shallow


class Answered:
    """An answer in canonical form, what it binds the goal's variables to, and whether it has variables itself."""

    __slots__ = ("bound", "is_open", "value")

    def __init__(self, value: Selection | Ty | None, bound: tuple[Ty, ...], is_open: bool) -> None:
        self.value = value
        self.bound = bound
        self.is_open = is_open


class Canonical:
    """Replaces variables by numbered placeholders: first those that are given, then others as they are met."""

    def __init__(self, terms: Terms, variables: Sequence[Var] = ()) -> None:
        self._terms = terms
        self._numbers: dict[Var, Ty] = {
            variable: terms.placeholder(number, variable.kind) for number, variable in enumerate(variables)
        }

    def variables(self) -> list[Var]:
        """The variables met so far."""
        return list(self._numbers)

    def term(self, ty: Ty) -> Ty:
        """A term with placeholders for its variables."""
        if not ty.flags & VARS:
            return ty
        ty = shallow(ty)
        if isinstance(ty, Var):
            known = self._numbers.get(ty)
            if known is None:
                known = self._numbers[ty] = self._terms.placeholder(len(self._numbers), ty.kind)
            return known
        if not ty.flags & VARS:
            return ty
        return self._terms.make(ty.head, tuple([self.term(arg) for arg in ty.args]))


class Revived:
    """Replaces placeholders by variables: those that are given for the first numbers, fresh ones for the rest."""

    def __init__(self, terms: Terms, variables: Sequence[Var] = ()) -> None:
        self._terms = terms
        self._variables: dict[int, Var] = dict(enumerate(variables))

    def term(self, ty: Ty) -> Ty:
        """A term with variables for its placeholders."""
        if not ty.flags & CANONICAL:
            return ty
        head = ty.head
        if isinstance(head, Placeholder):
            found = self._variables.get(head.number)
            if found is None:
                found = self._variables[head.number] = Var(head.kind)
            return found
        return self._terms.make(head, tuple([self.term(arg) for arg in ty.args]))

    def first(self, count: int) -> list[Var]:
        """The variables of the first numbers, all of which have been met."""
        return [self._variables[number] for number in range(count)]


def bind(inference: Inference, revived: Revived, variables: Sequence[Var], found: Sequence[Ty]) -> None:
    """Bind a goal's variables to what an answer says."""
    for number, (variable, answer) in enumerate(zip(variables, found, strict=True)):
        head = answer.head
        if not (isinstance(head, Placeholder) and head.number == number):
            inference.unify(variable, revived.term(answer))
