"""The version model: commits on first-parent chains, and a commit's files as layers of chains.

A commit is appended to the chain of its first parent where it is that chain's tip, else it starts a chain
with its parent as base; where the parent is not indexed (or the layers would get too many) it starts a chain
without a base, with all its files. Chains only ever grow at their tip, so nothing can shine through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rgraph.errors import RevisionError
from rgraph.model.graph import FileState
from rgraph.model.ids import EMPTY_BLOB, BlobHash, Oid, RepoPath

from .engine import Engine, Row, Rows
from .failures import damaged
from .limits import MOST_LAYERS
from .path_trace import PathTrace
from .stored_records import PathChange, StoredCommit

NO_CHAIN: Final = -1
"""Base of a chain that starts with a complete set of files."""

NO_SET: Final = 0
"""`file_at.set` of a file that was not linked."""

_COMMIT = """
?[oid, chain, pos, tree, parents, time, author, message] :=
    oid = $oid, *commit{oid, chain, pos, tree, parents, time, author, message}
"""
_COMMITS = """
asked[oid] <- $oids
?[oid, chain, pos, tree, parents, time, author, message] :=
    asked[oid], *commit{oid, chain, pos, tree, parents, time, author, message}
"""
_ALL_COMMITS = """
?[oid, chain, pos, tree, parents, time, author, message] :=
    *commit{oid, chain, pos, tree, parents, time, author, message}
"""
_ROOTS = "?[oid] := *commit{oid, parents}, length(parents) == 0"
_INDEXED = "asked[oid] <- $oids ?[oid] := asked[oid], *commit{oid}"
_COMPLETE = "asked[oid] <- $oids ?[oid] := asked[oid], *complete{oid}"
_ALL_COMPLETE = "?[oid] := *complete{oid}"
_CHAIN = "?[base, base_pos, depth] := *chain{id: $id, base, base_pos, depth}"
_TIP = "?[max(pos)] := *commit_at{chain: $chain, pos}"
_LAYER = "?[path, blob, set] := *file_at{chain: $chain, path, blob, set @ $pos}"
_PATH_CHANGES = "?[at, blob, set] := *file_at{chain: $chain, path: $path, at, blob, set}"
_AT = """
?[oid, chain, pos, tree, parents, time, author, message] :=
    *commit_at{chain: $chain, pos: $pos, oid}, chain = $chain, pos = $pos,
    *commit{oid, tree, parents, time, author, message}
