"""Links one commit after another in one process, each as a difference to the one before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.errors import StoreError
from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.facts import BlobFacts
from rgraph.model.gaps import Gap
from rgraph.model.graph import LinkedFile, pack_linked
from rgraph.model.ids import EMPTY_BLOB, BlobHash, Oid, RepoPath
from rgraph.store.contents import Contents
from rgraph.store.edge_sets import PackedSet
from rgraph.store.failures import REBUILD
from rgraph.store.packing import expand, set_hash, squeeze
from rgraph.store.placement import CommitFiles, FileVersion
from rgraph.store.stored_records import Part

from .analysis import Analysis, Known, analyse, reading
from .cache import ContentCache

if TYPE_CHECKING:
    from rgraph.link.linker import Keeper, Linker

KEPT_STATES = 64
"""Commits whose files are remembered, for the commits that branch off them."""

Files = dict[RepoPath, tuple[BlobHash, str]]
"""Each path's content and the hash of its edge set ("" where it was not linked)."""


@dataclass(frozen=True, slots=True)
class LinkedCommit:
    """What a commit adds to the store."""

    oid: Oid
    files: CommitFiles
    sets: list[PackedSet]
    analyses: list[Analysis]
    gaps: list[Gap] = field(default_factory=list)
    """What internal errors cost in this commit."""
    made: dict[BlobHash, bytes] = field(default_factory=dict)
    """What macro calls made in contents, squeezed."""


