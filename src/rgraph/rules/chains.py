"""Chains of uses: how items of a module depend on another module by way of items in between.

A chain goes from an item to what *it* uses, never through a module: that a crate's root declares, imports and
re-exports both `error` and `net` makes nobody who uses `crate::Error` depend on `net`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol

if TYPE_CHECKING:
    from .code import Code, Reference

Use = tuple[Symbol, Symbol, "Reference"]
"""The module of what is used, the item whose own uses it leads on to, and the first reference that shows it.

It leads on to none ("") where that is a module, or the method that another one replaces.
"""


class Uses:
    """Which item uses which other, each with the first reference that shows it.

    `references_in` gives the references whose sources stand in a module: few modules are looked at item by item.
    """

    def __init__(self, code: Code, references_in: Callable[[Symbol], Iterable[Reference]]) -> None:
        self._code = code
        self._references_in = references_in
        self._in: dict[Symbol, dict[Symbol, dict[Symbol, Reference]]] = {}
        self._listed: dict[Symbol, list[Use]] = {}

    def _inside(self, module: Symbol) -> dict[Symbol, dict[Symbol, Reference]]:
        """What each item of a module refers to."""
        found = self._in.get(module)
        if found is None:
            found = self._in[module] = {}
            for reference in self._references_in(module):
                edge = reference[1]
                if edge.dst in self._code.items:
                    known = found.setdefault(edge.src, {})
                    if edge.dst not in known or not _goes_on(known[edge.dst]):
                        known[edge.dst] = reference
        return found

    def users(self, module: Symbol) -> list[Symbol]:
        """The items of a module that use anything, its imports last: what they bring is used by an item, mostly."""
        return sorted(self._inside(module), key=lambda symbol: (symbol == module, symbol))

    def of(self, item: Symbol) -> list[Use]:
        """What an item uses; not the modules that a path only leads through."""
        known = self._listed.get(item)
        if known is None:
            used = self._inside(self._code.module_of(item)).get(item, {})
            heads = {head for target in used for head in _heads(target)}
            first: dict[tuple[Symbol, Symbol], Use] = {}
            for target in sorted(used):
                reference = used[target]
                is_module = self._code.kind(target) is ItemKind.MODULE
                if is_module and target in heads and reference[1].kind is EdgeKind.REFERENCES:
                    continue
                # of a variant or a field, the type holds the uses of all its parts
                beyond = self._code.whole(target) if not is_module and _goes_on(reference) else Symbol("")
                where = (self._code.module_of(target), beyond)
                first.setdefault(where, (*where, reference))
            known = self._listed[item] = list(first.values())
        return known


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
        for module, following, reference in uses.of(item):
            if is_target(module):
                if came_from[item] is not None and module not in reached:
                    reached.add(module)
                    yield [*_trail(came_from, item), reference]
            elif following and following not in came_from and is_passable(module):
                came_from[following] = (item, reference)
                queue.append(following)


def _trail(came_from: Mapping[Symbol, tuple[Symbol, Reference] | None], item: Symbol) -> list[Reference]:
    trail: list[Reference] = []
    while (step := came_from[item]) is not None:
        item, reference = step
        trail.append(reference)
    return trail[::-1]


class Ways:
    """The modules by way of which a source may lead to a target, told from the links of whole modules.

    No chain of uses leaves them, so a module from which no target is reached is never looked at item by item.
    """

    def __init__(
        self,
        links: Mapping[Symbol, Collection[Symbol]],
        sources: Collection[Symbol],
        is_target: Callable[[Symbol, Symbol], bool],
        modules: Container[Symbol],
        is_passable: Callable[[Symbol], bool],
    ) -> None:
        self._links, self._is_target = links, is_target
        into: dict[Symbol, list[Symbol]] = {}
        for module in filter(is_passable, links):
            for following in links[module]:
                if following in modules:
                    into.setdefault(following, []).append(module)
        stack = [module for module in into if any(is_target(source, module) for source in sources)]
        self._between: set[Symbol] = set()
        while stack:
            for module in into.get(stack.pop(), ()):
                if module not in self._between:
                    self._between.add(module)
                    stack.append(module)

    def __contains__(self, module: Symbol) -> bool:
        """Whether a module is passable and leads to a target, perhaps of another source."""
        return module in self._between

    def lead_from(self, source: Symbol) -> bool:
        """Whether whole modules lead from a source to one of its targets by way of another module."""
        seen = {source}
        stack = [source]
        while stack:
            module = stack.pop()
            for following in self._links.get(module, ()):
                if following not in seen and self._is_target(source, following):
                    if module != source:
                        return True
                elif following not in seen and following in self._between:
                    seen.add(following)
                    stack.append(following)
        return False