"""
_CHAIN_CHANGES = "?[at, path, blob, set] := *file_at{chain: $chain, path, at, blob, set}"
_NAMED = "?[blob] := *file_at{path, blob}, path == $name || ends_with(path, $below)"


class Versions:
    """Reads commits, their files, and the history of a path."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # ---- commits -------------------------------------------------------------------------------------

    def is_indexed(self, oid: Oid) -> bool:
        """Whether `files_at` can answer for this commit."""
        return bool(self._engine.run(_INDEXED, {"oids": [[oid]]}))

    def indexed(self, oids: Iterable[Oid]) -> set[Oid]:
        """Those of some commits that are indexed."""
        return {Oid(row[0]) for row in self._engine.run(_INDEXED, {"oids": [[oid] for oid in oids]})}

    def complete(self, oids: Iterable[Oid]) -> set[Oid]:
        """Those of some commits that are indexed with every ancestor."""
        return {Oid(row[0]) for row in self._engine.run(_COMPLETE, {"oids": [[oid] for oid in oids]})}

    def all_complete(self) -> set[Oid]:
        """Every tip recorded as indexed with all its ancestors."""
        return {Oid(row[0]) for row in self._engine.run(_ALL_COMPLETE)}

    def commit(self, oid: Oid) -> StoredCommit | None:
        """An indexed commit, None where it is not indexed."""
        rows = self._engine.run(_COMMIT, {"oid": oid})
        return _commit(rows[0]) if rows else None

    def commits(self, oids: Iterable[Oid]) -> dict[Oid, StoredCommit]:
        """Those of some commits that are indexed."""
        rows = self._engine.run(_COMMITS, {"oids": [[oid] for oid in oids]})
        return {commit.oid: commit for commit in map(_commit, rows)}

    def all_commits(self) -> list[StoredCommit]:
        """Every indexed commit, in the order of chain and position."""
        commits = map(_commit, self._engine.run(_ALL_COMMITS))
        return sorted(commits, key=lambda commit: (commit.chain, commit.pos))

    def roots(self) -> set[Oid]:
        """Indexed commits without parents: where history begins, or where a shallow clone had cut it off."""
        return {Oid(row[0]) for row in self._engine.run(_ROOTS)}

    def tip(self, chain: int) -> int:
        """The last position of a chain."""
        return int(_one(self._engine.run(_TIP, {"chain": chain}), f"chain {chain} has no commit")[0])

    def base(self, chain: int) -> tuple[int, int, int]:
        """A chain's base chain (`NO_CHAIN` for none), the position in it, and how many layers lie below."""
        base, base_pos, depth = _one(self._engine.run(_CHAIN, {"id": chain}), f"chain {chain} is missing")
        return base, base_pos, depth

    def commit_at(self, chain: int, pos: int) -> StoredCommit:
        """The commit at a position of a chain."""
        return _commit(_one(self._engine.run(_AT, {"chain": chain, "pos": pos}), f"chain {chain} has no commit {pos}"))

    # ---- files ---------------------------------------------------------------------------------------

    def files_at(self, oid: Oid) -> list[FileState]:
        """Every indexed file of a commit, by path.

        Raises:
            RevisionError: the commit is not indexed.
        """
        commit = self._known(oid)
        return self.files_of(commit.chain, commit.pos)

    def files_of(self, chain: int, pos: int) -> list[FileState]:
        """Every file at a position of a chain, by path: the nearest layer wins."""
        found: dict[str, Row] = {}
        for layer, layer_pos in self._layers(chain, pos):
            for row in self._engine.run(_LAYER, {"chain": layer, "pos": layer_pos}):
                found.setdefault(row[0], row)
        return [_state(*found[path]) for path in sorted(found) if found[path][1] != EMPTY_BLOB]

    def path_history(self, path: RepoPath, oid: Oid) -> list[PathChange]:
        """Each commit that changed a path's content or links, oldest first, as `git log` would follow it:
        first parents, and where a merge took the path from another parent, that parent.

        Raises:
            RevisionError: the commit is not indexed.
        """
        return list(PathTrace(self, path).changes_back(self._known(oid)))[::-1]

    def changes_of(self, chain: int, path: RepoPath) -> list[tuple[int, FileState]]:
        """Every change of one path recorded on a chain, by position; a deleted path has `EMPTY_BLOB`."""
        rows = self._engine.run(_PATH_CHANGES, {"chain": chain, "path": path})
        return sorted((int(row[0][0]), _state(path, *row[1:])) for row in rows)

    def chain_changes(self, chain: int) -> list[tuple[int, FileState]]:
        """Every change recorded on a chain, by position and path; a deleted path has `EMPTY_BLOB`."""
        rows = self._engine.run(_CHAIN_CHANGES, {"chain": chain})
        changes = [(int(row[0][0]), _state(*row[1:])) for row in rows]
        return sorted(changes, key=lambda change: (change[0], change[1].path))

    def contents_named(self, name: str) -> list[BlobHash]:
        """Every content that files of this name have, or had, in any indexed commit."""
        rows = self._engine.run(_NAMED, {"name": name, "below": f"/{name}"})
        return [BlobHash(row[0]) for row in rows if row[0] != EMPTY_BLOB]

    # ---- inside --------------------------------------------------------------------------------------

    def _known(self, oid: Oid) -> StoredCommit:
        commit = self.commit(oid)
        if commit is None:
            raise RevisionError(f"commit {oid[:12]} is not indexed", f"Run `rgraph index {oid[:12]}`.")
        return commit

    def _layers(self, chain: int, pos: int) -> Iterator[tuple[int, int]]:
        for _ in range(MOST_LAYERS):
            if chain == NO_CHAIN:
                return
            yield chain, pos
            chain, pos, _ = self.base(chain)
        raise damaged(f"chain {chain} lies under more than {MOST_LAYERS} others")


def _commit(row: Row) -> StoredCommit:
    oid, chain, pos, tree, parents, time, author, message = row
    return StoredCommit(
        Oid(oid), chain, pos, Oid(tree), tuple(Oid(parent) for parent in parents), time, author, message
    )


def _one(rows: Rows, else_what: str) -> Row:
    """The first row of what must have one. Raises StoreError."""
    if not rows or rows[0][0] is None:
        raise damaged(else_what)
    return rows[0]


def _state(path: str, blob: str, edges: int) -> FileState:
    return FileState(RepoPath(path), BlobHash(blob), str(edges) if edges != NO_SET else "")
