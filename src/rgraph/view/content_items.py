"""An item in one content of a file, known by its text and its place there: nothing is linked to find it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from rgraph.link.resolution import TYPE_KINDS, VALUE_KINDS, Ns
from rgraph.model.facts import BlobFacts, Item, ItemKind
from rgraph.model.ids import Oid

from .item_versions import Version

Key = tuple[tuple[Ns | ItemKind, str], ...]
"""What an item lies in, outermost first, and the item itself: names, each with its namespace, so that a struct which
became an enum is the same item. What no path names without its owner, or no path at all, has its kind there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An item as one content has it. `text` is all of it, docs and attributes included; of a module that is the whole
    file, the file's.
    """

    version: Version
    key: Key
    text: bytes

    @property
    def kind(self) -> ItemKind:
        """Its kind."""
        return self.version.item.kind if self.version.item is not None else ItemKind.MODULE

    @property
    def name(self) -> str:
        """Its name; "" of a module that is the whole file."""
        return self.version.item.name if self.version.item is not None else ""

    def nearness(self, other: Spot) -> tuple[bool, bool, bool]:
        """How near an item of the same key comes to this one: the greater, the nearer."""
        return other.text == self.text, other._cfg == self._cfg, other.kind is self.kind

    @property
    def _cfg(self) -> list[str]:
        return self.version.item.attrs.cfg if self.version.item is not None else []


class Content:
    """One content of a file, parsed when something in it is looked for that its bytes do not settle."""

    def __init__(self, path: str, blob: Oid, source: bytes) -> None:
        self.path, self.blob, self.source = path, blob, source
        self._facts: BlobFacts | None = None

    @property
    def facts(self) -> BlobFacts:
        """What is known of it."""
        if self._facts is None:
            from rgraph.parse.extract import extract

            self._facts = extract(self.source)[0]
        return self._facts

    @property
    def is_parsed(self) -> bool:
        """Whether it was parsed."""
        return self._facts is not None

    def spots(self) -> Iterator[Spot]:
        """Every item."""
        return (self.spot(ord_) for ord_ in range(len(self.facts.items)))

    def spot(self, ord_: int) -> Spot:
        """The item of an ord; -1 for the whole file."""
        if ord_ < 0:
            return Spot(Version(self.path, self.blob, None, True), (), self.source)
        item = self.facts.items[ord_]
        text = self.source[item.start : item.end]
        return Spot(Version(self.path, self.blob, item, False), self._key(ord_), text)

    def same(self, spot: Spot, now: Content) -> Spot | None:
        """The item whose very text stands here, once, as in the content that it is of: found without parsing."""
        item = spot.version.item
        if item is None or self.source.count(spot.text) != 1 or now.source.count(spot.text) != 1:
            return None
        start = self.source.index(spot.text)
        if not _is_whole(self.source, start, start + len(spot.text)):
            return None
        down = self.source.count(b"\n", 0, start) + 1 - item.start_line
        return Spot(Version(self.path, self.blob, _moved(item, start, down), False), spot.key, spot.text)

    def find(self, spot: Spot) -> Spot | None:
        """The item that an item of another content is here: the one of the same key; of alternatives under `cfg` the
        one with the same condition.
        """
        if spot.version.item is None:
            return self.spot(-1)
        exact = [one for one in self._named(spot) if one.key == spot.key]
        return max(exact, key=spot.nearness, default=None)

    def alone(self, spot: Spot) -> Spot | None:
        """The only item here of its kind and name, wherever in the file it lies."""
        alike = [one for one in self._named(spot) if one.kind is spot.kind]
        return alike[0] if len(alike) == 1 else None

    def has(self, spot: Spot) -> bool:
        """Whether there is an item of the same key and kind."""
        return (spot.key, spot.kind) in self._keys

    @cached_property
    def _keys(self) -> frozenset[tuple[Key, ItemKind]]:
        return frozenset((self._key(ord_), item.kind) for ord_, item in enumerate(self.facts.items))

    def _named(self, spot: Spot) -> Iterator[Spot]:
        if spot.name.encode() in self.source:
            yield from (one for one in self.spots() if one.key[-1] == spot.key[-1])

    def _key(self, ord_: int) -> Key:
        found: list[tuple[Ns | ItemKind, str]] = []
        while ord_ >= 0:
            item = self.facts.items[ord_]
            found.append((_space(item.kind), _label(item)))
            ord_ = item.parent
        return tuple(reversed(found))


def _is_whole(source: bytes, start: int, end: int) -> bool:
    """Whether an item certainly begins and ends here: `fn f() {}` stands in `pub fn f() {}` and below docs too."""
    before = source[:start].rstrip()
    line = before[before.rfind(b"\n") + 1 :].lstrip()
    while line.startswith(b"//") and not line.startswith((b"///", b"//!")):
        before = before[: -len(line)].rstrip()
        line = before[before.rfind(b"\n") + 1 :].lstrip()
    begins = not before or (before.endswith((b"{", b"}", b";", b",")) and not line.startswith(b"//"))
    ends = source.endswith((b"}", b";"), start, end) or source[end:].lstrip().startswith((b",", b"}", b")"))
    return begins and ends


def _moved(item: Item, start: int, down: int) -> Item:
    return replace(
        item,
        start=start,
        end=start + item.end - item.start,
        line=item.line + down,
        start_line=item.start_line + down,
        end_line=item.end_line + down,
    )


def _space(kind: ItemKind) -> Ns | ItemKind:
    if kind is ItemKind.VARIANT:
        return kind
    return Ns.TYPE if kind in TYPE_KINDS else Ns.VALUE if kind in VALUE_KINDS else kind


def _label(item: Item) -> str:
    """The name; of an impl its type with its trait."""
    if item.kind is not ItemKind.IMPL or item.trait is None:
        return item.name
    return f"{item.trait.segments[-1].name} for {item.name}"
