"""The grammar: parser, node kinds, and tables from kinds to readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import tree_sitter_rust
from tree_sitter import Language, Node, Parser

LANGUAGE = Language(tree_sitter_rust.language())
ERROR = 65535
"""The kind of nodes for what the parser could not read."""

_R = TypeVar("_R")


def _by_name() -> dict[str, list[int]]:
    """The visible kinds by name, anonymous ones in quotes."""
    found: dict[str, list[int]] = {}
    for kind in range(LANGUAGE.node_kind_count):
        if LANGUAGE.node_kind_is_visible(kind):
            name = LANGUAGE.node_kind_for_id(kind) or ""
            found.setdefault(name if LANGUAGE.node_kind_is_named(kind) else f"'{name}'", []).append(kind)
    return found


_BY_NAME = _by_name()  # read once: some 180 tables are made of it while the modules are loaded


def new_parser() -> Parser:
    """A new parser: parsers keep state, so nobody shares one."""
    return Parser(LANGUAGE)


def kinds(*names: str) -> frozenset[int]:
    """Ids of the kinds with these names; one name may have several ids. Anonymous tokens are given with quotes."""
    missing = set(names) - _BY_NAME.keys()
    if missing:
        raise LookupError(f"not in the grammar: {sorted(missing)}")
    return frozenset(kind for name in names for kind in _BY_NAME[name])


def field(name: str) -> int:
    """Id of a field."""
    found = LANGUAGE.field_id_for_name(name)
    if found is None:
        raise LookupError(f"not in the grammar: {name}")
    return found


def register(table: dict[int, _R], *names: str) -> Callable[[_R], _R]:
    """Decorator that registers a reader for the kinds with these names."""

    def enter(reader: _R) -> _R:
        for kind in kinds(*names):
            table[kind] = reader
        return reader

    return enter


COMMENTS = kinds("line_comment", "block_comment")
EXTRAS = COMMENTS | kinds("attribute_item", "inner_attribute_item") | {ERROR}
"""Kinds of nodes that may stand anywhere between others."""


def parts(node: Node) -> list[Node]:
    """Named children without comments, attributes and errors."""
    return [child for child in node.named_children if child.kind_id not in EXTRAS]
