"""What the change of one file does to the API of its crates: to nothing, to a few functions, or to all that uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.model.facts import BlobFacts, Item, ItemKind, Use
from rgraph.model.graph import EdgeKind, LinkedFile
from rgraph.model.predicates import needs_test

from .interfaces import bare, captures, hides_names, is_opaque, is_private, is_same, line_free, opaque_bodies_differ

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

_OF_USES = frozenset({EdgeKind.CONTAINS, EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS, EdgeKind.DEPENDS_ON})


@dataclass(frozen=True, slots=True)
class Effect:
    """`functions` are the free functions and the methods of inherent impls that changed, came or went, as others see
    them: nothing but they, their owner and who re-exports them has another API. Where `all` is set, anything that
    depends on the file may have. Where `opaque` is set, a body that decides what a type without a name is changed: what
    other such bodies hold, of files that changed too, may be something else.
    """

    functions: frozenset[str] = frozenset()
    all: bool = False
    opaque: bool = False


_NOTHING, _ALL = Effect(), Effect(all=True)


def effect(old: CommitGraph, new: CommitGraph, path: RepoPath) -> Effect:
    """What the change of a Rust file, in its content or in what it was linked to, does to the API of its crates."""
    if path not in old.files or path not in new.files:
        return _ALL
    before, after = old.facts(path), new.facts(path)
    opaque = opaque_bodies_differ(before, after)
    if old.files[path].blob != new.files[path].blob and is_same(before, after):
        return Effect(opaque=opaque)
    sides = (old.linked(path), new.linked(path))
    if sides[0] is None or sides[1] is None:
        return _NOTHING if sides == (None, None) else _ALL
    if before.reason or after.reason or before.attrs != after.attrs:
        return _ALL
    if hides_names(before) or hides_names(after):
        return _ALL
    one, two = _Side(before, sides[0]), _Side(after, sides[1])
    if one.re_exports() != two.re_exports() or one.leans_on(False) != two.leans_on(False):
        return _ALL
    imported = before.uses == after.uses and old.files[path].blob != new.files[path].blob
    return replace(_of(one, two, leaning=not imported), opaque=opaque)


def opaque_functions(graph: CommitGraph, path: RepoPath) -> set[str]:
    """The functions of a file, no trait's, whose callers get a type that only the body tells."""
    linked = graph.linked(path) if path in graph.files else None
    return _Side(graph.facts(path), linked).opaque() if linked is not None else set()


def capturing_functions(graph: CommitGraph, path: RepoPath) -> set[str]:
    """The functions of a file with an `impl Trait` in what they give."""
    linked = graph.linked(path) if path in graph.files else None
    if linked is None:
        return set()
    items = linked.items(graph.facts(path).items)
    found = (each.symbol for each in linked.defs if each.ord >= 0 and captures(items[each.ord]))
    return set(map(str, found))


def _of(one: _Side, two: _Side, leaning: bool) -> Effect:
    """`leaning`: names in signatures that stayed may mean something else."""
    if one.others() != two.others():
        return _ALL
    before, after = one.functions(), two.functions()
    differing = {symbol for symbol in before.keys() | after.keys() if before.get(symbol) != after.get(symbol)}
    if leaning:
        differing |= {symbol for symbol, _, _ in one.leans_on(True) ^ two.leans_on(True)}
    return Effect(frozenset(differing))


class _Side:
    """One version of a file: what others see of it, test code and private functions left out."""

    def __init__(self, facts: BlobFacts, linked: LinkedFile) -> None:
        self._items, self._uses, self._linked = linked.items(facts.items), facts.uses, linked
        shown = [each for each in linked.defs if each.ord >= 0 and not self._is_hidden(each.ord)]
        shown.sort(key=lambda each: (each.crate, each.ord))
        self._alone: dict[str, bool] = {each.symbol: self._stands_alone(each.ord) for each in shown}
        self._opaque = {str(each.symbol) for each in shown if is_opaque(self._items[each.ord])}
        self._declared = [(str(each.symbol), self._seen(self._items[each.ord])) for each in shown]

    def functions(self) -> dict[str, object]:
        """The functions that are no trait's, by symbol."""
        return {symbol: item for symbol, item in self._declared if self._alone[symbol]}

    def opaque(self) -> set[str]:
        """Of these functions those that give a type without a name."""
        return {symbol for symbol in self._opaque if self._alone[symbol]}

    def others(self) -> list[tuple[str, object]]:
        """All else, in the order in which it stands: that of fields and variants means something."""
        return [(symbol, item) for symbol, item in self._declared if not self._alone[symbol]]

    def re_exports(self) -> list[Use]:
        """The imports that others may see through."""
        return [line_free(use) for use in self._uses if use.vis and not self._in_test(use.parent)]

    def leans_on(self, functions: bool) -> set[tuple[str, str, str]]:
        """What functions lead to, or the other declarations."""
        seen = {symbol for symbol, alone in self._alone.items() if alone is functions}
        edges = (edge for edge in self._linked.edges if edge.kind not in _OF_USES and edge.src in seen)
        return {(edge.src, edge.kind, edge.dst) for edge in edges}

    def _seen(self, item: Item) -> object:
        """An item as others see it."""
        around = self._items[item.parent].signature if item.parent >= 0 else ""
        return bare(item, -1), item.body_hash if item.kind is ItemKind.MACRO_CALL else "", around

    def _is_hidden(self, ord_: int) -> bool:
        item = self._items[ord_]
        return self._in_test(ord_) or (item.in_block and not self._is_impl(ord_)) or is_private(self._items, item)

    def _is_impl(self, ord_: int) -> bool:
        return any(self._items[each].kind is ItemKind.IMPL for each in self._around(ord_))

    def _in_test(self, ord_: int) -> bool:
        return any(needs_test(text) for each in self._around(ord_) for text in self._items[each].attrs.cfg)

    def _around(self, ord_: int) -> Iterator[int]:
        """An item and what it lies in."""
        while ord_ >= 0:
            yield ord_
            ord_ = self._items[ord_].parent

    def _stands_alone(self, ord_: int) -> bool:
        item = self._items[ord_]
        around = self._items[item.parent] if item.parent >= 0 else None
        if item.kind is not ItemKind.FUNCTION or item.made_by:
            return False
        inherent = around is not None and around.kind is ItemKind.IMPL and around.trait is None
        return around is None or inherent or around.kind is ItemKind.MODULE
