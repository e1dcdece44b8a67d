"""Finds the items of a graph at the places of a compiler's index."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.places import ItemAt

from .occurrences import Encoding

_WORD = re.compile(rb"(?:r#)?([A-Za-z_\x80-\xff][\w\x80-\xff]*)")
_LETTER = re.compile(rb"[\w\x80-\xff]")
_PARTS = {ItemKind.FIELD, ItemKind.VARIANT, ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.EXTERN_CRATE}
"""What owns no reference of its own: the item around it does."""


class SourceFile:
    """One file of a graph: its text, and the items that stand in it."""

    def __init__(self, graph: CommitGraph, path: str, encoding: Encoding) -> None:
        self.path = path
        self.text = graph.source(path)
        self.items = list(graph.items_of(path))
        self._encoding = encoding
        self._lines = self.text.split(b"\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def offset(self, row: int, column: int) -> int | None:
        """The byte of a place; None where the file has no such place."""
        if not 0 <= row < len(self._lines) or column < 0:
            return None
        line = self._lines[row]
        if self._encoding is Encoding.UTF8 or line.isascii():
            within = column
        else:
            width = 2 if self._encoding is Encoding.UTF16 else 4
            codec = "utf-16-le" if width == 2 else "utf-32-le"
            encoded = line.decode(errors="replace").encode(codec)[: width * column]
            within = len(encoded.decode(codec, "ignore").encode())
        return self._starts[row] + within if within <= len(line) else None

    def word(self, at: int) -> bytes:
        """The identifier that begins at a byte, without `r#`; b"" where none begins there."""
        if at > 0 and _LETTER.match(self.text, at - 1):
            return b""
        end = at + 2 if self.text.startswith(b"r#", at) else at
        start = end
        while end < len(self.text) and _LETTER.match(self.text, end):
            end += 1
        return self.text[start:end]

    def words(self) -> Iterator[tuple[int, str]]:
        """Every word of the text with the byte where it begins, those of comments and strings too."""
        for found in _WORD.finditer(self.text):
            yield found.start(), found[1].decode(errors="replace")

    def is_called(self, at: int) -> bool:
        """Whether a call's parentheses follow the identifier at a byte, after a turbofish if there is one."""
        end = at + len(self.word(at)) + (2 if self.text.startswith(b"r#", at) else 0)
        rest = self.text[end : end + 2000].lstrip()
        if rest.startswith(b"::") and rest[2:].lstrip().startswith(b"<"):
            rest = _after_angles(rest[rest.index(b"<") :]).lstrip()
        return rest.startswith(b"(")

    @cached_property
    def _by_line(self) -> dict[int, list[ItemAt]]:
        found: dict[int, list[ItemAt]] = {}
        for item in self.items:
            if item.ord >= 0 and item.item is not None and item.kind not in {ItemKind.IMPL, ItemKind.MACRO_CALL}:
                found.setdefault(item.line - 1, []).append(item)
        return found

    def defined(self, row: int, at: int) -> list[ItemAt]:
        """The items whose name stands at a place, one for each crate that the file is in."""
        name = self.word(at).decode(errors="replace")
        named = [item for item in self._by_line.get(row, ()) if item.name == name and _holds(item, at)]
        smallest = min((_size(item) for item in named), default=0)
        return [item for item in named if _size(item) == smallest]

    def is_macro_call(self, at: int) -> bool:
        """Whether a place is in a macro call among items: all that it makes is defined there, by any name."""
        return any(item.kind is ItemKind.MACRO_CALL and _holds(item, at) for item in self.items)

    @cached_property
    def modules(self) -> list[ItemAt]:
        """The modules that the file is, one for each crate."""
        return [item for item in self.items if item.ord < 0]

    @cached_property
    def _owners(self) -> list[ItemAt]:
        """The written items that own references, by where they begin; what is around comes before what is inside."""
        owners = [
            item
            for item in self.items
            if item.ord >= 0
            and item.item is not None
            and item.kind not in _PARTS
            and item.kind is not ItemKind.MODULE
            and not item.item.made_by
        ]
        return sorted(owners, key=lambda item: (item.item.start if item.item else 0, -_size(item), item.symbol))

    def owners(self) -> Iterator[tuple[int, int, list[ItemAt]]]:
        """Every owner's bytes, first and after the last, with the items that stand there (one for each crate)."""
        spans: dict[tuple[int, int], list[ItemAt]] = {}
        for item in self._owners:
            assert item.item is not None
            spans.setdefault((item.item.start, item.item.end), []).append(item)
        for (start, end), items in spans.items():
            yield start, end, items


class Spans:
    """Which owner a byte of a file belongs to."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._starts: list[int] = []
        self._owners: list[list[ItemAt]] = []
        stack: list[tuple[int, list[ItemAt]]] = []
        for start, end, items in file.owners():
            while stack and stack[-1][0] <= start:
                self._close(stack)
            stack.append((end, items))
            self._begin(start, items)
        while stack:
            self._close(stack)

    def _close(self, stack: list[tuple[int, list[ItemAt]]]) -> None:
        end, _ = stack.pop()
        self._begin(end, stack[-1][1] if stack else [])

    def _begin(self, at: int, items: list[ItemAt]) -> None:
        self._starts.append(at)
        self._owners.append(items)

    def owners(self, at: int) -> list[ItemAt]:
        """The innermost items around a byte."""
        place = bisect_right(self._starts, at) - 1
        return self._owners[place] if place >= 0 else []

    def words_but(self, seen: set[int]) -> Iterator[tuple[Symbol, str]]:
        """Every identifier of an owner that stands at none of some bytes, comments and strings not told apart."""
        for at, word in self._file.words():
            if at not in seen:
                for owner in self.owners(at):
                    yield owner.symbol, word


def owner_of(symbol: Symbol, items: dict[Symbol, ItemAt]) -> Symbol:
    """The item whose text an edge from `symbol` stands in: of a field or a variant the type around it."""
    item = items.get(symbol)
    while item is not None and (item.kind in _PARTS or (item.item is not None and item.item.made_by)):
        item = items.get(item.parent)
    return item.symbol if item is not None else symbol


def _holds(item: ItemAt, at: int) -> bool:
    return item.item is not None and item.item.start <= at < item.item.end


def _size(item: ItemAt) -> int:
    return item.item.end - item.item.start if item.item else 0


def _after_angles(text: bytes) -> bytes:
    depth = 0
    for at, byte in enumerate(text):
        if byte == ord("<"):
            depth += 1
        elif byte == ord(">") and text[at - 1 : at] not in (b"-", b"="):
            depth -= 1
            if depth == 0:
                return text[at + 1 :]
    return b""
