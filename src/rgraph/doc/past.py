"""What changed each file of a tree, from git alone; kept beside the store, so that only new commits are walked."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

from rgraph.model.ids import Oid, RepoPath
from rgraph.model.syntax import Node
from rgraph.place import make_own, read_own, write_own

from .limits import MOST_CHANGES

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

_FILE = "doc-history.json"
_FORM = 1


class Change(Node, frozen=True):
    """A commit that changed a file."""

    oid: str
    time: int
    subject: str


class Life(msgspec.Struct):
    """The first change of a file, the newest ones (oldest first), and how many there were."""

    first: Change
    newest: list[Change]
    count: int


class _Kept(msgspec.Struct):
    form: int
    tip: str
    shallow: list[str]
    files: dict[str, Life]


class Past:
    """The lives of files up to a commit, along the line of first parents: what came with a merge came then."""

    def __init__(self, repository: Repository, tip: Oid) -> None:
        self._repository = repository
        kept = self._read()
        base = Oid(kept.tip) if kept is not None and self._goes_on(kept, tip) else None
        self.files: dict[str, Life] = kept.files if kept is not None and base is not None else {}
        if base != tip:
            self._walk(tip, base)
            self._write(tip)

    def of(self, path: RepoPath) -> Life | None:
        """What changed a file; None where nothing did, as far as the clone goes back."""
        return self.files.get(path)

    def _goes_on(self, kept: _Kept, tip: Oid) -> bool:
        """Whether what is kept is of a commit that lies on the way to this one."""
        repository = self._repository
        if kept.form != _FORM or kept.shallow != sorted(repository.shallow_commits()):
            return False
        return repository.has_commit(Oid(kept.tip)) and Oid(kept.tip) in self._line(tip, Oid(kept.tip))

    def _line(self, tip: Oid, base: Oid | None) -> list[Oid]:
        """First parents back to `base`, oldest first; of another line, all of them."""
        found: list[Oid] = []
        at: Oid | None = tip
        while at is not None:
            found.append(at)
            parents = self._repository.commit(at).parents
            at = parents[0] if parents and at != base else None
        return found[::-1]

    def _walk(self, tip: Oid, base: Oid | None) -> None:
        before: Oid | None = None
        for oid in self._line(tip, base):
            if oid != base:
                self._apply(before, oid)
            before = oid

    def _apply(self, before: Oid | None, oid: Oid) -> None:
        record = self._repository.commit(oid)
        if before is None and (record.parents or record.boundary):
            return  # what a shallow clone's first commit changed is not known
        change = Change(oid, record.time, record.subject)
        for one in self._repository.changes(before, oid):
            if one.new_blob is None:
                self.files.pop(one.path, None)
                continue
            life = self.files.get(one.path)
            if life is None:
                self.files[one.path] = Life(change, [], 1)
            else:
                life.newest = [*life.newest[1 - MOST_CHANGES :], change]
                life.count += 1

    def _read(self) -> _Kept | None:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(read_own(self._repository.common_dir / "rgraph" / _FILE), type=_Kept)
        return None

    def _write(self, tip: Oid) -> None:
        """What cannot be kept is not: it only saves time."""
        kept = _Kept(_FORM, tip, sorted(self._repository.shallow_commits()), self.files)
        with contextlib.suppress(OSError):
            folder = make_own(self._repository.common_dir / "rgraph")
            write_own(folder / _FILE, msgspec.json.encode(kept).decode())
