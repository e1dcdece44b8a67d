"""What an interrupted link of one tree had done: kept beside the store, for the next run over the very same tree.

The store itself sees a commit wholly or not at all. Edges are a function of the tree, so what one run found of a file
another may use; a tree that differs in one byte has another name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from blake3 import blake3

from rgraph.model.ids import RepoPath
from rgraph.place import append_own, read_own
from rgraph.store.store import FILE

_CHECK = 16
_SIZE = 8

Links = tuple[bytes, bytes]
"""A file's packed edges and footprint."""


class Kept:
    """The linked files of one tree. Every process that links writes a file of its own, record by record."""

    def __init__(self, directory: Path | None, tree: str) -> None:
        self._directory = directory
        self._prefix = f"{FILE}.linking."
        self._tree = tree
        self._known: dict[RepoPath, Links] = dict(self._read())
        self._out: BinaryIO | None = None
        self._writer = 0

    def get(self, path: RepoPath) -> Links | None:
        """What was found of a file before."""
        return self._known.get(path)

    def add(self, path: RepoPath, links: Links) -> None:
        """Keep what was found of a file."""
        if self._directory is None:
            return
        if self._out is None or self._writer != os.getpid():  # a forked process does not write into its parent's file
            self._writer = os.getpid()
            name = f"{self._prefix}{self._tree}.{self._writer}"
            self._out = append_own(self._directory / name)
        data = msgspec.msgpack.encode((path, *links))
        self._out.write(len(data).to_bytes(_SIZE, "big") + blake3(data).digest(_CHECK) + data)

    def discard(self) -> None:
        """Remove what is kept, of whichever tree: the commit is in the store."""
        if self._out is not None:
            self._out.close()
            self._out = None
        for path in self._files(""):
            path.unlink(missing_ok=True)

    def _files(self, tree: str) -> list[Path]:
        return sorted(self._directory.glob(f"{self._prefix}{tree}*")) if self._directory is not None else []

    def _read(self) -> Iterator[tuple[RepoPath, Links]]:
        for path in self._files(f"{self._tree}."):
            data = read_own(path)
            at = 0
            while at + _SIZE + _CHECK <= len(data):
                start = at + _SIZE + _CHECK
                end = start + int.from_bytes(data[at : at + _SIZE], "big")
                record = data[start:end]
                if len(record) < end - start or blake3(record).digest(_CHECK) != data[at + _SIZE : start]:
                    break  # the run ended while it wrote this
                name, linked, footprint = msgspec.msgpack.decode(record, type=tuple[str, bytes, bytes])
                yield RepoPath(name), (linked, footprint)
                at = end
