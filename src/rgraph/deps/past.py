"""Which commits moved a crate: the history of the lock files, and of the manifests where there was no lock file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from rgraph.cargo.places import LOCK_FILE, is_lock_file, is_manifest
from rgraph.errors import ItemError
from rgraph.model.ids import Oid, RepoPath
from rgraph.spelling import counted
from rgraph.view.answers import CommitRef
from rgraph.view.life import commit_ref

from .limits import MAX_LOG_COMMITS, MAX_LOG_CONTENTS
from .mentions import Asked, Locked, Mentions
from .moves import Direction, Step, asked_moves, locked_moves

if TYPE_CHECKING:
    from rgraph.git.path_history import PathChange
    from rgraph.git.repository import Repository


class Moved(msgspec.Struct, frozen=True, gc=False):
    """A commit, and what it did to a crate: in lock files, and in the requirements of manifests."""

    commit: CommitRef
    moves: list[Step]


class Past(msgspec.Struct, frozen=True, gc=False):
    """The commits that moved a crate, oldest first. `locks` are the lock files of the tree that were followed."""

    crate: str
    commit: str
    locks: list[str]
    commits: list[Moved]
    complete: bool = True
    notes: list[str] = []


def past(repository: Repository, crate: str, rev: str) -> Past:
    """The past of a crate up to a commit. Raises RevisionError, and ItemError where it was never there."""
    tip = repository.resolve(rev)
    walk = _Walk(repository, Mentions(repository, crate))
    locks = [path for path in repository.tree(tip) if is_lock_file(path)]
    before = {path: walk.follow(path, tip) for path in dict.fromkeys([*locks, _MAIN])}
    walk.requirements(before[_MAIN] if _MAIN in locks else tip)
    if not walk.found and not walk.notes:
        raise ItemError(f"no package {crate} in the history of {rev}", "`rgraph deps list` lists the current ones")
    notes = [*walk.notes, walk.told()]
    return Past(crate, tip, [*locks], walk.moved(), not walk.notes, notes)


_MAIN = RepoPath(LOCK_FILE)
"""The lock file of the workspace at the top. Where it is, requirements say no more than it does."""


@dataclass
class _Walk:
    repository: Repository
    mentions: Mentions
    found: dict[Oid, list[Step]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    looked: int = 0
    _trails: list[list[Oid]] = field(default_factory=list)

    def moved(self) -> list[Moved]:
        """The commits found, by time; of one file's none before its parent, whatever the clocks said."""
        refs = {oid: commit_ref(self.repository.commit(oid)) for oid in self.found}
        keys: dict[Oid, int] = {}
        for trail in self._trails:
            latest = 0
            for oid in reversed(trail):
                latest = keys[oid] = max(latest, refs[oid].time, keys.get(oid, 0))
        return [Moved(refs[oid], self.found[oid]) for oid in sorted(keys, key=lambda each: keys[each])]

    def told(self) -> str:
        """What the answer cost."""
        commits, files = counted(self.looked, "commit"), counted(self.mentions.read, "file")
        return f"read from git: {commits} and {files}; nothing was indexed"

    # ---- lock files

    def follow(self, path: RepoPath, tip: Oid) -> Oid | None:
        """The moves in one lock file back to where it came; gives the commit before, None where there is none."""
        self._trails.append([])
        while True:
            change = self._last_change(path, tip)
            if change is None:
                return None
            now = self._locked(change.oid, path)
            if not change.before:
                self._tell(change.oid, locked_moves(path, frozenset(), now))
                self._note_boundary(change.oid)
                return None
            origin = self._origin(path, change)
            if origin is None:
                self._tell(change.oid, locked_moves(path, frozenset(), now))
                return change.before[0][0]
            tip, was = self._parent(origin, change, now)
            self._tell(change.oid, locked_moves(path, was, now))
            path = origin

    def _last_change(self, path: RepoPath, tip: Oid) -> PathChange | None:
        """The last commit that changed a path; None, and said so, where the search has gone far enough."""
        change, looked = self.repository.last_change(path, tip, max(1, MAX_LOG_COMMITS - self.looked))
        self.looked += looked
        if change is None or self.looked > MAX_LOG_COMMITS or self.mentions.read > MAX_LOG_CONTENTS:
            self._stopped(change.oid if change is not None else tip)
            return None
        return change

    def _parent(self, path: RepoPath, change: PathChange, now: frozenset[Locked]) -> tuple[Oid, frozenset[Locked]]:
        """The parent that has the crate as it is, else the first that has the file, and what is there."""
        were = [(parent, self._locked(parent, path)) for parent, _ in change.before]
        there = [each for each, (_, blob) in zip(were, change.before, strict=True) if blob is not None]
        return next((each for each in were if each[1] == now), (there or were)[0])

    def _origin(self, path: RepoPath, change: PathChange) -> RepoPath | None:
        """Where the file was in the parents: at its path, or at that of the one lock file that went as it came."""
        if any(blob is not None for _, blob in change.before) or self.repository.blob_at(change.oid, path) is None:
            return path
        gone = [
            each.path
            for each in self.repository.changes(change.before[0][0], change.oid)
            if each.new_blob is None and is_lock_file(each.path)
        ]
        if len(gone) == 1:
            return gone[0]
        again = self._last_change(path, change.before[0][0])
        return path if again is not None and again.before else None

    def _locked(self, oid: Oid, path: RepoPath) -> frozenset[Locked]:
        blob = self.repository.blob_at(oid, path)
        return self.mentions.locked(blob) if blob is not None else frozenset()

    # ---- manifests

    def requirements(self, tip: Oid | None) -> None:
        """What manifests asked for, commit by commit, up to one: for where no lock file tells."""
        self._trails.append([])
        for commit in self.repository.walk([tip]) if tip is not None else ():
            self.looked += 1
            if self.looked > MAX_LOG_COMMITS or self.mentions.read > MAX_LOG_CONTENTS:
                self._stopped(commit.oid)
                break
            if commit.oid not in self.found:
                self._tell(commit.oid, list(self._asked(commit.oid)))
        self._trails[-1].reverse()

    def _asked(self, oid: Oid) -> Iterator[Step]:
        """How the requirements of manifests differ from those of every parent."""
        parents = self.repository.commit(oid).parents
        for change in self.repository.changes(parents[0] if parents else None, oid):
            if not is_manifest(change.path):
                continue
            was, now = self._asking(change.old_blob), self._asking(change.new_blob)
            others = (self._asking(self.repository.blob_at(parent, change.path)) for parent in parents[1:])
            if was != now and all(each != now for each in others):
                yield from asked_moves(change.path, was, now)

    def _asking(self, blob: Oid | None) -> frozenset[Asked]:
        return self.mentions.asked(blob) if blob is not None else frozenset()

    # ---- what was found

    def _tell(self, oid: Oid, moves: list[Step]) -> None:
        """Note what a commit did; with what it did to a lock file, what it did to manifests."""
        if not moves:
            return
        self._trails[-1].append(oid)
        if oid not in self.found:
            asked = list(self._asked(oid)) if moves[0].locked else []
            self.found[oid] = self._seen([*moves, *asked], oid)
        else:
            self.found[oid] += [each for each in self._seen(moves, oid) if each not in self.found[oid]]

    def _seen(self, moves: list[Step], oid: Oid) -> list[Step]:
        """What a commit did, as far as it is seen: what was before the first one of a shallow clone is not here."""
        if oid not in self.repository.shallow_commits():
            return moves
        return [
            msgspec.structs.replace(each, direction=Direction.THERE) if each.direction is Direction.ADDED else each
            for each in moves
        ]

    def _stopped(self, oid: Oid) -> None:
        self.notes.append(f"not searched: the history before {oid[:10]}")

    def _note_boundary(self, oid: Oid) -> None:
        if oid in self.repository.shallow_commits():
            self.notes.append(f"the history before {oid[:10]} is not in this shallow clone: `git fetch --unshallow`")
