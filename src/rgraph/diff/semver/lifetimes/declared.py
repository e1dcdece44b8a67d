"""The lifetimes that a declaration has in scope, and the types that it writes down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.signatures import in_angles, outside_brackets
from rgraph.model.facts import Item, ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_VISIBLE = re.compile(r"\s*pub(?:\s*\([^)]*\))?\s+")
_NAMED = re.compile(r"(?:r#)?\w+\s*:(?!:)")
_LIFETIME = re.compile(r"'\w+")
VALUES = frozenset({ItemKind.CONST, ItemKind.STATIC})


def header(block: Def) -> str:
    """What an impl block is of and for: its first line without its own parameters and conditions."""
    text = block.item.signature if block.item is not None else ""
    _, text = in_angles(text.partition("impl")[2].lstrip())
    return outside_brackets(text, " where ")[0].strip()


def type_text(item: Item) -> str:
    """The type of a field, constant or alias, as it is written; "" for all else."""
    text = _VISIBLE.sub("", item.signature, count=1) if item.kind is ItemKind.FIELD else item.signature
    if item.kind is ItemKind.TYPE_ALIAS:
        return outside_brackets(text.partition(" = ")[2], " where ")[0].strip()
    if item.kind is ItemKind.FIELD:
        return (text[found.end() :] if (found := _NAMED.match(text)) else text).strip()
    return text.partition(":")[2].strip() if item.kind in VALUES else ""


def lifetime_params(definition: Def) -> list[str]:
    """The lifetimes that an item is generic over; those of an impl in the order in which its header has them."""
    if definition.item is None:
        return []
    declared = [param.name for param in definition.item.generics.params if param.kind == "lifetime"]
    if definition.kind is not ItemKind.IMPL:
        return declared
    return [name for name in dict.fromkeys(_LIFETIME.findall(header(definition))) if name in declared]


def names(definition: Def) -> Mapping[str, str]:
    """The lifetimes in scope of a declaration, each by its place among those that are declared with it."""
    found: dict[str, str] = {}
    level: Def | None = definition
    depth = 0
    while level is not None and level.item is not None and level.kind is not ItemKind.MODULE:
        for at, name in enumerate(lifetime_params(level)):
            found.setdefault(name, f"#{depth}.{at}")
        level, depth = level.parent, depth + 1
    return found
