"""Names for the items of a graph by the grammar of SCIP symbols (`message Symbol` in `scip.proto`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rgraph.model.cargo import CargoTree
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import Symbol
from rgraph.view.places import ItemAt

from .schema import Kind

SCHEME = "rgraph"
MANAGER = "cargo"

_SIMPLE = re.compile(r"[A-Za-z0-9_+\-$]+")

_TYPES = {
    ItemKind.STRUCT,
    ItemKind.ENUM,
    ItemKind.UNION,
    ItemKind.TRAIT,
    ItemKind.TRAIT_ALIAS,
    ItemKind.TYPE_ALIAS,
    ItemKind.VARIANT,
}

_KINDS = {
    ItemKind.MODULE: Kind.MODULE,
    ItemKind.FUNCTION: Kind.FUNCTION,
    ItemKind.STRUCT: Kind.STRUCT,
    ItemKind.ENUM: Kind.ENUM,
    ItemKind.UNION: Kind.UNION,
    ItemKind.VARIANT: Kind.ENUM_MEMBER,
    ItemKind.FIELD: Kind.FIELD,
    ItemKind.TRAIT: Kind.TRAIT,
    ItemKind.TRAIT_ALIAS: Kind.TRAIT,
    ItemKind.IMPL: Kind.OBJECT,
    ItemKind.CONST: Kind.CONSTANT,
    ItemKind.STATIC: Kind.STATIC_VARIABLE,
    ItemKind.TYPE_ALIAS: Kind.TYPE_ALIAS,
    ItemKind.MACRO: Kind.MACRO,
}


class ScipSymbols:
    """The SCIP symbol of each item. No two items have the same: a disambiguator tells apart what a path does not."""

    def __init__(self, cargo: CargoTree, items: Iterable[ItemAt]) -> None:
        packages = {package.manifest: package for package in cargo.packages}
        self._crates = {}
        for crate in cargo.crates:
            package = packages.get(crate.manifest)
            version = package.version if package else ""
            self._crates[crate.id] = " ".join(
                [SCHEME, MANAGER, _spaced(crate.package), _spaced(version), f"{_name(crate.id)}/"]
            )
        self._items = {item.symbol: item for item in items}
        self._named: dict[Symbol, str] = {}
        self._taken: set[str] = set()

    def of(self, symbol: Symbol) -> str | None:
        """The SCIP symbol of an item; None for what is not in the graph."""
        found = self._named.get(symbol)
        if found is None:
            item = self._items.get(symbol)
            if item is None:
                return None
            found = self._named[symbol] = self._free(self._above(item), item)
            self._taken.add(found)
        return found

    def _above(self, item: ItemAt) -> str:
        if not item.parent:
            return ""
        return self.of(item.parent) or self._crates.get(item.crate, "")

    def _free(self, above: str, item: ItemAt) -> str:
        number = 0
        while True:
            made = (above + _descriptor(item, number)) if item.parent else self._crates[item.crate]
            if made not in self._taken or not item.parent:
                return made
            number += 1


def kind_of(item: ItemAt) -> Kind:
    """What an item is, in SCIP's words."""
    is_member = item.item is not None and item.kind is ItemKind.FUNCTION and item.item.self_param is not None
    return Kind.METHOD if is_member else _KINDS.get(item.kind, Kind.UNSPECIFIED)


def _descriptor(item: ItemAt, number: int) -> str:
    """The last part of a symbol; `number` tells apart those that would be the same."""
    if item.kind is ItemKind.FUNCTION:
        return f"{_name(item.name)}({f'+{number}' if number else ''})."
    if item.kind is ItemKind.IMPL:
        numbered = f"#{number}" if number else ""
        return f"{_name('impl' + numbered)}#" + "".join(f"[{_name(part)}]" for part in _header(item.item))
    name = _name(f"{item.name}#{number}" if number else item.name)
    if item.kind is ItemKind.MODULE:
        return f"{name}/"
    if item.kind is ItemKind.MACRO:
        return f"{name}!"
    return f"{name}#" if item.kind in _TYPES else f"{name}."


def _header(item: Item | None) -> list[str]:
    """The self type and the trait of an impl, as it is written."""
    if item is None:
        return []
    head = item.signature.partition(" where ")[0]
    return [head.removeprefix("unsafe ").removeprefix("impl").strip() or item.name]


def _name(text: str) -> str:
    if _SIMPLE.fullmatch(text):
        return text
    return "`" + text.replace("`", "``") + "`"


def _spaced(text: str) -> str:
    """A part of a package: `.` for none, spaces doubled."""
    return text.replace(" ", "  ") or "."
