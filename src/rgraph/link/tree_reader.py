"""Reads trees: their packages, and the table of each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import structs

from rgraph.cargo.layout import layout
from rgraph.cargo.places import is_manifest
from rgraph.model.cargo import CargoTree, Manifest
from rgraph.model.chosen_cfg import DEFAULT, SETTINGS_FILE, CfgTable
from rgraph.model.facts import BlobBodies, BlobFacts, BlobStatus
from rgraph.model.gaps import NOT_READ, Gap, gap_of
from rgraph.model.ids import BlobHash, RepoPath

from .mounted import NOTHING_MOUNTED
from .stock import Stock
from .table import FileTable


class FactsSource(Protocol):
    """Where the linker reads contents."""

    def facts(self, blob: BlobHash) -> BlobFacts:
        """The facts of a Rust file."""

    def bodies(self, blob: BlobHash) -> BlobBodies:
        """The bodies of a Rust file."""

    def manifest(self, blob: BlobHash) -> Manifest:
        """The facts of a `Cargo.toml`."""

    def settings(self, blob: BlobHash) -> CfgTable:
        """The `[cfg]` table of an `rgraph.toml`."""

    def made(self, blobs: Iterable[BlobHash]) -> Mapping[BlobHash, bytes]:
        """What the macro calls of contents made when they were linked (`LinkDelta.made`), where it is kept."""


class TreeReader:
    """Reads one tree after another. What is the same as in the tree before is not read again."""

    def __init__(self, source: FactsSource, stock: Stock | None = None) -> None:
        self._source = source
        self._stock = stock
        self.mounted = NOTHING_MOUNTED
        """The packages that stand beside the next tree."""
        self._joined = NOTHING_MOUNTED
        self._beside: dict[RepoPath, FileTable] = {}
        self._gaps: list[Gap] = []
        self.tree: dict[RepoPath, BlobHash] = {}
        self.tables: dict[RepoPath, FileTable] = {}
        self.cargo = CargoTree([], [], [])

    def turn_to(self, tree: Mapping[RepoPath, BlobHash]) -> list[RepoPath]:
        """Make a tree the current one; returns the Rust files whose tables are new."""
        tables = self._read_tables(tree)
        self._read_cargo(tree, tables)
        renewed = [path for path, table in tables.items() if table is not self.tables.get(path)]
        self.tree, self.tables = dict(tree), tables
        return renewed

    def beside(self, path: RepoPath) -> FileTable | None:
        """The table of a mounted file, read when it is first asked for; None if there is no such file."""
        found = self._beside.get(path)
        if found is None and (blob := self.mounted.tree.get(path)) is not None and path.endswith(".rs"):
            found = self._beside[path] = self._table(path, None, self._source.facts(blob))
        return found

    def settings(self) -> CfgTable:
        """The `[cfg]` table of the current tree, or the default one."""
        blob = self.tree.get(RepoPath(SETTINGS_FILE))
        return structs.replace(self._source.settings(blob), error="") if blob is not None else DEFAULT

    def gaps(self) -> list[Gap]:
        """What internal errors cost since this was last asked."""
        gaps, self._gaps = self._gaps, []
        return gaps

    def _read_cargo(self, tree: Mapping[RepoPath, BlobHash], tables: Mapping[RepoPath, FileTable]) -> None:
        old = self.tree
        manifests = {path: blob for path, blob in tree.items() if is_manifest(path)}
        scripts = _scripts(tables)
        same = self.mounted is self._joined and manifests == {
            path: blob for path, blob in old.items() if is_manifest(path)
        }
        if same and scripts == _scripts(self.tables) and tree.keys() == old.keys() and old:
            return
        read = {path: self._source.manifest(blob) for path, blob in manifests.items()}
        self.cargo, self._joined = self.mounted.join(layout(read, tree.keys(), scripts)), self.mounted

    def _read_tables(self, tree: Mapping[RepoPath, BlobHash]) -> dict[RepoPath, FileTable]:
        tables: dict[RepoPath, FileTable] = {}
        for path, blob in tree.items():
            if not path.endswith(".rs"):
                continue
            known = self.tables.get(path)
            if known is not None and self.tree.get(path) == blob:
                tables[path] = known
            else:
                tables[path] = self._stocked(path, known, blob)
        return tables

    def _stocked(self, path: RepoPath, known: FileTable | None, blob: BlobHash) -> FileTable:
        if self._stock is None:
            return self._table(path, known, self._source.facts(blob))
        found = self._stock.tables.get(blob)
        if found is None:
            found = self._stock.tables[blob] = self._table(path, known, self._source.facts(blob))
        return found

    def _table(self, path: RepoPath, known: FileTable | None, facts: BlobFacts) -> FileTable:
        try:
            return FileTable.after(known, facts)
        except Exception as error:
            self._gaps.append(gap_of(f"{path}: the index of its declarations", error))
            return FileTable(structs.replace(facts, status=BlobStatus.SKIPPED, reason=NOT_READ, items=[], uses=[]))


def _scripts(tables: Mapping[RepoPath, FileTable]) -> dict[RepoPath, str]:
    """The manifests that files carry themselves."""
    return {path: carried for path, table in tables.items() if (carried := table.facts.frontmatter)}
