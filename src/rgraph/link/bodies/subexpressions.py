"""Where the circle of the walk closes: each part infers the expressions inside its own through this.

A part that handles `if` needs all parts, since anything can stand in an `if`; and all parts together are made of it. So
each part gets a `Subexpressions` when it is made, which is tied to `Expressions` at the end.
"""

from __future__ import annotations

from typing import Protocol

from rgraph.link.types.terms import Ty
from rgraph.model.syntax import EMacro, Expr, Stmt


class Inferring(Protocol):
    """Infers every form of expression: what `Expressions` does."""

    def expression(self, e: Expr, expected: Ty | None) -> Ty:
        """The type of an expression; `expected` is a hint."""

    def statement(self, stmt: Stmt, expected: Ty | None) -> Ty:
        """The type of a statement: of a last expression its own."""

    def called(self, e: EMacro, expected: Ty | None) -> Ty:
        """Infer a macro call that is a statement."""

    def pattern_called(self, e: EMacro, ty: Ty, mode: str) -> None:
        """Bind a macro call that is a pattern."""


class Subexpressions:
    """Stands for `Expressions`, until that is made."""

    def tie(self, expressions: Inferring) -> None:
        """Connect the parts to `Expressions`."""
        self.expression = expressions.expression
        self.statement = expressions.statement
        self.called = expressions.called
        self.pattern_called = expressions.pattern_called
