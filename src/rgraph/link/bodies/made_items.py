"""Items that expansions declare in blocks: what their names mean there, and what their bodies refer to.

They have no symbol of their own: a function or constant is known by its type, as a local is, and what bodies refer to
belongs to the caller.
"""

from __future__ import annotations

from rgraph.link.expansion.templates import made_template
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import Body, Item, ItemKind
from rgraph.model.syntax import EBlock

from .coercion import Coercion
from .patterns import Patterns
from .scopes import Expanding, Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes


class MadeItems:
    """Declares items that expansions make in blocks."""

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
        self.scopes = scopes
        self.written = written
        self.patterns = patterns
        self.coercion = coercion
        self.infer = infer
        scopes.declare_made = self.declare

    def declare(self, block: EBlock, within: Expanding) -> None:
        """Bring the items of a block into scope, and walk over their bodies."""
        made = within.made
        if made is None:
            return
        frame = self.scopes.frames[-1]
        for ord_ in block.items:
            item = made.items[ord_]
            if item.kind is ItemKind.MACRO:
                frame.macros[item.name] = made_template(item, within.template)
            elif item.kind in {ItemKind.CONST, ItemKind.STATIC} and item.ty is not None:
                frame.made[item.name] = self.written.annotated(item.ty)
            elif item.kind is ItemKind.FUNCTION:
                frame.made[item.name] = self._function(item)
        inside = _inside(block.items, made.items)
        for body in made.bodies:
            if body.owner in inside:
                self._walk(made.items[body.owner], body)

    def _function(self, item: Item) -> Ty:
        inputs = [self.written.annotated(param.ty) for param in item.params]
        ret = self.terms.unit if item.ret is None else self.written.annotated(item.ret)
        return self.terms.make("fn", (*inputs, ret))

    def _walk(self, item: Item, body: Body) -> None:
        """The body of an item: its owner's `self`, returns and loops are not those around it."""
        scopes = self.scopes
        kept = (scopes.returns, scopes.loops)
        ty: Ty | None = None if item.ty is None else self.written.annotated(item.ty)
        if item.kind is ItemKind.FUNCTION:
            ty = self.terms.unit if item.ret is None else self.written.annotated(item.ret)
        scopes.returns, scopes.loops = [UNKNOWN if ty is None else ty], []
        outer = scopes.open_block(EBlock([]))
        if item.self_param is not None:
            scopes.declare("self", UNKNOWN)
        for param in item.params:
            self.patterns.bind(param.pat, self.written.annotated(param.ty))
        actual = self.infer.expression(body.expr, ty)
        if ty is not None:
            self.coercion.coerce(actual, ty)
        scopes.close_block(outer)
        scopes.returns, scopes.loops = kept


def _inside(ords: list[int], items: list[Item]) -> set[int]:
    """Items and everything inside them; parents come before children."""
    found = set(ords)
    for ord_, item in enumerate(items):
        if item.parent in found:
            found.add(ord_)
    return found
