"""Writing: contents, edge sets and commits gathered, then put in one transaction, so that none is half there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rgraph.errors import RevisionError
from rgraph.model.ids import EMPTY_BLOB, BlobHash, Oid, RepoPath

from .chains import NO_CHAIN, NO_SET, Versions
from .contents import Contents
from .engine import Engine, Rows
from .packing import squeeze
from .published import StoredPackage, pack_listing, package_key
from .schema import headers, key_columns
from .stored_records import Part, StoredBlob, StoredCommit

MAX_LAYERS = 6
"""Beyond this many layers below it a chain starts with all its files, so that reading stays cheap."""

FLUSH_BYTES = 16_000_000
"""Packed bytes gathered before they are written: Cozo syncs at every transaction."""

COMPILED_BY = "compiled_by"
"""Under which key `meta` has the tool whose index was read last; there is no such row where none was."""

_OVERLAY = "?[path] := *overlay{oid: $oid, path}"
_COUNTER = "?[value] := *meta{key: $key, value}"


@dataclass(frozen=True, slots=True)
class PackedSet:
    """A linked file as the store keeps it: its hash (`packing.set_hash`) and its squeezed bytes."""

    hash: str
    value: bytes


@dataclass(frozen=True, slots=True)
class FileVersion:
    """What a commit gives a path: a content and its edge set's hash ("" for none); `EMPTY_BLOB` deletes it."""

    path: RepoPath
    blob: BlobHash
    set_hash: str


@dataclass(frozen=True, slots=True)
class CommitFiles:
    """The files of a commit: all of them (`base` None), or what differs from `base`."""

    versions: Sequence[FileVersion]
    base: Oid | None = None


@dataclass(slots=True)
class _Pending:
    """Rows of one transaction."""

    rows: dict[str, Rows] = field(default_factory=dict)
    bytes: int = 0

    def add(self, relation: str, *row: object) -> None:
        self.rows.setdefault(relation, []).append(list(row))


