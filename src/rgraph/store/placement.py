"""Where new commits go: the chain and the position of each, and the rows that its files need there.

`chains` has the version model. A commit goes on top of its first parent's chain where the parent is the tip, else it
starts a chain of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rgraph.errors import RevisionError
from rgraph.model.ids import EMPTY_BLOB, BlobHash, Oid, RepoPath

from .chains import NO_CHAIN, NO_SET, Versions
from .edge_sets import EdgeSets
from .pending import NEXT_CHAIN, Pending

MAX_LAYERS = 6
"""Beyond this many layers below it a chain starts with all its files, so that reading stays cheap."""

_FILE_ROW_BYTES = 100
"""About how many bytes the row of a file takes."""

_Place = tuple[int, int]
"""A chain and a position in it."""

_FileRow = tuple[str, str, int]
"""The path of a file, its content, and the number of its edge set."""


class FileVersion(msgspec.Struct, frozen=True):
    """What a commit gives a path: a content and its edge set's hash ("" for none); `EMPTY_BLOB` deletes it."""

    path: RepoPath
    blob: BlobHash
    set_hash: str


class CommitFiles(msgspec.Struct, frozen=True):
    """The files of a commit: all of them (`base` None), or what differs from `base`."""

    versions: Sequence[FileVersion]
    base: Oid | None = None


class Placement:
    """Places commits, parents first."""

    def __init__(self, versions: Versions, sets: EdgeSets, pending: Pending) -> None:
        self._versions = versions
        self._sets = sets
        self._pending = pending
        self._places: dict[Oid, _Place] = {}
        self._tips: dict[int, int] = {}
        self._depths: dict[int, int] = {NO_CHAIN: -1}

    def of(self, oid: Oid | None) -> _Place | None:
        """The chain and position of a commit; None where it has none yet."""
        if oid is None:
            return None
        if oid not in self._places:
            commit = self._versions.commit(oid)
            if commit is None:
                return None
            self._places[oid] = (commit.chain, commit.pos)
        return self._places[oid]

    def put(self, oid: Oid, parent: Oid | None, files: CommitFiles) -> _Place:
        """Gives a new commit its place, and adds the rows of its files.

        Raises:
            RevisionError: `files.base` is not indexed, or not the first parent.
        """
        below = self.of(parent)
        if files.base is not None and (files.base != parent or below is None):
            raise RevisionError(f"commit {oid[:12]} is written before its parent", "This is a bug in rgraph.")
        chain, pos, rows = self._next(below, files)
        self._places[oid] = (chain, pos)
        self._tips[chain] = pos
        for path, blob, edges in rows:
            self._pending.add("file_at", chain, path, [pos, True], blob, edges, weight=_FILE_ROW_BYTES)
        return chain, pos

    def _next(self, parent: _Place | None, files: CommitFiles) -> tuple[int, int, Iterable[_FileRow]]:
        """Chain and position of a new commit, and the rows that its files need there."""
        if parent is None:
            return self._new_chain(NO_CHAIN, 0), 0, self._numbered(files.versions)
        chain, pos = parent
        if pos == self._tip(chain):
            return chain, pos + 1, self._difference(parent, files)
        if self._depth(chain) + 1 < MAX_LAYERS:
            return self._new_chain(chain, pos), 0, self._difference(parent, files)
        return self._new_chain(NO_CHAIN, 0), 0, self._complete(parent, files)

    def _new_chain(self, base: int, base_pos: int) -> int:
        chain = self._pending.new_number(NEXT_CHAIN)
        self._depths[chain] = self._depth(base) + 1
        self._pending.add("chain", chain, base, base_pos, self._depths[chain])
        return chain

    def _tip(self, chain: int) -> int:
        if chain not in self._tips:
            self._tips[chain] = self._versions.tip(chain)
        return self._tips[chain]

    def _depth(self, chain: int) -> int:
        if chain not in self._depths:
            self._depths[chain] = self._versions.base(chain)[2]
        return self._depths[chain]

    def _numbered(self, versions: Iterable[FileVersion]) -> list[_FileRow]:
        return [(version.path, version.blob, self._sets.number(version.set_hash)) for version in versions]

    def _difference(self, parent: _Place, files: CommitFiles) -> Iterable[_FileRow]:
        """The rows by which a commit differs from its parent; a path that is gone is asserted as deleted."""
        if files.base is not None:
            return self._numbered(files.versions)
        before = self._files(parent)
        after = {path: (blob, edges) for path, blob, edges in self._numbered(files.versions)}
        changed = [(path, *state) for path, state in after.items() if before.get(path) != state]
        return [*changed, *((path, EMPTY_BLOB, NO_SET) for path in before if path not in after)]

    def _complete(self, parent: _Place, files: CommitFiles) -> Iterable[_FileRow]:
        """Every file of a commit, for a chain without a base."""
        if files.base is None:
            return self._numbered(files.versions)
        state = self._files(parent)
        state.update({path: (blob, edges) for path, blob, edges in self._numbered(files.versions)})
        return [(path, blob, edges) for path, (blob, edges) in state.items() if blob != EMPTY_BLOB]

    def _files(self, place: _Place) -> dict[str, tuple[str, int]]:
        self._pending.flush()  # the parent may be among what is gathered
        files = self._versions.files_of(*place)
        return {file.path: (file.blob, int(file.edges) if file.edges else NO_SET) for file in files}