@dataclass(slots=True)
class CommitLinker:
    """Walks from tree to tree. `contents` is where what is known already comes from."""

    repository: Repository
    contents: Contents
    jobs: int = 1
    """Processes that link one tree; more than one needs `hold_bodies` before."""

    facts: Callable[[Iterable[BlobHash]], Mapping[BlobHash, BlobFacts]] | None = None
    """Who keeps facts already, to be read from there when it resumes: the same tree is asked about next."""

    anew: bool = False
    """Whether macro calls are expanded again although the store has kept what they make."""

    read: Callable[[Oid], bytes] | None = None
    """Who reads contents that git does not have, and those it has; the repository where nobody is named."""

    spares: bool = False
    """Whether bodies that are as they were are told by what the store has of their files. Who links many commits keeps
    what each body depended on instead."""

    footprints: dict[RepoPath, bytes] = field(default_factory=dict)
    """Of every file linked here, as of the last commit."""

    cache: ContentCache = field(init=False)
    _linker: Linker | None = None
    _at: Oid | None = None
    _tree: dict[RepoPath, BlobHash] = field(default_factory=dict)
    _files: Files = field(default_factory=dict)
    _left: dict[RepoPath, str] = field(default_factory=dict)  # the edge sets of the contents that were put aside
    _hashes: dict[tuple[Oid, Part | None], BlobHash] = field(default_factory=dict)
    _oids: dict[BlobHash, Oid] = field(default_factory=dict)
    _states: OrderedDict[Oid, Files] = field(default_factory=OrderedDict)
    _sent: set[str] = field(default_factory=set)
    _analyses: list[Analysis] = field(default_factory=list)
    _gaps: list[Gap] = field(default_factory=list)
    _made: dict[BlobHash, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cache = ContentCache(self._fetch)

    @property
    def at(self) -> Oid | None:
        """The commit that it stands on."""
        return self._at

    def learn(self, known: Known) -> None:
        """Take over what was just analysed in this process."""
        self.note(known.analysis)
        self.cache.add(known)

    def note(self, analysis: Analysis) -> None:
        """Take over what was analysed elsewhere."""
        self._hashes[analysis.blob.git_oid, analysis.reading] = analysis.blob.hash
        self._oids[analysis.blob.hash] = analysis.blob.git_oid

    def resume(self, oid: Oid, files: Files, footprints: Mapping[RepoPath, bytes]) -> None:
        """Stand on a commit that is stored, with the footprints its files were linked with."""
        self._at, self._files = oid, dict(files)
        self._tree = {path: blob for path, (blob, _) in files.items()}
        self._states[oid] = files
        self._sent.update(edges for _, edges in files.values())
        self.footprints = dict(footprints)
        rust = [blob for path, blob in self._tree.items() if reading(path) is Part.FACTS]
        if self.facts is not None:
            self.cache.share(self.facts(rust))
        self.cache.preload(rust, Part.FACTS)
        self._new_linker().restore(self._tree, footprints)

    def link(self, record: CommitRecord, keeper: Keeper | None = None) -> LinkedCommit:
        """Go to a commit and link what differs; `keeper` has what an interrupted run found of the same tree."""
        changes = self.repository.changes(self._at, record.oid)
        added = {change.path: change.new_blob for change in changes if change.new_blob is not None}
        self._analyse(self.missing(added), self.repository.read)
        touched = {change.path for change in changes}
        self._set_tree({path: added.get(path) for path in touched})
        sets = self._link(touched, keeper)
        parent = record.parents[0] if record.parents else None
        files = self._difference(parent, touched)
        self._at = record.oid
        self._states[record.oid] = dict(self._files)
        if len(self._states) > KEPT_STATES:
            self._states.popitem(last=False)
        return LinkedCommit(record.oid, files, sets, self._new_analyses(), self._new_gaps(), self._new_made())

    def link_tree(self, tree: Mapping[RepoPath, Oid], read: Callable[[Oid], bytes]) -> LinkedCommit:
        """Go to a tree that is of no commit; `read` gives a blob's bytes. No commit can be linked afterwards; another
        tree can, where `read` of the linker itself goes on to read the contents of this one."""
        self._analyse(self.missing(tree), read)
        hashes = {path: self._hashes[oid, reading(path)] for path, oid in tree.items()}
        touched = {path for path in {*hashes, *self._tree} if hashes.get(path) != self._tree.get(path)}
        self._set_tree({path: tree.get(path) for path in touched})
        sets = self._link(touched)
        files = CommitFiles([FileVersion(path, *state) for path, state in sorted(self._files.items())])
        return LinkedCommit(Oid(""), files, sets, self._new_analyses(), self._new_gaps())

    def working_on(self) -> str:
        """The file and item that is being linked."""
        return self._linker.working_on() if self._linker is not None else ""

    def missing(self, tree: Mapping[RepoPath, Oid]) -> list[tuple[Oid, Part | None]]:
        """The contents of a tree that nobody has analysed yet, each once."""
        wanted = {(blob, reading(path)) for path, blob in tree.items()} - self._hashes.keys()
        self._hashes.update(self.contents.known(wanted))
        return sorted(wanted - self._hashes.keys(), key=lambda want: (want[0], want[1] or ""))

    def hold_bodies(self, tree: Mapping[RepoPath, Oid]) -> None:
        """Have all bodies of a tree at hand for forked processes; every content of it is stored by now."""
        blobs = [self._hashes[oid, Part.FACTS] for path, oid in tree.items() if reading(path) is Part.FACTS]
        self.cache.hold(Part.BODIES, self.contents.all_squeezed(blobs, Part.BODIES))

    # ---- inside --------------------------------------------------------------------------------------

    def _new_linker(self) -> Linker:
        from rgraph.link.linker import Linker

        self._linker = Linker(self.cache, self.jobs, self._links_of if self.spares else None)
        return self._linker

    def _links_of(self, path: RepoPath) -> LinkedFile | None:
        """What a file was linked to in the commit that it stood on, where the store has it."""
        hash_ = self._left.get(path) or self._files.get(path, ("", ""))[1]
        for number in self.contents.set_ids([hash_]).values():
            return self.contents.linked([str(number)])[str(number)]
        return None

    def _fetch(self, blobs: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        """Contents from the store; what was analysed here, dropped and not yet written is analysed again."""
        if part is Part.MADE and self.anew:
            return
        missing = dict.fromkeys(blobs)
        for blob, data in self.contents.packed(list(missing), part):
            del missing[blob]
            yield blob, data
        if part is Part.MADE:
            return  # it is kept to save time
        for blob in missing:
            oid = self._oids.get(blob)
            if oid is None:
                raise StoreError(f"the store is damaged: the {part} of {blob[:12]} are missing", REBUILD)
            reading_ = Part.FACTS if part is Part.BODIES else part
            read = self.read or self.repository.read
            yield blob, expand(analyse(oid, read(oid), reading_).analysis.parts[part])

    def _set_tree(self, changes: Mapping[RepoPath, Oid | None]) -> None:
        """Put other blobs at some paths (None: the path is gone)."""
        self._left = {path: self._files[path][1] for path in changes if path in self._files}
        for path, oid in changes.items():
            if oid is None:
                self._tree.pop(path, None)
                self._files.pop(path, None)
                self.footprints.pop(path, None)
            else:
                blob = self._hashes[oid, reading(path)]
                self._tree[path] = blob
                self._files[path] = (blob, "")

    def _analyse(self, wanted: Iterable[tuple[Oid, Part | None]], read: Callable[[Oid], bytes]) -> None:
        for oid, part in wanted:
            known = analyse(oid, read(oid), part)
            self.learn(known)
            self._gaps += known.analysis.gaps
            self._analyses.append(known.analysis)

    def _new_analyses(self) -> list[Analysis]:
        analyses, self._analyses = self._analyses, []
        return analyses

    def _new_made(self) -> dict[BlobHash, bytes]:
        made, self._made = self._made, {}
        return made

    def _new_gaps(self) -> list[Gap]:
        gaps, self._gaps = self._gaps, []
        return gaps

    def _link(self, touched: set[RepoPath], keeper: Keeper | None = None) -> list[PackedSet]:
        """Link what the change affects; `touched` grows by the paths whose links changed."""
        linker = self._linker or self._new_linker()
        present = (self._tree[path] for path in touched if path in self._tree and reading(path) is Part.FACTS)
        self.cache.preload(present, Part.FACTS)
        delta = linker.link(self._tree, keeper)
        self._gaps += delta.gaps
        self._made = {blob: squeeze(bundle) for blob, bundle in delta.made.items()}
        sets = []
        for path in delta.gone:
            self.footprints.pop(path, None)
            self._set_edges(path, "", touched)
        for path, linked in delta.linked.items():
            packed = pack_linked(linked)
            hash_ = set_hash(packed)
            if hash_ not in self._sent:
                self._sent.add(hash_)
                sets.append(PackedSet(hash_, squeeze(packed)))
            self._set_edges(path, hash_, touched)
        self.footprints.update(delta.footprints)
        return sets

    def _set_edges(self, path: RepoPath, hash_: str, touched: set[RepoPath]) -> None:
        if path in self._tree:
            self._files[path] = (self._tree[path], hash_)
            touched.add(path)

    def _difference(self, parent: Oid | None, touched: set[RepoPath]) -> CommitFiles:
        """This commit's files as a difference to its first parent where that was linked here, else all of them."""
        before = self._states.get(parent) if parent is not None else None
        if before is None:
            return CommitFiles([FileVersion(path, *state) for path, state in self._files.items()])
        paths: Iterable[RepoPath] = touched if parent == self._at else {*before, *self._files}
        versions = []
        for path in sorted(paths):
            state = self._files.get(path, (EMPTY_BLOB, ""))
            if before.get(path, (EMPTY_BLOB, "")) != state:
                versions.append(FileVersion(path, *state))
        return CommitFiles(versions, parent)