class Writer:
    """Made by `Store.writing`. Parents are given before children where both are written."""

    def __init__(
        self, engine: Engine, versions: Versions, contents: Contents, flushed: Callable[[], None] = lambda: None
    ) -> None:
        self._engine = engine
        self._versions = versions
        self._contents = contents
        self._flushed = flushed
        self._pending = _Pending()
        self._sets: dict[str, int] = {"": NO_SET}
        self._places: dict[Oid, tuple[int, int]] = {}
        self._tips: dict[int, int] = {}
        self._depths: dict[int, int] = {NO_CHAIN: -1}
        self._next_set = self._counter("next_set", NO_SET + 1)
        self._next_chain = self._counter("next_chain", NO_CHAIN + 1)

    # ---- contents ------------------------------------------------------------------------------------

    def add_blob(self, blob: StoredBlob, parts: Mapping[Part, bytes]) -> None:
        """A content and its parts, squeezed. Adding what already exists changes nothing."""
        self._pending.add(
            "blob", blob.hash, blob.git_oid, blob.bytes, blob.lines, blob.status, blob.reason, blob.parse_errors
        )
        self._pending.add("blob_of", blob.git_oid, blob.hash)
        for part, value in parts.items():
            self._pending.add("packed", blob.hash, part.value, value)
            self._pending.bytes += len(value)

    def add_made(self, made: Mapping[BlobHash, bytes]) -> None:
        """What the macro calls of contents made, squeezed, in place of what is kept of each."""
        self._add_parts(Part.MADE, made)

    def add_words(self, words: Mapping[BlobHash, bytes]) -> None:
        """Which terms the items of contents have, squeezed, in place of what is kept of each."""
        self._add_parts(Part.WORDS, words)

    def add_texts(self, texts: Mapping[BlobHash, bytes]) -> None:
        """Which texts of the items of contents vectors are made of, squeezed, in place of what is kept of each."""
        self._add_parts(Part.TEXTS, texts)

    def add_compiled(self, compiled: Mapping[BlobHash, bytes], tool: str) -> None:
        """What the index that `tool` made adds to the links of contents, squeezed, in place of what is kept of each."""
        self._add_parts(Part.COMPILED, compiled)
        self._pending.add("meta", COMPILED_BY, tool)

    def add_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """What a model makes of texts, by their names."""
        for text, value in vectors.items():
            self._pending.add("vector", model, text, value)
            self._pending.bytes += len(value)

    def add_part(self, part: Part, values: Mapping[BlobHash, bytes]) -> None:
        """What was computed of contents to save time, squeezed, in place of what is kept of each."""
        self._add_parts(part, values)

    def add_counts(self, counts: Mapping[BlobHash, bytes]) -> None:
        """What is counted in contents, squeezed, in place of what is kept of each."""
        self._add_parts(Part.COUNTS, counts)

    def add_touched(self, touched: Mapping[Oid, bytes]) -> None:
        """Which items commits changed, packed, by commit."""
        for oid, value in touched.items():
            self._pending.add("touched", oid, squeeze(value))
            self._pending.bytes += len(value)

    def _add_parts(self, part: Part, values: Mapping[BlobHash, bytes]) -> None:
        for blob, value in values.items():
            self._pending.add("packed", blob, part.value, value)
            self._pending.bytes += len(value)

    def add_sets(self, sets: Iterable[PackedSet]) -> None:
        """Edge sets, before the commits whose files have them."""
        new = {edges.hash: edges for edges in sets if edges.hash not in self._sets}
        if not new:
            return
        known = self._contents.set_ids(new)
        self._sets.update(known)
        for hash_, edges in new.items():
            if hash_ not in known:
                self._sets[hash_] = self._next_set
                self._pending.add("edge_set", self._next_set, hash_, edges.value)
                self._pending.add("set_of", hash_, self._next_set)
                self._pending.bytes += len(edges.value)
                self._next_set += 1

    def set_overlay(self, oid: Oid, sets: Mapping[RepoPath, str], value: bytes) -> None:
        """Store, in place of what is there, the edge sets that files of a commit have with what they reach in
        dependencies, by hash, and packed, what these depend on. The sets must have been added.
        """
        self._flush_before_removing("overlay")
        for (path,) in self._engine.run(_OVERLAY, {"oid": oid}):
            if path not in sets:
                self._pending.add("-overlay", oid, path)
        for path, hash_ in sets.items():
            self._pending.add("overlay", oid, path, self._set(hash_))
        self._pending.add("dependencies", oid, squeeze(value))

    def add_package(self, package: StoredPackage, day: int) -> None:
        """A version of a package, after its contents, as used on a day; in place of what is there of it."""
        listing = squeeze(pack_listing(package.files))
        key = package_key(package.id, package.checksum)
        self._pending.add("package", *key, *package.place, package.assurance, listing)
        self._pending.add("package_used", *key, day)
        self._pending.bytes += len(listing)

    def use_packages(self, packages: Iterable[StoredPackage], day: int) -> None:
        """Record that packages were used on a day."""
        for package in packages:
            self._pending.add("package_used", *package_key(package.id, package.checksum), day)

    # ---- commits -------------------------------------------------------------------------------------

    def add_commit(
        self, oid: Oid, tree: Oid, parents: Sequence[Oid], time: int, author: str, message: str, files: CommitFiles
    ) -> None:
        """A commit with its files; nothing happens where it is indexed already.

        Raises:
            RevisionError: `files.base` is not indexed, or not the first parent.
        """
        if self._place(oid) is not None:
            return
        parent = parents[0] if parents else None
        place = self._place(parent) if parent is not None else None
        if files.base is not None and (files.base != parent or place is None):
            raise RevisionError(f"commit {oid[:12]} is written before its parent", "This is a bug in rgraph.")
        chain, pos, versions = self._next_place(place, files)
        self._places[oid] = (chain, pos)
        self._tips[chain] = pos
        self._pending.add("commit", oid, chain, pos, tree, list(parents), time, author, message)
        self._pending.add("commit_at", chain, pos, oid)
        self._add_versions(chain, pos, versions)

    def set_parents(self, oid: Oid, parents: Sequence[Oid]) -> None:
        """Give an indexed commit the parents that a shallow clone lacked when it was indexed; its files stay."""
        known = self._versions.commit(oid)
        if known is not None:
            row = (known.chain, known.pos, known.tree, list(parents), known.time, known.author, known.message)
            self._pending.add("commit", oid, *row)

    def set_footprints(self, oid: Oid, changed: Mapping[RepoPath, bytes], gone: Iterable[RepoPath]) -> None:
        """Let the kept footprints be those of this commit: what differs from the ones that are there."""
        self._flush_before_removing("footprint")
        for path, value in changed.items():
            squeezed = squeeze(value)
            self._pending.add("footprint", path, squeezed)
            self._pending.bytes += len(squeezed)
        for path in gone:
            self._pending.add("-footprint", path)
        self._pending.add("meta", "footprint_commit", oid)

    def mark_complete(self, oids: Iterable[Oid]) -> None:
        """Record tips whose ancestors are all indexed, so that the next run need not look."""
        for oid in oids:
            self._pending.add("complete", oid)

    def add_pin(self, oid: Oid, why: str) -> None:
        """Keep a commit through `gc` although nothing refers to it."""
        self._pending.add("pin", oid, why)

    def drop_pin(self, oid: Oid) -> None:
        """The inverse of `add_pin`."""
        self._flush_before_removing("pin")
        self._pending.add("-pin", oid)

    def add_rewritten(self, rewrites: Iterable[tuple[Oid, Oid]]) -> None:
        """Record that amend or rebase made new commits out of old ones."""
        for old, new in rewrites:
            self._pending.add("rewritten", old, new)

    def mark(self, key: str) -> None:
        """Record that something was done once."""
        self._pending.add("meta", key, "1")

    # ---- transactions --------------------------------------------------------------------------------

    @property
    def full(self) -> bool:
        """Whether so much is gathered that it is time to `flush`."""
        return self._pending.bytes >= FLUSH_BYTES

    def flush(self) -> None:
        """Put everything gathered in one transaction.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        pending, self._pending = self._pending, _Pending()
        if not pending.rows:
            return
        pending.add("meta", "next_set", str(self._next_set))
        pending.add("meta", "next_chain", str(self._next_chain))
        self._engine.put({name: (_headers(name), rows) for name, rows in pending.rows.items()})
        self._flushed()

    def _flush_before_removing(self, relation: str) -> None:
        """Within one transaction removals come first, whatever the order in which they were given."""
        if relation in self._pending.rows:
            self.flush()

    # ---- inside --------------------------------------------------------------------------------------

    def _counter(self, key: str, first: int) -> int:
        rows = self._engine.run(_COUNTER, {"key": key})
        return int(rows[0][0]) if rows else first

    def _place(self, oid: Oid | None) -> tuple[int, int] | None:
        if oid is None:
            return None
        if oid not in self._places:
            commit: StoredCommit | None = self._versions.commit(oid)
            if commit is None:
                return None
            self._places[oid] = (commit.chain, commit.pos)
        return self._places[oid]

    def _next_place(
        self, parent: tuple[int, int] | None, files: CommitFiles
    ) -> tuple[int, int, Iterable[tuple[str, str, int]]]:
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
        chain, self._next_chain = self._next_chain, self._next_chain + 1
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

    def _numbered(self, versions: Iterable[FileVersion]) -> list[tuple[str, str, int]]:
        return [(version.path, version.blob, self._set(version.set_hash)) for version in versions]

    def _set(self, hash_: str) -> int:
        if hash_ not in self._sets:
            self._sets.update(self._contents.set_ids([hash_]))
        return self._sets[hash_]

    def _difference(self, parent: tuple[int, int], files: CommitFiles) -> Iterable[tuple[str, str, int]]:
        """The rows by which a commit differs from its parent; a path that is gone is asserted as deleted."""
        if files.base is not None:
            return self._numbered(files.versions)
        before = self._files(parent)
        after = {path: (blob, edges) for path, blob, edges in self._numbered(files.versions)}
        changed = [(path, *state) for path, state in after.items() if before.get(path) != state]
        return [*changed, *((path, EMPTY_BLOB, NO_SET) for path in before if path not in after)]

    def _complete(self, parent: tuple[int, int], files: CommitFiles) -> Iterable[tuple[str, str, int]]:
        """Every file of a commit, for a chain without a base."""
        if files.base is None:
            return self._numbered(files.versions)
        state = self._files(parent)
        state.update({path: (blob, edges) for path, blob, edges in self._numbered(files.versions)})
        return [(path, blob, edges) for path, (blob, edges) in state.items() if blob != EMPTY_BLOB]

    def _files(self, place: tuple[int, int]) -> dict[str, tuple[str, int]]:
        self.flush()  # the parent may be among what is gathered
        files = self._versions.files_of(*place)
        return {file.path: (file.blob, int(file.edges) if file.edges else NO_SET) for file in files}

    def _add_versions(self, chain: int, pos: int, versions: Iterable[tuple[str, str, int]]) -> None:
        for path, blob, edges in versions:
            self._pending.add("file_at", chain, path, [pos, True], blob, edges)
            self._pending.bytes += 100


def _headers(relation: str) -> list[str]:
    """Removals (`-name`) need the keys only, and are given only them."""
    return key_columns(relation[1:]) if relation.startswith("-") else headers(relation)
