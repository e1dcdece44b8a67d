"""Indexed paths of git trees, and what differs between two, with unchanged subtrees never opened twice."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec
from pygit2.enums import ObjectType

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid, RepoPath

from .objects import ObjectReader
from .paths import is_indexed, to_repo_path
from .records import TreeChange

_ENTRY = re.compile(rb"([0-7]+) ([^\0]+)\0(.{20})", re.DOTALL)
_FILE_MODES = frozenset({b"100644", b"100755", b"100664"})
_DIR_MODES = frozenset({b"40000", b"040000"})

MAX_DEPTH = 200
"""Directories nested deeper than this are not indexed."""
MAX_PATHS = 1_000_000
"""A tree with more indexed paths than this is refused: a few objects can spell billions of paths."""
CACHED_ENTRIES = 400_000
"""How many directory entries each cache holds (some 60 MB), the oldest leaving first."""

_V = TypeVar("_V")


class Directory(msgspec.Struct, frozen=True, gc=False):
    """The indexed files (name to blob) and the subdirectories (name to tree) of one tree object."""

    files: dict[str, Oid]
    dirs: dict[str, Oid]


class TreeReader:
    """Reads trees of one repository and remembers them by oid. Not for several threads at once."""

    def __init__(self, objects: ObjectReader, cached_entries: int = CACHED_ENTRIES) -> None:
        self._objects = objects
        self._directories: _Cache[Directory] = _Cache(cached_entries)
        self._flat: _Cache[dict[str, Oid]] = _Cache(cached_entries)
        self._steps = 0

    def paths(self, tree: Oid) -> dict[RepoPath, Oid]:
        """Every indexed path below a tree and its blob, sorted by path. Raises RepositoryError."""
        flat = self._flatten(tree, 0)
        return {RepoPath(path): flat[path] for path in sorted(flat)}

    def changes(self, old: Oid | None, new: Oid | None) -> list[TreeChange]:
        """Indexed paths whose blob differs, sorted by path; None is the empty tree. Raises RepositoryError."""
        self._steps = 0
        found = [TreeChange(RepoPath(path), before, after) for path, before, after in self._differ("", old, new, 0)]
        found.sort(key=lambda change: change.path)
        return found

    def lookup(self, tree: Oid, path: RepoPath) -> Oid | None:
        """The blob at an indexed path, or None."""
        *parents, name = path.split("/")
        for part in parents:
            below = self._directory(tree).dirs.get(part)
            if below is None:
                return None
            tree = below
        return self._directory(tree).files.get(name)

    def _directory(self, tree: Oid) -> Directory:
        known = self._directories.get((tree, 0))
        if known is None:
            known = parse_directory(self._objects.read(tree, ObjectType.TREE))
            self._directories.put((tree, 0), known, len(known.files) + len(known.dirs) + 4)
        return known

    def _flatten(self, tree: Oid, depth: int) -> dict[str, Oid]:
        known = self._flat.get((tree, depth))
        if known is not None:
            return known
        directory = self._directory(tree)
        flat = dict(directory.files)
        if depth < MAX_DEPTH:
            for name, below in directory.dirs.items():
                flat.update((f"{name}/{path}", blob) for path, blob in self._flatten(below, depth + 1).items())
                if len(flat) > MAX_PATHS:
                    raise RepositoryError(f"The tree {tree} has more than {MAX_PATHS:,} Rust files.")
        # The depth belongs in the key: where MAX_DEPTH cuts must not depend on what was read before.
        self._flat.put((tree, depth), flat, len(flat) + 4)
        return flat

    def _differ(
        self, prefix: str, old: Oid | None, new: Oid | None, depth: int
    ) -> Iterator[tuple[str, Oid | None, Oid | None]]:
        if old == new or depth > MAX_DEPTH:
            return
        self._steps += 1
        if self._steps > MAX_PATHS:
            raise RepositoryError(f"The trees {old} and {new} differ in more than {MAX_PATHS:,} directories.")
        if old is None or new is None:
            yield from self._one_sided(prefix, old, new, depth)
            return
        before, after = self._directory(old), self._directory(new)
        yield from _files_differ(prefix, before.files, after.files)
        for name in before.dirs.keys() | after.dirs.keys():
            left, right = before.dirs.get(name), after.dirs.get(name)
            if left != right:
                yield from self._differ(f"{prefix}{name}/", left, right, depth + 1)

    def _one_sided(
        self, prefix: str, old: Oid | None, new: Oid | None, depth: int
    ) -> Iterator[tuple[str, Oid | None, Oid | None]]:
        tree = old or new
        if tree is None:
            return
        for path, blob in self._flatten(tree, depth).items():
            yield (f"{prefix}{path}", blob, None) if old else (f"{prefix}{path}", None, blob)


def parse_directory(raw: bytes) -> Directory:
    """The indexed files and the directories of a raw tree object; links, submodules and odd names are left out."""
    files: dict[str, Oid] = {}
    dirs: dict[str, Oid] = {}
    for mode, name, oid in _ENTRY.findall(raw):
        if mode in _DIR_MODES:
            if b"/" not in name and name not in (b".", b".."):
                dirs[to_repo_path(name)] = Oid(oid.hex())
        elif mode in _FILE_MODES and is_indexed(name) and b"/" not in name:
            files[to_repo_path(name)] = Oid(oid.hex())
    return Directory(files, dirs)


def _files_differ(
    prefix: str, before: dict[str, Oid], after: dict[str, Oid]
) -> Iterator[tuple[str, Oid | None, Oid | None]]:
    for name, blob in after.items():
        old = before.get(name)
        if old != blob:
            yield f"{prefix}{name}", old, blob
    for name, blob in before.items():
        if name not in after:
            yield f"{prefix}{name}", blob, None


class _Cache(Generic[_V]):
    """Least recently used values by tree oid, bounded by the sum of their weights."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._values: OrderedDict[tuple[Oid, int], tuple[_V, int]] = OrderedDict()

    def get(self, key: tuple[Oid, int]) -> _V | None:
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: tuple[Oid, int], value: _V, weight: int) -> None:
        self._values[key] = (value, weight)
        self._weight += weight
        while self._weight > self._limit and len(self._values) > 1:
            self._weight -= self._values.popitem(last=False)[1][1]
