"""Digests of the files of the last tree that was judged, kept beside the store: most hold for the next tree as well."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

import rgraph
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.facts import EXTRACTOR
from rgraph.model.graph import LINKER
from rgraph.model.ids import RepoPath
from rgraph.place import make_own, read_own, write_own_bytes

if TYPE_CHECKING:
    from rgraph.store.store import Store

    from .digests import FileDigest
    from .graph import CommitGraph
    from .session import Session

_FILE = "digests"
_SHAPE = 4
"""Goes up where a digest says more than before, or something else."""

_FEW = 16
"""So many files of a tree may differ from what is kept before it is written anew."""


class DigestShelf:
    """The one file with kept digests: no answer depends on whether it is there, or on which tree it is of."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store

    @cached_property
    def files(self) -> Mapping[RepoPath, FileDigest]:
        """What is kept; nothing where another rgraph wrote it, or not to the end."""
        from .digests import FileDigest

        with contextlib.suppress(OSError, msgspec.MsgspecError, RecursionError):
            name, _, packed = read_own(self._folder / _FILE).partition(b"\n")
            if blake3(packed).hexdigest().encode() == name:
                version, files = msgspec.msgpack.decode(packed, type=tuple[str, dict[RepoPath, FileDigest]])
                return files if version == _version() else {}
        return {}

    def hashes(self, sets: Iterable[str]) -> dict[str, str]:
        """The hashes of those edge sets that are named by ids of the store."""
        return self._store.contents.set_hashes(edges for edges in sets if edges.isdecimal() and len(edges) < _HASH)

    def keep(self, graph: CommitGraph) -> None:
        """Keep the digests of a tree if many are not there yet. What cannot be kept is not: it only saves time."""
        files = graph.module_graph.digests
        if sum(self.files.get(path) != file for path, file in files.items()) <= _FEW:
            return
        for path in files:
            graph.module_graph.says_unsafe(path)  # kept with the rest: the next one asks about few files
        with contextlib.suppress(OSError):
            packed = msgspec.msgpack.encode((_version(), files))
            write_own_bytes(make_own(self._folder) / _FILE, blake3(packed).hexdigest().encode() + b"\n" + packed)


def keep_of_head(session: Session) -> None:
    """Keeps the digests of HEAD where it has rules: what is staged next is judged beside them."""
    head = session.repository.head()
    if head is not None and SETTINGS_FILE in (graph := session.graph(head)).files:
        session.digests.keep(graph)


_HASH = 64
"""Characters of a hash: ids are shorter."""


def _version() -> str:
    return f"{rgraph.__version__} {EXTRACTOR} {LINKER} {_SHAPE}"
