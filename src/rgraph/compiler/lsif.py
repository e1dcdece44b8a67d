"""Reads an LSIF index: one JSON object a line, vertices before the edges that join them.

Source: the Language Server Index Format 0.6, microsoft.github.io/language-server-protocol/specifications/lsif.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import msgspec

from .limits import MAX_ELEMENTS, MAX_LINE_BYTES
from .occurrences import OUTSIDE, CompilerIndex, CompilerIndexError, Encoding, Place, Target

_Id = int | str


class _Position(msgspec.Struct, gc=False):
    line: int
    character: int


class _Tool(msgspec.Struct, gc=False):
    name: str = ""
    version: str = ""


class _Element(msgspec.Struct, gc=False):
    """A vertex or an edge, of which only what leads from an identifier to its definition is decoded."""

    label: str
    id: _Id = 0
    start: _Position | None = None
    uri: str = ""
    outV: _Id = 0
    inV: _Id = 0
    inVs: list[_Id] = []
    property: str = ""
    projectRoot: str = ""
    positionEncoding: str = Encoding.UTF16
    toolInfo: _Tool | None = None


_decoder = msgspec.json.Decoder(_Element)


class _Graph:
    """The part of an index that leads from an identifier to its definition."""

    def __init__(self) -> None:
        self.root = ""
        self.tool = ""
        self.encoding = Encoding.UTF16
        self.starts: dict[_Id, tuple[int, int]] = {}
        self.documents: dict[_Id, str] = {}
        self.document_of: dict[_Id, _Id] = {}
        self.next: dict[_Id, _Id] = {}
        self.definition: dict[_Id, _Id] = {}
        self.items: dict[_Id, list[_Id]] = {}

    def add(self, element: _Element) -> None:
        match element.label:
            case "range" if element.start is not None:
                self.starts[element.id] = (element.start.line, element.start.character)
            case "next":
                self.next[element.outV] = element.inV
            case "item" if not element.property:
                self.items.setdefault(element.outV, []).extend(element.inVs)
            case "contains":
                self.document_of.update(dict.fromkeys(element.inVs, element.outV))
            case "textDocument/definition":
                self.definition[element.outV] = element.inV
            case "document":
                self.documents[element.id] = _path(element.uri)
            case "metaData":
                self._set_up(element)

    def _set_up(self, element: _Element) -> None:
        self.root = self.root or _path(element.projectRoot)
        if element.toolInfo is not None:
            self.tool = f"{element.toolInfo.name} {element.toolInfo.version}".strip()
        try:
            self.encoding = Encoding(element.positionEncoding.lower())
        except ValueError:
            raise CompilerIndexError(
                f"the index counts columns in {element.positionEncoding!r}, which rgraph does not know"
            ) from None

    def place(self, range_: _Id) -> Place | None:
        """Where a range of the index starts, by its path in the tree; None outside of it."""
        path = self.documents.get(self.document_of.get(range_, ""), "")
        inside = posixpath.relpath(path, self.root) if path and self.root else path
        start = self.starts.get(range_)
        if start is None or not inside or inside.startswith(("../", "/")) or inside == "..":
            return None
        return Place(inside, *start)

    def target(self, range_: _Id) -> Target | None:
        """The definition of the identifier of a range; None where it is not known, or not one."""
        at = range_
        for _ in range(8):  # a result set may lead on to another one
            result = self.definition.get(at)
            if result is not None:
                places = {self.place(item) for item in self.items.get(result, ())}
                return (places.pop() or OUTSIDE) if len(places) == 1 else None
            following = self.next.get(at)
            if following is None:
                return None
            at = following
        return None

    def index(self) -> CompilerIndex:
        files: dict[str, dict[tuple[int, int], Target]] = {}
        for range_ in self.next:
            place = self.place(range_)
            target = self.target(range_) if place is not None else None
            if place is not None and target is not None:
                files.setdefault(place.path, {})[place.row, place.column] = target
        return CompilerIndex(self.tool or "LSIF", self.encoding, {path: files[path] for path in sorted(files)})


def read_lsif(stream: IO[bytes]) -> CompilerIndex:
    """Reads an index as it comes. Raises CompilerIndexError."""
    graph = _Graph()
    for element in _elements(_lines(stream)):
        graph.add(element)
    if not graph.documents:
        raise CompilerIndexError("the LSIF index has no document", "is it complete, with one JSON object per line?")
    return graph.index()


def read_lsif_file(path: Path) -> CompilerIndex:
    """Reads the index in a file. Raises CompilerIndexError."""
    try:
        with path.open("rb") as stream:
            return read_lsif(stream)
    except OSError as error:
        raise CompilerIndexError(f"{path} cannot be read: {error.strerror}") from None


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(MAX_LINE_BYTES):
        if len(line) == MAX_LINE_BYTES:
            raise CompilerIndexError(f"a line of the LSIF index is longer than {MAX_LINE_BYTES >> 20} MB")
        if not line.isspace():
            yield line


def _elements(lines: Iterable[bytes]) -> Iterator[_Element]:
    for number, line in enumerate(lines, 1):
        if number > MAX_ELEMENTS:
            raise CompilerIndexError(f"the LSIF index has more than {MAX_ELEMENTS:,} vertices and edges")
        try:
            yield _decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise CompilerIndexError(f"line {number} of the LSIF index is not valid: {error}") from None


def _path(uri: str) -> str:
    """The path of a `file:` URI, normalised."""
    parts = urlsplit(uri)
    return posixpath.normpath(unquote(parts.path)) if parts.path else ""
