"""What a compiler's index says of the items of a graph: who refers to what, and which names it settles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rgraph.model.ids import Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.places import ItemAt

from .occurrences import CompilerIndex, Occurrences, Place, Target
from .places import SourceFile, Spans


@dataclass(slots=True)
class Referred:
    """The references from one item to another: how many, the row of the first, whether one is a call."""

    owner: ItemAt
    target: ItemAt
    row: int
    count: int = 0
    called: bool = False


@dataclass(slots=True)
class FileReferences:
    """What an index says of one file."""

    path: str
    pairs: dict[tuple[Symbol, Symbol], Referred] = field(default_factory=dict)
    named: dict[tuple[Symbol, str], set[Symbol]] = field(default_factory=dict)
    """The items that a name means, by the item that has it; empty where each use leads to a local or outside."""
    open: set[tuple[Symbol, str]] = field(default_factory=set)
    """Names that stand somewhere in an item without the index saying which item they mean."""
    hidden: set[tuple[Symbol, str]] = field(default_factory=set)
    """Those of them that lead into a macro call, which makes items that have no place of their own."""


class IndexReader:
    """Reads an index against the graph of the revision that it was made of."""

    def __init__(self, graph: CommitGraph, index: CompilerIndex) -> None:
        self._graph = graph
        self._index = index
        self._files: dict[str, SourceFile] = {}
        self._defined: dict[str, set[int]] = {}
        self.misfits: list[str] = []
        """Files of the index whose content is another one in the graph."""

    def files(self) -> Iterator[FileReferences]:
        """What the index says of each file that both have; those that do not fit are in `misfits` and left out."""
        for path, occurrences in self._index.files.items():
            if path not in self._graph.files or not path.endswith(".rs"):
                continue
            if self._fits(path, occurrences):
                yield self._read(path, occurrences)
            else:
                self.misfits.append(path)

    def defines(self, item: ItemAt) -> bool:
        """Whether the index has the definition of an item: what other configurations have alone is not in it."""
        rows = self._defined.get(item.path)
        if rows is None:
            occurrences = self._index.files.get(item.path, {})
            rows = self._defined[item.path] = {
                at[0] for at, target in occurrences.items() if target == (item.path, *at)
            }
        return item.line - 1 in rows

    def file(self, path: str) -> SourceFile:
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = SourceFile(self._graph, path, self._index.encoding)
        return found

    def _fits(self, path: str, occurrences: Occurrences) -> bool:
        """Whether an identifier, or an operator that is one to rust-analyzer, begins at each place of the index."""
        file = self.file(path)
        for row, column in occurrences:
            at = file.offset(row, column)
            if at is None or at >= max(1, len(file.text)):
                return False
            if not file.word(at) and file.text[at : at + 1].isalnum():
                return False
        return True

    def _read(self, path: str, occurrences: Occurrences) -> FileReferences:
        found = FileReferences(path)
        file = self.file(path)
        spans = Spans(file)
        seen: set[int] = set()
        for (row, column), target in sorted(occurrences.items()):
            at = file.offset(row, column)
            if at is None:
                continue
            seen.add(at)
            if target == Place(path, row, column) or file.word(at) == b"Self":
                continue
            for owner in spans.owners(at):
                self._refer(found, file, owner, at, row, target)
        found.open = found.hidden | set(spans.words_but(seen))
        return found

    def _refer(self, found: FileReferences, file: SourceFile, owner: ItemAt, at: int, row: int, target: Target) -> None:
        name = file.word(at).decode(errors="replace")
        items = self._targets(target, owner.crate)
        if not items and self._is_made(target):
            found.hidden.add((owner.symbol, name))
        found.named.setdefault((owner.symbol, name), set()).update(item.symbol for item in items)
        for item in items:
            pair = found.pairs.setdefault((owner.symbol, item.symbol), Referred(owner, item, row))
            pair.count += 1
            pair.called = pair.called or file.is_called(at)

    def _is_made(self, target: Target) -> bool:
        """Whether a macro call makes a definition: its place is in the call, whichever it is."""
        if not isinstance(target, Place) or target.path not in self._graph.files or not target.path.endswith(".rs"):
            return False
        file = self.file(target.path)
        at = file.offset(target.row, target.column)
        return at is not None and file.is_macro_call(at)

    def _targets(self, target: Target, crate: str) -> list[ItemAt]:
        """The items at a place: those of the crate that asks, where the file is in it."""
        if not isinstance(target, Place) or target.path not in self._graph.files:
            return []
        if not target.path.endswith(".rs"):
            return []
        file = self.file(target.path)
        at = file.offset(target.row, target.column)
        items = file.defined(target.row, at) if at is not None else []
        if not items and at == 0:
            items = file.modules
        own = [item for item in items if item.crate == crate]
        return own or items[:1]
