"""Writing: contents, edge sets and commits gathered, then put in one transaction, so that none is half there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rgraph.model.ids import BlobHash, Oid, RepoPath

from .chains import Versions
from .contents import Contents
from .edge_sets import EdgeSets, PackedSet
from .engine import Engine
from .footprints import FootprintWriter
from .packing import squeeze
from .pending import Pending
from .placement import CommitFiles, Placement
from .published import StoredPackage, pack_listing, package_key
from .stored_records import Part, StoredBlob

COMPILED_BY = "compiled_by"
"""Under which key `meta` has the tool whose index was read last; there is no such row where none was."""

_OVERLAY = "?[path] := *overlay{oid: $oid, path}"


class Writer:
    """Made by `Store.writing`. Parents are given before children where both are written."""

    def __init__(
        self, engine: Engine, versions: Versions, contents: Contents, flushed: Callable[[], None] = lambda: None
    ) -> None:
        self._engine = engine
        self._versions = versions
        self._pending = Pending(engine, flushed)
        self._sets = EdgeSets(contents, self._pending)
        self._placement = Placement(versions, self._sets, self._pending)
        self.footprints = FootprintWriter(engine, self._pending)

    # ---- contents ------------------------------------------------------------------------------------

    def add_blob(self, blob: StoredBlob, parts: Mapping[Part, bytes]) -> None:
        """A content and its parts, squeezed. Adding what already exists changes nothing."""
        self._pending.add(
            "blob", blob.hash, blob.git_oid, blob.bytes, blob.lines, blob.status, blob.reason, blob.parse_errors
        )
        self._pending.add("blob_of", blob.git_oid, blob.hash)
        for part, value in parts.items():
            self._pending.add("packed", blob.hash, part.value, value, weight=len(value))

    def add_made(self, made: Mapping[BlobHash, bytes]) -> None:
        """What the macro calls of contents made, squeezed, in place of what is kept of each."""
        self.add_part(Part.MADE, made)

    def add_words(self, words: Mapping[BlobHash, bytes]) -> None:
        """Which terms the items of contents have, squeezed, in place of what is kept of each."""
        self.add_part(Part.WORDS, words)

    def add_texts(self, texts: Mapping[BlobHash, bytes]) -> None:
        """Which texts of the items of contents vectors are made of, squeezed, in place of what is kept of each."""
        self.add_part(Part.TEXTS, texts)

    def add_compiled(self, compiled: Mapping[BlobHash, bytes], tool: str) -> None:
        """What the index that `tool` made adds to the links of contents, squeezed, in place of what is kept of each."""
        self.add_part(Part.COMPILED, compiled)
        self._pending.add("meta", COMPILED_BY, tool)

    def add_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """What a model makes of texts, by their names."""
        for text, value in vectors.items():
            self._pending.add("vector", model, text, value, weight=len(value))

    def add_part(self, part: Part, values: Mapping[BlobHash, bytes]) -> None:
        """What was computed of contents to save time, squeezed, in place of what is kept of each."""
        for blob, value in values.items():
            self._pending.add("packed", blob, part.value, value, weight=len(value))

    def add_counts(self, counts: Mapping[BlobHash, bytes]) -> None:
        """What is counted in contents, squeezed, in place of what is kept of each."""
        self.add_part(Part.COUNTS, counts)

    def add_touched(self, touched: Mapping[Oid, bytes]) -> None:
        """Which items commits changed, packed, by commit."""
        for oid, value in touched.items():
            self._pending.add("touched", oid, squeeze(value), weight=len(value))

    def add_sets(self, sets: Iterable[PackedSet]) -> None:
        """Edge sets, before the commits whose files have them."""
        self._sets.add(sets)

    def set_overlay(self, oid: Oid, sets: Mapping[RepoPath, str], value: bytes) -> None:
        """Store, in place of what is there, the edge sets that files of a commit have with what they reach in
        dependencies, by hash, and packed, what these depend on. The sets must have been added.
        """
        self._pending.flush_before_removing("overlay")
        for (path,) in self._engine.run(_OVERLAY, {"oid": oid}):
            if path not in sets:
                self._pending.add("-overlay", oid, path)
        for path, hash_ in sets.items():
            self._pending.add("overlay", oid, path, self._sets.number(hash_))
        self._pending.add("dependencies", oid, squeeze(value))

    def add_package(self, package: StoredPackage, day: int) -> None:
        """A version of a package, after its contents, as used on a day; in place of what is there of it."""
        listing = squeeze(pack_listing(package.files))
        key = package_key(package.id, package.checksum)
        self._pending.add("package", *key, *package.place, package.assurance, listing, weight=len(listing))
        self._pending.add("package_used", *key, day)

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
        if self._placement.of(oid) is not None:
            return
        chain, pos = self._placement.put(oid, parents[0] if parents else None, files)
        self._pending.add("commit", oid, chain, pos, tree, list(parents), time, author, message)
        self._pending.add("commit_at", chain, pos, oid)

    def set_parents(self, oid: Oid, parents: Sequence[Oid]) -> None:
        """Give an indexed commit the parents that a shallow clone lacked when it was indexed; its files stay."""
        known = self._versions.commit(oid)
        if known is not None:
            row = (known.chain, known.pos, known.tree, list(parents), known.time, known.author, known.message)
            self._pending.add("commit", oid, *row)

    def mark_complete(self, oids: Iterable[Oid]) -> None:
        """Record tips whose ancestors are all indexed, so that the next run need not look."""
        for oid in oids:
            self._pending.add("complete", oid)

    def add_pin(self, oid: Oid, why: str) -> None:
        """Keep a commit through `gc` although nothing refers to it."""
        self._pending.add("pin", oid, why)

    def drop_pin(self, oid: Oid) -> None:
        """The inverse of `add_pin`."""
        self._pending.flush_before_removing("pin")
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
        return self._pending.full

    def flush(self) -> None:
        """Put everything gathered in one transaction.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        self._pending.flush()
