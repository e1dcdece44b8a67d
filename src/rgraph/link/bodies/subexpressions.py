"""The knot of the walk: every part infers the expressions inside its own through it."""

from __future__ import annotations

from typing import Protocol

from rgraph.link.types.terms import Ty
from rgraph.model.syntax import EMacro, Expr, Stmt


class Inferring(Protocol):
    """What infers every form of expression: `Expressions`."""

    def expression(self, e: Expr, expected: Ty | None) -> Ty:
        """The type of an expression; `expected` is a hint."""

    def statement(self, stmt: Stmt, expected: Ty | None) -> Ty:
        """The type of a statement: of a last expression its own."""

    def called(self, e: EMacro, expected: Ty | None) -> Ty:
        """Infer a macro call that is a statement."""

    def pattern_called(self, e: EMacro, ty: Ty, mode: str) -> None:
        """Bind a macro call that is a pattern."""


class Subexpressions:
    """Stands for `Expressions`, which is made of the parts that need it, until it is there."""

    def tie(self, expressions: Inferring) -> None:
        """Give the parts what they have been waiting for."""
        self.expression = expressions.expression
        self.statement = expressions.statement
        self.called = expressions.called
        self.pattern_called = expressions.pattern_called
