"""The declarations and imports of one version of a file, with the names that they speak of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.api.export_names import export_name
from rgraph.model.facts import Attrs, Item, ItemKind
from rgraph.model.predicates import needs_test

from .interfaces import is_private

if TYPE_CHECKING:
    from rgraph.model.facts import BlobFacts, Use
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

_WORD = re.compile(r"[^\W\d]\w*")
_SILENT = ("doc", "cfg(")
"""Attributes whose words are no names of items."""
_OF_MODULES = frozenset({ItemKind.MODULE, ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK})
PARTS = frozenset({ItemKind.FIELD, ItemKind.VARIANT})
"""What a type consists of, in an order that means something."""

ALIASES = frozenset({ItemKind.TYPE_ALIAS, ItemKind.TRAIT_ALIAS})
TYPES = frozenset(
    [
        ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TRAIT_ALIAS, ItemKind.TYPE_ALIAS,
    ]
)  # fmt: skip


class Unit:
    """A declaration, or the import of one name (`kind` is None); that of a file's own module stands for the file.

    `words` are the names in it apart from its own. `is_shown`: users of the library may come to see it. `at` is its
    place in what it stands in.
    """

    __slots__ = ("at", "attrs", "crate", "inner", "is_shown", "item", "kind", "name", "owner", "symbol", "use", "words")

    def __init__(self, crate: str, symbol: str, attrs: Attrs, item: Item | None = None, use: Use | None = None) -> None:
        self.crate, self.symbol, self.attrs = crate, symbol, attrs
        self.item, self.use = item, use
        self.kind = item.kind if item is not None else ItemKind.MODULE if use is None else None
        self.name: str = item.name if item is not None else ""
        self.owner: Unit | None = None
        self.at = 0
        self.inner: list[Unit] = []
        self.words: Collection[str] = ()
        self.is_shown = True

    def __repr__(self) -> str:
        return f"<{self.kind or 'use'} {self.symbol} {self.name}>"

    @property
    def module(self) -> str:
        """The symbol of the module that it stands in; of a file's own module that itself."""
        unit = self.owner or self
        while unit.owner is not None and unit.kind is not ItemKind.MODULE:
            unit = unit.owner
        return unit.symbol

    @property
    def scope(self) -> str:
        """The module or crate outside of which its name cannot be written: `crate*` where users of the crate can."""
        public, item = f"{self.crate}*", self.item
        if self.kind is ItemKind.MACRO:
            return public if item is None or item.attrs.macro_export or item.vis == "pub" else self.crate
        if self.owner is None or self.owner.kind not in _OF_MODULES:
            return public
        vis = self.use.vis if self.use is not None else item.vis if item is not None else "pub"
        if vis == "pub(super)":
            return self.module.rpartition("::")[0] or self.module
        return public if vis == "pub" else self.crate if vis else self.module


def crates_of(graph: CommitGraph, path: RepoPath) -> set[str]:
    """The crates that a file is part of, in one version."""
    found = graph.declares(path) if path in graph.files else None
    return {definition.crate for definition in found.defs} if found is not None else set()


def units_of(graph: CommitGraph, path: RepoPath, crates: Collection[str]) -> list[Unit]:
    """What a file declares and imports in these crates, parents first; not what is there in tests alone."""
    linked = graph.linked(path) if path in graph.files else None
    if linked is None:
        return []
    facts = graph.facts(path)
    items = linked.items(facts.items)
    hidden = _hidden(items)
    found: list[Unit] = []
    for crate in sorted({each.crate for each in linked.defs} & set(crates)):
        mine = [each for each in linked.defs if each.crate == crate]
        modules = [str(each.symbol) for each in mine if each.ord < 0] or [crate]
        for module in modules:  # a file may be several modules of one crate
            symbols = {each.ord: str(each.symbol) for each in mine if len(modules) == 1 or _is_in(each.symbol, module)}
            found += _of_module(crate, module, symbols, items, facts, hidden)
    return found


def _is_in(symbol: str, module: str) -> bool:
    return symbol == module or symbol.startswith(module + "::")


def _of_module(
    crate: str, module: str, symbols: Mapping[int, str], items: Sequence[Item], facts: BlobFacts, hidden: Sequence[bool]
) -> Iterator[Unit]:
    whole = Unit(crate, module, facts.attrs)
    whole.name = module.rpartition("::")[2]
    known = {-1: whole}
    yield whole
    for ord_, item in enumerate(items):
        if hidden[ord_] or ord_ not in symbols:
            continue
        unit = known[ord_] = Unit(crate, symbols[ord_], item.attrs, item)
        _place(unit, known.get(item.parent, whole))
        unit.words = _words(item)
        unit.is_shown = _is_shown(items, unit)
        yield unit
    for use in facts.uses:
        if use.in_block or (use.parent >= 0 and hidden[use.parent]) or any(map(needs_test, use.attrs.cfg)):
            continue
        owner, name = known.get(use.parent, whole), use.alias or use.path[-1]
        unit = Unit(crate, f"{owner.symbol}::{name}", use.attrs, None, use)
        _place(unit, owner)
        unit.name, unit.words, unit.is_shown = name, frozenset(use.path), bool(use.vis)
        yield unit


