"""One file's declarations, indexed once per content: containers, names, globs, structural paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from rgraph.model.facts import BlobFacts, Body, Item, ItemKind

from .made_traits import made_traits
from .structural_paths import base_of, structural_paths
from .text import LITERAL, head_of

P = TypeVar("P")

FILE = -1
"""The container that is the file's own module."""

TRANSPARENT = frozenset({ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK})
"""Items whose children belong to the container around them."""

UNNAMED = frozenset({ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.IMPL})

MEMBER_PARENTS = frozenset({ItemKind.IMPL, ItemKind.TRAIT})


@dataclass(frozen=True, slots=True)
class Made:
    """What the macro calls of a file make of it, beside what is written there; see `expansion/splice.py`.

    `first` is the ord of the first item that is made: those before it are written. `ranks` tells where made items
    stand. `expanded` are the macro calls that were expanded. `hidden` are written items (and `hidden_uses` imports)
    that are only words in the argument of a macro that makes something else of them; `replaced` are declared as the
    macro says. `bodies` read those of made items, and of written ones whose macro gives them another.
    """

    first: int = -1
    ranks: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    expanded: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    hidden_uses: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    bodies: Mapping[int, Callable[[], Body]] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        return self.first >= 0


NOTHING_MADE = Made()


class FileTable:
    """What the linker asks about one content, wherever it stands. A container is an ord, or `FILE`."""

    def __init__(self, facts: BlobFacts, made: Made = NOTHING_MADE) -> None:
        self.facts = facts
        self.items = facts.items
        self.made = made
        self.interface = interface_of(facts)
        self.container = _containers(facts.items)
        self.children: dict[int, list[int]] = {}
        self.names: dict[int, dict[str, list[int]]] = {}
        self.use_names: dict[int, dict[str, list[int]]] = {}
        self.globs: dict[int, list[int]] = {}
        self.impls: list[int] = []
        self.modules: list[int] = []
        self.calls: list[int] = []
        self.textual: dict[int, list[int]] = {}  # what textual macro scope looks at, in order
        self.macros: dict[str, list[int]] = {}
        self.proc_macros: dict[str, list[int]] = {}
        self._expanded: list[tuple[Any, FileTable]] = []
        self._index_items()
        self._index_uses()
        self.made_traits = made_traits(self.items)

    @classmethod
    def after(cls, old: FileTable | None, facts: BlobFacts) -> FileTable:
        """The table of the next content of a file. If nothing that others can see has changed, the indexes are kept."""
        if old is None or old.interface != interface_of(facts):
            return cls(facts)
        table = copy(old)
        table.facts, table.items, table._expanded = facts, facts.items, []
        return table

    def _index_items(self) -> None:
        for ord_ in self.in_order():
            item, container = self.items[ord_], self.container[ord_]
            self.children.setdefault(container, []).append(ord_)
            kind = item.kind
            if kind is ItemKind.MACRO_CALL:
                self.calls.append(ord_)
            if kind is ItemKind.MACRO or (kind is ItemKind.MODULE and item.attrs.macro_use):
                self.textual.setdefault(container, []).append(ord_)
            if kind is ItemKind.IMPL:
                self.impls.append(ord_)
            elif kind not in UNNAMED:
                name = item.alias or item.name if kind is ItemKind.EXTERN_CRATE else item.name
                self.names.setdefault(container, {}).setdefault(name, []).append(ord_)
                if kind is ItemKind.MODULE:
                    self.modules.append(ord_)
                elif kind is ItemKind.MACRO:
                    self.macros.setdefault(name, []).append(ord_)
                elif item.attrs.proc_macro:
                    self.proc_macros.setdefault(proc_macro_name(item), []).append(ord_)

    def _index_uses(self) -> None:
        for index, use in enumerate(self.facts.uses):
            if index in self.made.hidden_uses:
                continue
            container = self.enclosing(use.parent)
            if use.glob:
                self.globs.setdefault(container, []).append(index)
                continue
            name = use.alias or (use.path[-1] if use.path else "")
            self.use_names.setdefault(container, {}).setdefault(name, []).append(index)

    def enclosing(self, parent: int) -> int:
        """The container that an item or use with this parent stands in."""
        while parent >= 0 and self.items[parent].kind in TRANSPARENT:
            parent = self.items[parent].parent
        return parent

    def with_parts(self, parts: P, expanded: Callable[[FileTable, P], FileTable]) -> FileTable:
        """The table of this content with what its macro calls make, shared by all places where they make the same."""
        for known, table in self._expanded:
            if known == parts:
                found: FileTable = table
                return found
        found = expanded(self, parts)
        self._expanded.append((parts, found))
        return found

    def in_order(self) -> list[int]:
        """The items in the order of the text after expansion: what a macro call makes stands where the call does."""
        made = self.made
        if not made.is_any:
            return list(range(len(self.items)))
        return sorted((ord_ for ord_ in range(len(self.items)) if ord_ not in made.hidden), key=self.rank)

    def present(self) -> Iterator[tuple[int, Item]]:
        """The items that are there, by ord."""
        hidden = self.made.hidden
        return ((ord_, item) for ord_, item in enumerate(self.items) if ord_ not in hidden)

    def rank(self, ord_: int) -> tuple[int, ...]:
        """The position of an item in the text after expansion. An ord past the last one stands for the end."""
        return self.made.ranks.get(ord_, (ord_,))

    @cached_property
    def imported_names(self) -> frozenset[str]:
        """The names that imports anywhere in the file bind; for `as _`, the name that is imported."""
        uses = self.facts.uses
        unnamed = (uses[at].path[-1] for used in self.use_names.values() for at in used.get("_", ()) if uses[at].path)
        return frozenset().union(*self.use_names.values(), unnamed)

    @cached_property
    def heads(self) -> dict[int, tuple[str, str]]:
        """Of each impl: what its self type is indexed by, and its trait's last name ("" for inherent impls)."""
        return {ord_: _head(self.items[ord_]) for ord_ in self.impls}

    @cached_property
    def local(self) -> list[str]:
        """Structural path of each item from its file's module, with the separator before it; unique in the file."""
        return structural_paths(self.items, self.bases, self.container, self.children, self.made.hidden)

    @cached_property
    def by_local(self) -> dict[str, int]:
        """The inverse of `local`."""
        return {path: ord_ for ord_, path in enumerate(self.local)}

    def local_of(self, container: int) -> str:
        """Structural path of a container ("" for the file's module)."""
        return "" if container < 0 else self.local[container]

    @cached_property
    def bases(self) -> list[str]:
        """The name of each item before siblings with the same name are told apart."""
        return [base_of(item, args=False) for item in self.items]


