"""Writes a graph as a SCIP index: definitions, references, what implements what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from rgraph import __version__
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.graph import CommitGraph, EdgeAt
from rgraph.view.places import ItemAt

from .occurrences import OWN_TOOL, Encoding
from .places import SourceFile, Spans, owner_of
from .schema import TEXT_UTF8, Role, messages
from .scip_symbols import ScipSymbols, kind_of

_UTF8_POSITIONS = 1
_NO_CODE = re.compile(rb"//[^\n]*|/\*.*?\*/|b?\"(?:[^\"\\]|\\.)*\"|r(#*)\".*?\"\1", re.DOTALL)
"""Comments and strings, near enough: where they are taken for code, an occurrence is left out."""


def scip_index(graph: CommitGraph) -> bytes:
    """The graph of a commit as a SCIP index. The same graph gives the same bytes.

    Every item is defined where its name stands. A reference has an occurrence at each place where the target's name
    stands in the owner and can mean nothing else; where it might, at the first line alone, which the edge knows.
    """
    items = {item.symbol: item for item in graph.items()}
    writer = _Writer(graph, items, ScipSymbols(graph.cargo, items.values()))
    index: Any = messages().index()
    index.metadata.tool_info.name = OWN_TOOL
    index.metadata.tool_info.version = __version__
    index.metadata.project_root = "file:///"
    index.metadata.text_document_encoding = TEXT_UTF8
    for path in graph.files:
        if path.endswith(".rs") and graph.linked(path) is not None:
            writer.document(path, index.documents.add())
    found: bytes = index.SerializeToString(deterministic=True)
    return found


class _Writer:
    """Writes documents."""

    def __init__(self, graph: CommitGraph, items: dict[Symbol, ItemAt], symbols: ScipSymbols) -> None:
        self._graph = graph
        self._items = items
        self._symbols = symbols

    def document(self, path: RepoPath, document: Any) -> None:
        document.relative_path = path
        document.language = "rust"
        document.position_encoding = _UTF8_POSITIONS
        file = _Text(self._graph, path)
        occurrences: dict[tuple[int, int, str], int] = {}
        for item in file.source.items:
            self._define(file, item, document, occurrences)
        for edges in self._by_name(path).values():
            for at, size, edge in _placed(file, edges, self._items):
                symbol = self._symbols.of(edge.dst)
                if symbol is not None:
                    role = Role.WRITE if edge.kind is EdgeKind.WRITES else Role.READ
                    roles = int(role) if edge.kind in {EdgeKind.READS, EdgeKind.WRITES} else 0
                    key = (at, size, symbol)
                    occurrences[key] = occurrences.get(key, 0) | roles
        for (at, size, symbol), roles in sorted(occurrences.items()):
            document.occurrences.add(range=file.range(at, at + size), symbol=symbol, symbol_roles=roles)

    def _define(self, file: _Text, item: ItemAt, document: Any, occurrences: dict[tuple[int, int, str], int]) -> None:
        symbol = self._symbols.of(item.symbol)
        if symbol is None or item.kind in {ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.EXTERN_CRATE}:
            return
        said = document.symbols.add(symbol=symbol, kind=kind_of(item), display_name=item.name)
        if item.doc:
            said.documentation.append(item.doc)
        for target in sorted(self._implemented(item)):
            said.relationships.add(symbol=target, is_implementation=True)
        place = file.name_of(item)
        if place is not None:
            occurrences[(*place, symbol)] = int(Role.DEFINITION)

    def _implemented(self, item: ItemAt) -> Iterator[str]:
        for edge in self._graph.out(item.symbol):
            if edge.kind in {EdgeKind.OVERRIDES, EdgeKind.IMPLEMENTS} and (symbol := self._symbols.of(edge.dst)):
                yield symbol

    def _by_name(self, path: RepoPath) -> dict[tuple[Symbol, str], list[EdgeAt]]:
        """The references in a file by owner and by the word that stands there."""
        found: dict[tuple[Symbol, str], list[EdgeAt]] = defaultdict(list)
        for edge in self._graph.edges_of(path):
            target = self._items.get(edge.dst)
            if target is not None and edge.kind.is_reference and not edge.of_template and target.path:
                found[owner_of(edge.src, self._items), target.name].append(edge)
        return found


def _placed(file: _Text, edges: list[EdgeAt], items: dict[Symbol, ItemAt]) -> Iterator[tuple[int, int, EdgeAt]]:
    """Where the references of one name in one item stand: byte and length."""
    owner, name = items.get(owner_of(edges[0].src, items)), items[edges[0].dst].name
    in_module = owner is None or owner.kind is ItemKind.MODULE
    words = file.words_of_module(name) if owner is None or in_module else file.words(owner, name)
    counted = Counter(edge.dst for edge in edges)
    is_sure = len(counted) == 1 and sum(edge.count for edge in edges) == len(words)
    for edge in edges:
        for at in words:
            if is_sure or file.row(at) == edge.line - 1:
                yield at, len(name.encode()), edge
                if not is_sure:
                    break


class _Text:
    """The text of a document, with its words and lines."""

    def __init__(self, graph: CommitGraph, path: RepoPath) -> None:
        self.source = SourceFile(graph, path, Encoding.UTF8)
        text = self.source.text
        self._starts = [0, *(found.end() for found in re.finditer(rb"\n", text))]
        hidden = [found.span() for found in _NO_CODE.finditer(text)]
        self._hidden = [start for start, _ in hidden], [end for _, end in hidden]
        self._words: dict[str, list[int]] = defaultdict(list)
        for at, word in self.source.words():
            if not self._is_hidden(at):
                self._words[word].append(at)
        self._spans = Spans(self.source)

    def _is_hidden(self, at: int) -> bool:
        starts, ends = self._hidden
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < ends[place]

    def words(self, owner: ItemAt, name: str) -> list[int]:
        """Where a name stands in an item, and in none inside it; the item's own name is left out."""
        own = self.name_of(owner)
        return [
            at
            for at in self._words.get(name, ())
            if (own is None or at != own[0]) and any(item.symbol == owner.symbol for item in self._spans.owners(at))
        ]

    def words_of_module(self, name: str) -> list[int]:
        """Where a name stands in no item but the module."""
        return [at for at in self._words.get(name, ()) if not self._spans.owners(at)]

    def name_of(self, item: ItemAt) -> tuple[int, int] | None:
        """Byte and length of an item's name; the file's start for the module that it is; None where it has none."""
        if item.ord < 0:
            return (0, 0)
        of = item.item
        if of is None or item.kind is ItemKind.IMPL or of.made_by or item.line > len(self._starts):
            return None
        start = max(of.start, self._starts[item.line - 1])
        end = self._starts[item.line] if item.line < len(self._starts) else len(self.source.text)
        found = next((at for at in self._words.get(item.name, ()) if start <= at < min(end, of.end)), None)
        return (found, len(item.name.encode())) if found is not None else None

    def row(self, at: int) -> int:
        """The row of a byte, from 0."""
        return bisect_right(self._starts, at) - 1

    def range(self, start: int, end: int) -> list[int]:
        """As SCIP has it: row and columns, with the last row where it is another."""
        first, last = self.row(start), self.row(end)
        columns = [start - self._starts[first], end - self._starts[last]]
        return [first, columns[0], columns[1]] if first == last else [first, columns[0], last, columns[1]]
