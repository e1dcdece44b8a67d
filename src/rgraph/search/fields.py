"""The fields of an item that are searched, and the text that each has: a function of the file's content alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import blake3

from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.graph import MadeItem
from rgraph.model.predicates import needs_test
from rgraph.view.places import is_test_function

from .idioms import told

_DOC_LINE = re.compile(r"^[ \t]*//[/!].*$", re.MULTILINE)
_DOC_BLOCK = re.compile(r"/\*[*!].*?\*/", re.DOTALL)
_UNSEARCHED = frozenset({ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.EXTERN_CRATE})
_MEMBERS = frozenset({ItemKind.FIELD, ItemKind.VARIANT})


class Field(IntEnum):
    """What of an item is searched; a word in its name says more than one in its body."""

    NAME = 0
    OWNER = 1
    SIGNATURE = 2
    DOC = 3
    BODY = 4
    IDIOM = 5  # what a signature says without words (`idioms`)
    PATH = 6  # of the file: no part of its content
    HISTORY = 7  # messages of the commits that changed the item: as little


STORED = tuple(field for field in Field if field < Field.PATH)
"""The fields that are a function of the content."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """The texts of one item. `ord` -1 is the file itself, as a module."""

    ord: int
    kind: ItemKind
    is_test: bool
    is_public: bool
    key: int
    """Names the item within its file, as long as neither it nor what contains it is renamed (`item_key`)."""
    texts: tuple[str, ...]
    """By `STORED`."""


def item_texts(facts: BlobFacts, source: bytes) -> Iterator[ItemText]:
    """The texts of every item of a file that is searched, and of the file itself."""
    own = _Own(facts, source)
    yield ItemText(-1, ItemKind.MODULE, False, True, 0, ("", "", "", facts.doc, own.text(-1), ""))
    yield from _texts(facts.items, range(len(facts.items)), own.text)


def made_texts(written: list[Item], made: Sequence[MadeItem]) -> Iterator[ItemText]:
    """The texts of the items that the macro calls of a file make. They have no bodies: whoever made them has."""
    items = [*written, *(one.item for one in made if one.ord >= len(written))]
    yield from _texts(items, range(len(written), len(items)), lambda _: "")


def _texts(items: list[Item], ords: range, body: Callable[[int], str]) -> Iterator[ItemText]:
    tests: list[bool] = []
    for ord_, item in enumerate(items):
        tests.append(_is_for_tests(item) or (item.parent >= 0 and tests[item.parent]))
        if ord_ in ords and is_searched(item):
            owner = owner_of(items, item)
            texts = (item.name, owner, item.signature, item.doc, body(ord_), told(item))
            key = item_key(owner, item)
            yield ItemText(ord_, item.kind, tests[-1], item.vis.startswith("pub"), key, texts)


def is_searched(item: Item) -> bool:
    """Whether an item can be a hit; `mod NAME;` is found by the file that it stands for."""
    return item.kind not in _UNSEARCHED and (item.kind is not ItemKind.MODULE or item.has_body)


def _is_for_tests(item: Item) -> bool:
    return is_test_function(item) or any(needs_test(predicate) for predicate in item.attrs.cfg)


def item_key(owner: str, item: Item) -> int:
    """64 bits that stand for an item's kind and name, and for what contains it."""
    text = f"{item.kind.value}\0{owner}\0{item.name}"
    return int.from_bytes(blake3.blake3(text.encode()).digest(length=8), "little")


def owner_of(items: list[Item], item: Item) -> str:
    """The names of what contains an item, and of the trait that an impl is of."""
    names: list[str] = []
    at = item
    while at.parent >= 0:
        at = items[at.parent]
        if at.kind not in _UNSEARCHED:
            names.append(at.name)
        if at.trait is not None:
            names.append(at.trait.segments[-1].name if at.trait.segments else "")
    return " ".join(names)


class _Own:
    """What each item of a file says itself: its text without docs, and without items in it that are searched alone.

    Fields and variants are a part of what their type says, although they are found alone as well.
    """

    def __init__(self, facts: BlobFacts, source: bytes) -> None:
        self._facts, self._source = facts, source
        self._inner: dict[int, list[tuple[int, int]]] = {}
        for item in facts.items:
            if item.kind not in _MEMBERS and item.kind not in _UNSEARCHED:
                self._inner.setdefault(self._searched_parent(item), []).append((item.start, item.end))

    def _searched_parent(self, item: Item) -> int:
        parent = item.parent
        while parent >= 0 and not is_searched(self._facts.items[parent]):
            parent = self._facts.items[parent].parent
        return parent

    def text(self, ord_: int) -> str:
        """The text of an item; -1 is what stands in no item."""
        item = self._facts.items[ord_] if ord_ >= 0 else None
        at, end = (item.start, item.end) if item else (0, len(self._source))
        pieces: list[bytes] = []
        for start, stop in sorted(self._inner.get(ord_, ())):
            if start >= at:
                pieces.append(self._source[at:start])
                at = stop
        pieces.append(self._source[at:end])
        return _without_docs(b" ".join(pieces).decode("utf-8", "replace"))


def _without_docs(text: str) -> str:
    return _DOC_BLOCK.sub(" ", _DOC_LINE.sub("", text))