def interface_of(facts: BlobFacts) -> tuple[object, ...]:
    """What the indexes of a table depend on: all that other files see, and the imports inside bodies.

    Others see the value of a const, too, where it is a literal and can stand for an argument of a type.
    """
    values = [
        (ord_, item.value)
        for ord_, item in enumerate(facts.items)
        if item.kind is ItemKind.CONST and LITERAL.fullmatch(item.value)
    ]
    inside = [
        (
            index,
            use.parent,
            tuple(use.path),
            use.root,
            use.alias,
            use.glob,
            use.self_import,
            tuple(use.attrs.cfg),
            tuple(use.blocks),
        )
        for index, use in enumerate(facts.uses)
        if use.in_block
    ]
    return (facts.interface, len(facts.items), len(facts.uses), tuple(inside), tuple(values))


def _containers(items: list[Item]) -> list[int]:
    result: list[int] = []
    for item in items:
        parent = item.parent
        while parent >= 0 and items[parent].kind in TRANSPARENT:
            parent = items[parent].parent
        result.append(parent)
    return result


def proc_macro_name(item: Item) -> str:
    """The name that a procedural macro is called by."""
    text = item.attrs.proc_macro
    if text.startswith("proc_macro_derive"):
        inside = text.partition("(")[2]
        return inside.partition(",")[0].strip(" )")
    return item.name


def _head(item: Item) -> tuple[str, str]:
    params = {param.name for param in item.generics.params}
    trait = item.trait.segments[-1].name if item.trait is not None and item.trait.segments else ""
    return head_of(item.ty, params), trait
