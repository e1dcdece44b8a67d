"""Expressions: each form is inferred by the part for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rgraph.link.types.limits import EXPRESSION_DEPTH
from rgraph.link.types.search import Fuel
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.syntax import EOther, Expr, Stmt

from .macros import Macros
from .references import References

Handler = Callable[[Any, Ty | None], Ty]
"""Infers one form of expression. The expected type is a hint."""


class Expressions:
    """Infers every form of expression."""

    def __init__(
        self,
        fuel: Fuel,
        refs: References,
        forms: dict[type[Expr], Handler],
        statement: Callable[[Stmt, Ty | None], Ty],
        macros: Macros,
    ) -> None:
        self._fuel = fuel
        self._refs = refs
        self._forms: dict[type[Expr], Handler] = {**forms, EOther: self._other}
        self.statement = statement
        self.called = macros.statement
        self.pattern_called = macros.pattern
        self._depth = 0

    def begin(self) -> None:
        """Turn to another body."""
        self._depth = 0

    def expression(self, e: Expr, expected: Ty | None) -> Ty:
        """The type of an expression; `expected` is a hint."""
        self._depth += 1
        if self._depth > EXPRESSION_DEPTH:
            self._depth -= 1
            self._refs.unresolved("limit", "path", "", 0)
            return UNKNOWN
        self._fuel.earn()
        ty = self._forms[type(e)](e, expected)
        self._depth -= 1
        return ty

    def _other(self, e: EOther, expected: Ty | None) -> Ty:
        for part in e.parts:
            self.expression(part, None)
        return UNKNOWN
