"""Indexed paths of git trees, and what differs between two, with unchanged subtrees never opened."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sized
from typing import Generic, TypeAlias, TypeVar

from pygit2.enums import ObjectType

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid, RepoPath

from .limits import MAX_DEPTH, MAX_PATHS, MAX_TOO_DEEP
from .objects import ObjectReader
from .path_bytes import is_indexed, to_repo_path
from .records import TreeChange

CACHED_ENTRIES = 60_000
"""How many entries each cache holds (some 15 MB), those not used for longest leaving first."""

_ENTRY = re.compile(rb"([0-7]+) ([^\0/]+)\0(.{20})", re.DOTALL)
_FILE_MODES = frozenset({b"100644", b"100755", b"100664"})
_DIR_MODES = frozenset({b"40000", b"040000"})
_NOT_NAMES = frozenset({b".", b".."})

Entry: TypeAlias = tuple[bytes, bytes, bytes]
"""Mode, name and the 20 bytes of the oid, as a tree object has them."""
_V = TypeVar("_V", bound=Sized)


class TreeReader:
    """Reads trees of one repository and remembers them by oid. Not for several threads at once."""

    def __init__(self, objects: ObjectReader, cached_entries: int = CACHED_ENTRIES) -> None:
        self._objects = objects
        self._entries: _Cache[bytes, frozenset[Entry]] = _Cache(cached_entries)
        self._flat: _Cache[tuple[bytes, int], dict[str, Oid]] = _Cache(cached_entries)
        self._steps = 0

    def paths(self, tree: Oid) -> dict[RepoPath, Oid]:
        """Every indexed path below a tree and its blob, sorted by path. Raises RepositoryError."""
        flat = self._flatten(bytes.fromhex(tree), 0)
        return {RepoPath(path): flat[path] for path in sorted(flat)}

    def changes(self, old: Oid | None, new: Oid | None) -> list[TreeChange]:
        """Indexed paths whose blob differs, sorted by path; None is the empty tree. Raises RepositoryError."""
        self._steps = 0
        found: dict[str, tuple[Oid | None, Oid | None]] = {}
        self._differ(
            "", None if old is None else bytes.fromhex(old), None if new is None else bytes.fromhex(new), 0, found
        )
        return [TreeChange(RepoPath(path), *found[path]) for path in sorted(found)]

    def too_deep(self, tree: Oid) -> list[RepoPath]:
        """The first directories, by path, that are not read because they lie below MAX_DEPTH others."""
        return [RepoPath(path) for path in self._too_deep(bytes.fromhex(tree), 0, {})]

    def _too_deep(self, tree: bytes, depth: int, known: dict[tuple[bytes, int], list[str]]) -> list[str]:
        if (tree, depth) not in known:
            found: list[str] = []
            for mode, name, oid in filter(_matters, self._read(tree)):
                if mode in _DIR_MODES:
                    path = to_repo_path(name)
                    below = self._too_deep(oid, depth + 1, known) if depth < MAX_DEPTH else None
                    found += [path] if below is None else [f"{path}/{each}" for each in below]
            known[tree, depth] = sorted(found)[:MAX_TOO_DEEP]
        return known[tree, depth]

    def _read(self, tree: bytes) -> frozenset[Entry]:
        """All entries of a tree object."""
        known = self._entries.get(tree)
        if known is None:
            raw = self._objects.read(Oid(tree.hex()), ObjectType.TREE)
            known = frozenset(_ENTRY.findall(raw))
            self._entries.put(tree, known)
        return known

    def _flatten(self, tree: bytes, depth: int) -> dict[str, Oid]:
        # The depth belongs in the key: where MAX_DEPTH cuts must not depend on what was read before.
        known = self._flat.get((tree, depth))
        if known is not None:
            return known
        flat: dict[str, Oid] = {}
        for mode, name, oid in filter(_matters, self._read(tree)):
            path = to_repo_path(name)
            if mode in _FILE_MODES:
                flat[path] = Oid(oid.hex())
            elif depth < MAX_DEPTH:
                flat.update((f"{path}/{below}", blob) for below, blob in self._flatten(oid, depth + 1).items())
            if len(flat) > MAX_PATHS:
                raise RepositoryError(f"The tree {tree.hex()} has more than {MAX_PATHS:,} Rust files.")
        self._flat.put((tree, depth), flat)
        return flat

    def _differ(
        self,
        prefix: str,
        old: bytes | None,
        new: bytes | None,
        depth: int,
        found: dict[str, tuple[Oid | None, Oid | None]],
    ) -> None:
        """Put what differs below two trees into `found`; entries that both have are passed over as sets."""
        self._steps += 1
        if depth > MAX_DEPTH:
            return
        if self._steps > MAX_PATHS:
            raise RepositoryError(f"Two trees differ in more than {MAX_PATHS:,} directories.")
        if old is None or new is None:
            only = old or new
            for path, blob in self._flatten(only, depth).items() if only else ():
                found[prefix + path] = (blob, None) if old else (None, blob)
            return
        before, after = self._read(old), self._read(new)
        left = {name: (mode, oid) for mode, name, oid in filter(_matters, before - after)}
        right = {name: (mode, oid) for mode, name, oid in filter(_matters, after - before)}
        for name in left.keys() | right.keys():
            path = prefix + to_repo_path(name)
            was_file, was_dir = _kinds(left.get(name))
            is_file, is_dir = _kinds(right.get(name))
            if was_file != is_file:
                found[path] = (_hex(was_file), _hex(is_file))
            if was_dir != is_dir:
                self._differ(f"{path}/", was_dir, is_dir, depth + 1, found)


def _hex(oid: bytes | None) -> Oid | None:
    return None if oid is None else Oid(oid.hex())


def _matters(entry: Entry) -> bool:
    """Whether it is a subtree or an indexed file; links, submodules and names that git forbids are not."""
    mode, name, _ = entry
    if mode in _DIR_MODES:
        return name not in _NOT_NAMES
    return mode in _FILE_MODES and is_indexed(name)


def _kinds(entry: tuple[bytes, bytes] | None) -> tuple[bytes | None, bytes | None]:
    """The oid as that of a file, and as that of a directory."""
    if entry is None:
        return None, None
    mode, oid = entry
    return (None, oid) if mode in _DIR_MODES else (oid, None)


_K = TypeVar("_K")


class _Cache(Generic[_K, _V]):
    """Least recently used collections by tree, bounded by the sum of their lengths."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._values: OrderedDict[_K, _V] = OrderedDict()

    def get(self, key: _K) -> _V | None:
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
        return found

    def put(self, key: _K, value: _V) -> None:
        self._values[key] = value
        self._weight += len(value) + 4
        while self._weight > self._limit and len(self._values) > 1:
            self._weight -= len(self._values.popitem(last=False)[1]) + 4
