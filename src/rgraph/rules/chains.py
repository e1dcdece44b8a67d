"""Chains of uses: how items of a module lean on another module by way of items in between.

A chain goes from an item to what *it* uses, never through a module: that a crate's root declares, imports and
re-exports both `error` and `net` makes nobody who uses `crate::Error` depend on `net`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol

if TYPE_CHECKING:
    from .code import Code, Reference

_PARTS = frozenset({ItemKind.VARIANT, ItemKind.FIELD})


class Uses:
    """Which item uses which other, each with the first reference that shows it."""

    def __init__(self, code: Code, references: Iterable[Reference]) -> None:
        self._code = code
        self._of: dict[Symbol, dict[Symbol, Reference]] = {}
        for reference in references:
            edge = reference[1]
            if edge.dst in code.items:
                known = self._of.setdefault(edge.src, {})
                if edge.dst not in known or not _goes_on(known[edge.dst]):
                    known[edge.dst] = reference
        self._listed: dict[Symbol, list[tuple[Symbol, Reference]]] = {}
        self._by_module: dict[Symbol, list[Symbol]] = {}
        for source in sorted(self._of):
            self._by_module.setdefault(code.module_of(source), []).append(source)

    def users(self, module: Symbol) -> list[Symbol]:
        """The items of a module that use anything, its imports last: what they bring is used by an item, mostly."""
        return sorted(self._by_module.get(module, ()), key=lambda symbol: (symbol == module, symbol))

    def of(self, item: Symbol) -> list[tuple[Symbol, Reference]]:
        """What an item uses; not the modules that a path only leads through."""
        known = self._listed.get(item)
        if known is None:
            used = self._of.get(item, {})
            heads = {head for target in used for head in _heads(target)}
            known = self._listed[item] = [
                (target, used[target])
                for target in sorted(used)
                if not (target in heads and used[target][1].kind is EdgeKind.REFERENCES and self._is_module(target))
            ]
        return known

    def beyond(self, reference: Reference) -> Symbol:
        """The item whose own uses a use leads on to, "" for none.

        That is never a module, nor the method that another one replaces; of a variant or a field it is the type, which
        holds the uses of all its parts.
        """
        target = reference[1].dst
        if self._is_module(target) or not _goes_on(reference):
            return Symbol("")
        return next(item.symbol for item in self._code.ancestors(target) if item.kind not in _PARTS)

    def _is_module(self, symbol: Symbol) -> bool:
        return self._code.items[symbol].kind is ItemKind.MODULE


def _goes_on(reference: Reference) -> bool:
    return reference[1].kind is not EdgeKind.OVERRIDES


def _heads(path: str) -> Iterator[str]:
    head, colons, _ = path.rpartition("::")
    while colons:
        yield head
        head, colons, _ = head.rpartition("::")


def item_chains(
    uses: Uses,
    source: Symbol,
    module_of: Callable[[Symbol], Symbol],
    is_target: Callable[[Symbol], bool],
    is_passable: Callable[[Symbol], bool],
) -> Iterator[list[Reference]]:
    """The shortest chain from the items of one module to each other module that is a target.

    Each passes at least one item of a passable module in between.
    """
    starts = uses.users(source)
    came_from: dict[Symbol, tuple[Symbol, Reference] | None] = dict.fromkeys(starts)
    reached: set[Symbol] = set()
    queue = deque(starts)
    while queue:
        item = queue.popleft()
        for used, reference in uses.of(item):
            module = module_of(used)
            if is_target(module):
                if came_from[item] is not None and module not in reached:
                    reached.add(module)
                    yield [*_trail(came_from, item), reference]
            elif is_passable(module) and (following := uses.beyond(reference)) and following not in came_from:
                came_from[following] = (item, reference)
                queue.append(following)


def _trail(came_from: Mapping[Symbol, tuple[Symbol, Reference] | None], item: Symbol) -> list[Reference]:
    trail: list[Reference] = []
    while (step := came_from[item]) is not None:
        item, reference = step
        trail.append(reference)
    return trail[::-1]


def modules_lead(
    links: Mapping[Symbol, Collection[Symbol]],
    source: Symbol,
    is_target: Callable[[Symbol], bool],
    is_passable: Callable[[Symbol], bool],
) -> bool:
    """Whether whole modules lead from `source` to a target by way of another: where not, no chain of uses does."""
    seen = {source}
    stack = [source]
    while stack:
        module = stack.pop()
        for following in links.get(module, ()):
            if following not in seen and is_target(following):
                if module != source:
                    return True
            elif following not in seen and is_passable(following):
                seen.add(following)
                stack.append(following)
    return False
