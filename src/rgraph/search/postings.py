"""What search keeps of one content: for each term the items and fields that have it, as columns of numbers."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import blake3
import msgspec
import numpy as np

from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.graph import MadeItem

from .fields import Field, ItemText, item_texts, made_texts
from .limits import MAX_COUNT, MAX_FIELD_WORDS, MAX_KNOWN_WORDS
from .words import name_terms, terms, words

POSTINGS = 5
"""Version of what follows, the words' stems included; values of another one are made again."""

KINDS = tuple(ItemKind)
TEST, PUBLIC, MADE, CALLS = 1, 2, 4, 8
"""What is said of an item: it is for tests, it is `pub`, a macro call makes it. Of a file itself: macros are called in
the place of items."""

_NAMES = frozenset({Field.NAME, Field.OWNER, Field.SIGNATURE})
"""The fields of which names are kept as wholes too."""


class Postings(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The postings of one content, by columns (little-endian): items, then terms, then places of terms.

    The places of the term `terms[i]` are those from `starts[i]` up to `starts[i + 1]`.
    """

    version: int
    ords: bytes  # i4 an item, -1 the file itself
    kinds: bytes  # u1 an item, among `KINDS`
    flags: bytes  # u1 an item
    keys: bytes  # u8 an item (`fields.item_key`)
    lengths: bytes  # u2 an item and stored field
    terms: bytes  # u8 a term (`term_id`)
    starts: bytes  # u4 a term, and the end
    items: bytes  # u4 a place: the item's number here
    fields: bytes  # u1 a place
    counts: bytes  # u1 a place


_ALIKE = ("ords", "kinds", "flags", "keys", "lengths", "terms", "fields", "counts")
"""The columns that are put one after the other as they are."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Postings)


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def term_id(term: str) -> int:
    """64 bits that stand for a term."""
    return int.from_bytes(blake3.blake3(term.encode()).digest(length=8), "little")


def postings_of(facts: BlobFacts, source: bytes) -> bytes:
    """The postings of a content, packed."""
    calls = any(item.kind is ItemKind.MACRO_CALL for item in facts.items)
    gathered = _Gathered()
    for item in item_texts(facts, source):
        gathered.add(item, CALLS if calls and item.ord < 0 else 0)
    return _encoder.encode(gathered.packed())


def calls_macros(postings: Postings) -> bool:
    """Whether the content calls macros that may make items."""
    return bool(postings.flags[0] & CALLS)


def with_made(postings: Postings, written: list[Item], made: Sequence[MadeItem]) -> Postings:
    """The postings of a file with those of the items that its macro calls make: they are no part of its content."""
    gathered = _Gathered()
    for item in made_texts(written, made):
        gathered.add(item, MADE)
    more, known, at = gathered.packed(), len(postings.ords) // 4, len(postings.items) // 4
    starts = postings.starts[:-4] + (np.frombuffer(more.starts, "<u4") + np.uint32(at)).tobytes()
    items = postings.items + (np.frombuffer(more.items, "<u4") + np.uint32(known)).tobytes()
    columns = {name: getattr(postings, name) + getattr(more, name) for name in _ALIKE}
    return msgspec.structs.replace(postings, starts=starts, items=items, **columns)


def unpack_postings(data: bytes) -> Postings | None:
    """The inverse of `postings_of`; None for what another version of it made."""
    try:
        found = _decoder.decode(data)
    except msgspec.MsgspecError:
        return None
    return found if found.version == POSTINGS else None


class _Gathered:
    """The columns of one content while its items are read."""

    def __init__(self) -> None:
        self.ords, self.kinds, self.flags, self.lengths = array("i"), array("B"), array("B"), array("H")
        self.keys = array("Q")
        self.places: dict[int, list[tuple[int, int, int]]] = {}

    def add(self, item: ItemText, flags: int = 0) -> None:
        number = len(self.ords)
        self.ords.append(item.ord)
        self.kinds.append(KINDS.index(item.kind))
        self.keys.append(item.key)
        self.flags.append(TEST * item.is_test | PUBLIC * item.is_public | flags)
        for field, text in enumerate(item.texts):
            counts, length = _counted(text, Field(field))
            self.lengths.append(min(length, MAX_FIELD_WORDS))
            for term, count in counts.items():
                self.places.setdefault(term_id(term), []).append((number, field, min(count, MAX_COUNT)))

    def packed(self) -> Postings:
        known = sorted(self.places)
        starts, rows = array("I", [0]), [row for term in known for row in self.places[term]]
        for term in known:
            starts.append(starts[-1] + len(self.places[term]))
        items, fields, counts = zip(*rows, strict=True) if rows else ((), (), ())
        columns = (
            self.ords, self.kinds, self.flags, self.keys, self.lengths, array("Q", known), starts,
            array("I", items), array("B", fields), array("B", counts),
        )  # fmt: skip
        return Postings(POSTINGS, *map(_bytes, columns))


def _counted(text: str, field: Field) -> tuple[Counter[str], int]:
    """The terms of a field's text with their counts, and how many words it has."""
    counts: Counter[str] = Counter()
    split = name_terms if field in _NAMES else terms
    length = 0
    for word, count in words(text).items():
        found = split(word)
        length += count * len(found)
        for term in found:
            counts[term] += count
    return counts, length


def _bytes(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
