"""What a git repository is asked for: commits, changes between trees, ranges and uncommitted files."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rgraph.model.ids import Oid, RepoPath


class CommitRecord(msgspec.Struct, frozen=True, gc=False):
    """One commit. `time` is the committer's, in seconds since 1970.

    Text that is not valid in the commit's encoding is decoded with replacement characters. At a shallow boundary
    `parents` is empty and `boundary` is set: the history goes on, but not in this clone.
    """

    oid: Oid
    tree: Oid
    parents: tuple[Oid, ...]
    time: int
    author: str
    message: str
    email: str = ""
    author_time: int = 0
    boundary: bool = False

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.lstrip().partition("\n")[0].rstrip()


class TreeChange(msgspec.Struct, frozen=True, gc=False):
    """An indexed path whose blob differs between two trees; `None` where the path is absent."""

    path: RepoPath
    old_blob: Oid | None
    new_blob: Oid | None


class RevisionRange(msgspec.Struct, frozen=True):
    """`A..B` (`old` is A) or `A...B` (`symmetric`: `old` is the merge base, `left` is A)."""

    text: str
    old: Oid
    new: Oid
    left: Oid
    symmetric: bool = False


class Rewrite(msgspec.Struct, frozen=True):
    """A commit that `git commit --amend` or `git rebase` replaced."""

    old: Oid
    new: Oid


class StagedBlob(msgspec.Struct, frozen=True, eq=False):
    """A file of the index or of the working directory, read when asked.

    `oid` is git's blob id where it is known without reading (staged, or unchanged on disk), else None.
    """

    path: RepoPath
    oid: Oid | None
    load: Callable[[], bytes]

    def read(self) -> bytes:
        """The content as git would commit it. Raises RepositoryError where the file cannot be read any more."""
        return self.load()


class UncommittedTree(msgspec.Struct, frozen=True):
    """The indexed files of the index or working directory.

    `conflicts` are paths with unmerged index entries: the index has no one content for them, so `files` leaves
    them out (the working directory's tree has them as they are on disk). `skipped` are (path, reason) of files that
    cannot be read.
    """

    files: dict[RepoPath, StagedBlob]
    conflicts: tuple[RepoPath, ...] = ()
    skipped: tuple[tuple[RepoPath, str], ...] = ()


class Touched(msgspec.Struct, frozen=True):
    """Indexed files that are not as HEAD has them, in the index and on disk, each with what changes when it does."""

    staged: dict[RepoPath, str]
    worktree: dict[RepoPath, str]

    @property
    def paths(self) -> frozenset[RepoPath]:
        """All of them."""
        return frozenset(self.staged) | frozenset(self.worktree)