def _place(unit: Unit, owner: Unit) -> None:
    unit.owner, unit.at = owner, len(owner.inner)
    owner.inner.append(unit)


def _hidden(items: Sequence[Item]) -> list[bool]:
    """Which items are there in tests alone, or in bodies, where only impls are seen from outside."""
    found: list[bool] = []
    in_test: list[bool] = []
    in_impl: list[bool] = []
    for item in items:
        above = item.parent if 0 <= item.parent < len(found) else None
        own = item.attrs.test or any(map(needs_test, item.attrs.cfg))
        in_test.append(own or (above is not None and in_test[above]))
        in_impl.append(item.kind is ItemKind.IMPL or (above is not None and in_impl[above]))
        unseen = item.in_block or (above is not None and found[above])
        found.append(in_test[-1] or (unseen and not in_impl[-1]))
    return found


def _words(item: Item) -> frozenset[str]:
    """The names that a declaration speaks of. What a macro is made of is compared as what its calls make."""
    words = _WORD.findall(item.signature)
    if item.value:
        words += _WORD.findall(item.value)
    if item.macro_path is not None:
        words += [segment.name for segment in item.macro_path.segments]
    words += _of_attributes(item.attrs)
    own = item.kind is not ItemKind.IMPL and words.count(item.name) < 2
    return frozenset(words) - {item.name} if own else frozenset(words)


def _of_attributes(attrs: Attrs) -> list[str]:
    return [word for text in attrs.texts if not text.startswith(_SILENT) for word in _WORD.findall(text)]


def _is_shown(items: Sequence[Item], unit: Unit) -> bool:
    item, owner = unit.item, unit.owner
    assert item is not None and owner is not None
    if item.kind in PARTS:
        return owner.is_shown
    if item.kind is ItemKind.FUNCTION:
        return not is_private(items, item)
    inside = owner.kind in {ItemKind.TRAIT, ItemKind.IMPL}
    if item.kind in {ItemKind.CONST, ItemKind.STATIC, ItemKind.MODULE, *TYPES} and not inside:
        return item.vis == "pub" or _is_exported(item)
    return True


def _is_exported(item: Item) -> bool:
    """Whether an item is a static that is exported to the linker: its symbol is there for all."""
    return item.kind is ItemKind.STATIC and bool(export_name(item))


class Units:
    """The units of both versions, by the names in them. `users` are the crates that can name what a crate offers, and
    it is one of them."""

    def __init__(self, users: Mapping[str, Collection[str]]) -> None:
        self._users = users
        self._naming: dict[str, list[Unit]] = {}
        self._types: dict[str, list[Unit]] = {}
        self._renaming: dict[str, list[Unit]] = {}
        self._files: dict[str, list[Unit]] = {}

    def take(self, units: Iterable[Unit]) -> None:
        """Know some units."""
        for unit in units:
            for word in unit.words:
                self._naming.setdefault(word, []).append(unit)
            if unit.kind in TYPES:
                self._types.setdefault(unit.name, []).append(unit)
            elif unit.use is not None and unit.use.alias:
                self._renaming.setdefault(unit.name, []).append(unit)
            elif unit.kind is ItemKind.MODULE and unit.item is None:
                self._files.setdefault(unit.symbol, []).append(unit)

    def naming(self, name: str, scope: str) -> Iterator[Unit]:
        """The units with a name in them, where it can be the one of a scope (`Unit.scope`)."""
        return (unit for unit in self._naming.get(name, ()) if self._is_within(unit, scope))

    def _is_within(self, unit: Unit, scope: str) -> bool:
        if scope.endswith("*"):
            return unit.crate in self._users.get(scope[:-1], ())
        return _is_in(unit.symbol, scope)

    def inside(self, unit: Unit) -> Iterator[Unit]:
        """What stands in a unit itself."""
        yield from unit.inner
        for file in self._files.get(unit.symbol, ()) if unit.kind is ItemKind.MODULE else ():
            if file is not unit:
                yield from file.inner

    def below(self, module: str) -> list[Unit]:
        """All that stands in a module, however deep."""
        found: list[Unit] = []
        waiting = [each for files in self._files.values() for each in files if self._is_within(each, module)]
        while waiting:
            unit = waiting.pop()
            found.append(unit)
            waiting += unit.inner
        return found

    def targets(self, block: Unit) -> list[Unit]:
        """The types that an impl may be for: of the name in its header, and what has that name as an alias."""
        known = block.name in self._types or block.name in self._renaming
        words = [block.name] if known and not _is_for_parameter(block) else [*block.words]
        found: dict[Unit, None] = {}
        seen = set(words)
        while words:
            name = words.pop()
            types = [unit for unit in self._types.get(name, ()) if self._is_within(block, unit.scope)]
            found.update(dict.fromkeys(types))
            named = [*self._renaming.get(name, ()), *(unit for unit in types if unit.kind in ALIASES)]
            for word in (word for unit in named for word in unit.words):
                if word not in seen:
                    seen.add(word)
                    words.append(word)
        return list(found)


def _is_for_parameter(block: Unit) -> bool:
    return block.item is not None and any(param.name == block.name for param in block.item.generics.params)
