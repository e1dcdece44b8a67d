"""Calls of macros of the workspace: what they become is walked in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from rgraph.link.expansion.lines import TEMPLATE
from rgraph.link.expansion.made_text import Made, expansion_of
from rgraph.link.expansion.templates import Template
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.limits import MACRO_DEPTH
from rgraph.link.types.terms import Ty
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import EMacro, Pat

from .references import References, path_name
from .scopes import Scopes
from .subexpressions import Subexpressions

if TYPE_CHECKING:
    from rgraph.link.trace import Entry
    from rgraph.parse.made_code import MadeBlock

_CALL_COST = 50
"""Steps that an expansion costs, besides one for each `_BYTES_A_STEP` bytes. So macros that call themselves twice end.
"""
_BYTES_A_STEP = 16


class MacroCalls:
    """Expands calls and walks what they become. What was read of an expansion is kept for all bodies of the file."""

    def __init__(self, types: BodyTypes, scopes: Scopes, refs: References, infer: Subexpressions) -> None:
        self.world = types.world
        self.terms = types.terms
        self.fuel = types.fuel
        self.scopes = scopes
        self.refs = refs
        self.infer = infer
        self._made: dict[tuple[Template, str, int], tuple[Made, Entry | None]] = {}
        self._blocks: dict[tuple[Template, str, int, tuple[int, ...]], MadeBlock | None] = {}

    def expanded(self, template: Template, e: EMacro) -> Made:
        """What a call becomes."""
        depth = len(self.scopes.expansions) + 1
        self.fuel.left -= _CALL_COST
        if depth > MACRO_DEPTH or self.fuel.left < 0:
            return Made("", (), 0, template, reason="limit")
        if not e.tokens and not _is_empty(e):
            return Made("", (), 0, template, reason="not_expanded")  # its text is too long to be kept
        key = (template, e.tokens, depth)
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = self.world.apart(partial(expansion_of, self.world, *key))
        made, read = known
        if read is not None:
            self.world.note(read)
        self.fuel.left -= made.taken // _BYTES_A_STEP
        return made

    def block(self, template: Template, e: EMacro) -> tuple[Made, MadeBlock | None]:
        """The statements that a call becomes, with lines counted from that of the call; None if it becomes none."""
        from rgraph.parse.made_code import read_made_block

        made = self.expanded(template, e)
        if made.reason:
            return made, None
        lines = self.lines(made, e)
        key = (template, e.tokens, len(self.scopes.expansions), lines if e.lines else ())
        if key not in self._blocks:
            self._blocks[key] = read_made_block(made.text, lines)
        found = self._blocks[key]
        return (made if found is not None else made._replace(reason="not_expanded")), found

    @staticmethod
    def lines(made: Made, e: EMacro) -> tuple[int, ...]:
        """The line of each row of an expansion, counted from that of the call. `expansion/lines.py` explains the lines
        of what a template wrote.
        """
        if not e.lines:
            return tuple([row if row >= 0 else TEMPLATE for row in made.rows])
        last = len(e.lines) - 1
        return tuple([TEMPLATE if row < 0 else e.lines[min(row, last)] - e.path.line for row in made.rows])

    def value(self, template: Template, e: EMacro, expected: Ty | None) -> Ty | None:
        """The type of a call that is an expression; None if it is not expanded."""
        made, found = self.block(template, e)
        if found is None:
            self._tell(made, e)
            return None
        with self.within(made, e, found):
            return self.infer.expression(found.block, expected)

    def statements(self, template: Template, e: EMacro, expected: Ty | None) -> Ty | None:
        """The type of a call that is a statement, whose declarations stay in scope; None if it is not expanded."""
        made, found = self.block(template, e)
        if found is None:
            self._tell(made, e)
            return None
        ty = self.terms.unit
        diverges = False
        with self.within(made, e, found):
            self.scopes.take_in(found.block)
            for stmt in found.block.stmts:
                ty = self.infer.statement(stmt, expected)
                diverges = diverges or ty is self.terms.never
        return self.terms.never if diverges else ty

    def with_argument(self, e: EMacro) -> EMacro:
        """A call that is not expanded, with its argument read. In expansions arguments are read only when needed."""
        from rgraph.parse.made_code import read_made_argument

        if e.block is not None or not e.tokens or not e.lines:
            return e
        return read_made_argument(path_name(e.path), e.tokens, e.lines) or e

    def pattern(self, template: Template, e: EMacro) -> tuple[Made, Pat | None]:
        """The pattern that a call becomes; None if it becomes none."""
        from rgraph.parse.made_code import read_made_pattern

        made = self.expanded(template, e)
        found = None if made.reason else read_made_pattern(made.text, self.lines(made, e))
        if found is None:
            self._tell(made if made.reason else made._replace(reason="not_expanded"), e)
        return made, found

    def _tell(self, made: Made, e: EMacro) -> None:
        self.refs.unresolved(made.reason, "macro", made.template.name, e.path.line)

    @contextmanager
    def within(self, made: Made, e: EMacro, block: MadeBlock | None = None) -> Iterator[None]:
        """While this lasts the walk is in an expansion: names of the template are its own, and lines count from the
        call's.
        """
        for macro in made.called:
            self.refs.edge(EdgeKind.EXPANDS, (macro,), Tier.EXACT, e.path.line + TEMPLATE)
        shift = self.refs.shift
        self.refs.shift += e.path.line
        self.scopes.enter_expansion(made.template, block, e.block)
        try:
            yield
        finally:
            self.scopes.leave_expansion()
            self.refs.shift = shift


def _is_empty(e: EMacro) -> bool:
    """Whether the argument of a call is empty."""
    return e.block is not None and not e.block.stmts and not e.block.items and not e.block.uses and not e.names
