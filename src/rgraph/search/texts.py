"""What vectors are made of: two texts of an item, its name with its signature and its body, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import blake3

from rgraph.model.facts import BlobFacts, ItemKind
from rgraph.store.stored_records import TEXT_BYTES

from .fields import Field, ItemText, item_texts
from .limits import MAX_EMBEDDED
from .words import plain

EMBEDDED = frozenset(
    {
        ItemKind.FUNCTION, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.CONST,
        ItemKind.STATIC, ItemKind.TYPE_ALIAS, ItemKind.MACRO,
    }
)  # fmt: skip
"""The kinds of items that have vectors; others are found by their words, and by what they are in."""

NO_TEXT = bytes(TEXT_BYTES)
"""The name of a text that is not there."""


class Embedded(NamedTuple):
    """The two texts of an item; "" where it has none."""

    ord: int
    signature: str
    body: str


def embedded_texts(facts: BlobFacts, source: bytes) -> Iterator[Embedded]:
    """The texts of the items of a file that have vectors, in order: a function of the content."""
    return (_texts(item) for item in item_texts(facts, source) if item.kind in EMBEDDED)


def _texts(item: ItemText) -> Embedded:
    name, owner, signature = (plain(item.texts[field]) for field in (Field.NAME, Field.OWNER, Field.SIGNATURE))
    body = item.texts[Field.BODY]
    said = plain(body[:MAX_EMBEDDED]) if item.kind is ItemKind.FUNCTION else ""
    of = f" of {owner}" if owner else ""
    idioms = f"; {item.texts[Field.IDIOM]}" if item.texts[Field.IDIOM] else ""
    return Embedded(item.ord, f"{name} {item.kind.value.replace('_', ' ')}{of}: {signature}{idioms}", said)


def text_names(facts: BlobFacts, source: bytes) -> bytes:
    """The names of the texts of a file's items, two an item, side by side."""
    return b"".join(text_name(text) for item in embedded_texts(facts, source) for text in (item.signature, item.body))


def text_name(text: str) -> bytes:
    """What a text is called in the store."""
    return blake3.blake3(text.encode()).digest(length=TEXT_BYTES) if text else NO_TEXT
