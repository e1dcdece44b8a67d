"""Items that expansions declare in blocks: what their names mean there, and what their bodies refer to.

An item that stands in the argument of the call, and that the macro gives back, is the written one. Others have no
symbol of their own: a function or constant is known by its type, as a local is, and what bodies refer to belongs to the
caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rgraph.link.expansion.templates import made_template
from rgraph.link.structural_paths import base_of
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty
from rgraph.model.facts import Body, Item, ItemKind
from rgraph.model.syntax import EBlock

from .coercion import Coercion
from .patterns import Patterns
from .references import References
from .scopes import Expanding, Scopes
from .subexpressions import Subexpressions
from .written_types import WrittenTypes

_CONSTANTS = frozenset({ItemKind.CONST, ItemKind.STATIC})
_OTHERWISE = _CONSTANTS | {ItemKind.FUNCTION}
"""What a macro may declare in another way than its argument says, so that its type is the macro's."""


class MadeItems:
    """Declares items that expansions make in blocks."""

    def __init__(
        self,
        types: BodyTypes,
        scopes: Scopes,
        refs: References,
        written: WrittenTypes,
        patterns: Patterns,
        coercion: Coercion,
        infer: Subexpressions,
    ) -> None:
        self.terms = types.terms
        self.scopes = scopes
        self.refs = refs
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
        given = self._given(block, within)
        as_written = {ord_ for ord_, found in given.items() if self._is_as_written(made.items[ord_], found)}
        if as_written:
            self.scopes.give([given[ord_] for ord_ in as_written])
        for ord_ in block.items:
            if ord_ not in as_written:
                self._declare(made.items[ord_], within, given.get(ord_))
        inside = _inside([ord_ for ord_ in block.items if ord_ not in as_written], made.items)
        for body in made.bodies:
            if body.owner in inside:
                with self._within(made.items[body.owner]):
                    self._walk(made.items[body.owner], body)

    def _given(self, block: EBlock, within: Expanding) -> dict[int, int]:
        """The items of a block that stand in the argument of the call: the ords of both."""
        made, written = within.made, self.scopes.owner.place.table.items
        if made is None or not within.given:
            return {}
        pool: dict[tuple[ItemKind, str], list[int]] = {}
        for ord_ in within.given:
            pool.setdefault((written[ord_].kind, base_of(written[ord_])), []).append(ord_)
        found: dict[int, int] = {}
        for ord_ in block.items:
            same = pool.get((made.items[ord_].kind, base_of(made.items[ord_])))
            if same:
                found[ord_] = same.pop(0)
        return found

    def _is_as_written(self, made: Item, ord_: int) -> bool:
        """Whether a macro gives an item back as its argument has it, as far as users see."""
        return made.kind not in _OTHERWISE or made.signature == self.scopes.owner.place.table.items[ord_].signature

    def _declare(self, item: Item, within: Expanding, given: int | None) -> None:
        frame = self.scopes.frames[-1]
        if item.kind is ItemKind.MACRO:
            frame.macros[item.name] = made_template(item, within.template)
        with self._within(item):
            if item.kind in _CONSTANTS and item.ty is not None:
                frame.made[item.name] = self.written.annotated(item.ty)
            elif item.kind is ItemKind.FUNCTION:
                frame.made[item.name] = self._function(item)
        if given is not None:
            frame.defs[item.name] = self.scopes.owner.place.defs(given)

    @contextmanager
    def _within(self, item: Item) -> Iterator[None]:
        """Stand in an item: lines count from that of its name."""
        shift = self.refs.shift
        self.refs.shift += item.line - 1
        try:
            yield
        finally:
            self.refs.shift = shift

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
