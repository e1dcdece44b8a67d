"""A git repository as rgraph reads it: the one door to everything in this package."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pygit2

from rgraph.model.ids import Oid, RepoPath

from . import commit_graph, path_history, refs, revisions, uncommitted
from .objects import ObjectReader
from .opening import open_libgit2, open_there, reopen_libgit2, with_readable_index
from .package_tree import Entered, files_below
from .path_history import PathChange
from .records import CommitRecord, RevisionRange, Touched, TreeChange, UncommittedTree
from .trees import TreeReader

if TYPE_CHECKING:
    from .documents import Document


def open_repository(path: str | Path | None = None) -> Repository:
    """The repository at or above `path` (default: here), as git finds it with its environment variables.

    Raises RepositoryError with the next step where there is none or libgit2 cannot read it.
    """
    return Repository(open_libgit2(None if path is None else str(path)))


def open_clone(path: str | Path) -> Repository:
    """The repository whose working directory or git directory `path` is; the environment has no say.

    Raises RepositoryError where there is none or libgit2 cannot read it.
    """
    return Repository(open_there(str(path)))


class Repository:
    """Reads one repository and never writes to it.

    Pickles as its git directory, so that worker processes open their own. Reading objects is safe from several threads.
    """

    def __init__(self, repo: pygit2.Repository) -> None:
        self._repo = repo
        self.git_dir = Path(repo.path)
        self.common_dir = _common_dir(self.git_dir)
        self._shallow = refs.shallow_commits(self.common_dir)
        self._objects = ObjectReader(repo, self._shallow, _is_partial(repo))
        self._trees = TreeReader(self._objects)
        self._trees_lock = threading.Lock()

    def __reduce__(self) -> tuple[object, tuple[str, str | None]]:
        return (_reopen, (str(self.git_dir), None if self.workdir is None else str(self.workdir)))

    @property
    def workdir(self) -> Path | None:
        """The working directory, None for a bare repository."""
        return None if self._repo.workdir is None else Path(self._repo.workdir)

    # ---- revisions and refs

    def resolve(self, revision: str) -> Oid:
        """The commit that a revision names, as git reads it, tags followed. Raises RevisionError."""
        return revisions.resolve(self._repo, revision)

    def parse_range(self, text: str) -> RevisionRange:
        """`A..B` or `A...B`; a side left out is HEAD. Raises RevisionError."""
        return revisions.parse_range(self._repo, text)

    def refs(self) -> dict[str, Oid]:
        """Every ref that leads to a commit, tags followed, sorted by name."""
        return refs.commit_refs(self._repo)

    def head(self) -> Oid | None:
        """The commit of HEAD, None before the first commit."""
        return refs.head(self._repo)

    def head_name(self) -> str | None:
        """The ref that HEAD points to, None where it is detached."""
        return refs.head_name(self._repo)

    def worktree_heads(self) -> dict[str, Oid]:
        """Commits that HEAD and operations under way stand on, for the main worktree ("") and each linked one."""
        return refs.worktree_heads(self._repo, self.common_dir)

    def reflog_commits(self) -> set[Oid]:
        """Commits in any reflog that are still in the repository."""
        return refs.reflog_commits(self._repo, self.common_dir)

    def kept_commits(self) -> set[Oid]:
        """All commits from which git keeps history alive (refs, reflogs, worktrees): what gc marks from."""
        return refs.kept_commits(self._repo, self.common_dir)

    def shallow_commits(self) -> frozenset[Oid]:
        """The commits at which a shallow clone's history ends; empty in a full clone."""
        return self._shallow

    # ---- history

    def commit(self, oid: Oid) -> CommitRecord:
        """One commit. Raises RepositoryError where it is missing."""
        return self._objects.commit(oid)

    def has_commit(self, oid: Oid) -> bool:
        """Whether this commit is (still) in the repository."""
        return isinstance(self._repo.get(oid), pygit2.Commit)

    def walk(self, tips: Iterable[Oid], hide: Iterable[Oid] = ()) -> Iterator[CommitRecord]:
        """Commits reachable from `tips` and not from `hide`, parents first, then by time and oid."""
        return commit_graph.walk(self._repo, self._objects, tips, hide)

    def newest(self, tip: Oid, count: int) -> list[Oid]:
        """Up to `count` commits reachable from a commit, newest first; no more of the history than that is read."""
        return commit_graph.newest(self._repo, tip, count)

    def reachable(self, tips: Iterable[Oid]) -> set[Oid]:
        """The names of the commits reachable from `tips`: a fifth of the work of `walk`."""
        return set(commit_graph.reachable(self._repo, list(tips), []))

    def merge_base(self, a: Oid, b: Oid) -> Oid | None:
        """The best common ancestor, None for unrelated histories."""
        return commit_graph.merge_base(self._repo, a, b)

    def is_ancestor(self, ancestor: Oid, descendant: Oid) -> bool:
        """Whether `descendant` has `ancestor` in its history (a commit has itself)."""
        return commit_graph.is_ancestor(self._repo, ancestor, descendant)

    def ahead_behind(self, local: Oid, upstream: Oid) -> tuple[int, int]:
        """How many commits each has that the other lacks."""
        return commit_graph.ahead_behind(self._repo, local, upstream)

    # ---- trees and blobs

    def tree(self, oid: Oid) -> dict[RepoPath, Oid]:
        """The indexed paths of a commit (or tree) and their blobs, sorted by path."""
        with self._trees_lock:
            return self._trees.paths(self._objects.tree_of(oid))

    def too_deep(self, oid: Oid) -> list[RepoPath]:
        """The first directories of a commit (or tree) that lie too deep to be read, sorted by path."""
        with self._trees_lock:
            return self._trees.too_deep(self._objects.tree_of(oid))

    def changes(self, old: Oid | None, new: Oid) -> list[TreeChange]:
        """What differs between the indexed paths of two commits (or trees); `old` None: everything is added."""
        with self._trees_lock:
            before = None if old is None else self._objects.tree_of(old)
            return self._trees.changes(before, self._objects.tree_of(new))

    def blob_at(self, oid: Oid, path: str) -> Oid | None:
        """The blob that a commit has at a path, None where it has no file there."""
        return path_history.blob_at(self._repo, self._objects, oid, path)

    def last_change(self, path: str, tip: Oid, limit: int) -> tuple[PathChange | None, int]:
        """The last commit up to a tip that changed a path, and how many commits were looked at, `limit` at most."""
        return path_history.last_change(self._repo, self._objects, path, tip, limit)

    def has_path(self, oid: Oid, path: str) -> bool:
        """Whether a commit (or tree) has a file or folder at a path, indexed or not."""
        tree = self._repo[self._objects.tree_of(oid)]
        return isinstance(tree, pygit2.Tree) and path in tree

    def package_tree(self, oid: Oid, folder: str, entered: Entered) -> Iterator[tuple[RepoPath, Oid]]:
        """The Rust files of the package in a folder of a commit, with links followed that stay in its tree.

        `entered` is told of each entry. Raises RepositoryError where an object is missing.
        """
        return files_below(self._repo, self._objects.tree_of(oid), folder, entered)

    def documents(self, tree: Oid | Literal["staged", "worktree"]) -> Iterator[Document]:
        """The files of prose of a commit (or tree), by path; or those of the index, or of them as they are on disk."""
        from . import documents

        if tree == "staged":
            return documents.staged(with_readable_index(self._repo))
        if tree == "worktree":
            return documents.on_disk(with_readable_index(self._repo))
        return documents.committed(self._repo, self._objects.tree_of(Oid(tree)))

    def read(self, blob: Oid) -> bytes:
        """The content of a blob. Raises RepositoryError where it is missing."""
        return self._objects.blob(blob)

    def blob_size(self, blob: Oid) -> int:
        """The size of a blob in bytes, without reading it."""
        return self._objects.blob_size(blob)

    # ---- what is not committed yet

    def staged_tree(self) -> UncommittedTree:
        """The indexed files of git's index (GIT_INDEX_FILE honoured)."""
        return uncommitted.staged_tree(with_readable_index(self._repo), self._objects)

    def worktree_tree(self) -> UncommittedTree:
        """The indexed files of the working directory, untracked ones included, ignored ones not."""
        return uncommitted.worktree_tree(with_readable_index(self._repo), self._objects)

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores a file of the working directory, given by its full path or one from the root."""
        root = self._repo.workdir
        inside = path.removeprefix(root) if root is not None else path
        try:
            return self._repo.path_is_ignored(inside)
        except (pygit2.GitError, ValueError):
            return False  # outside of it

    def touched(self) -> Touched:
        """Which indexed files the index or the working directory has otherwise than HEAD; no content is read."""
        from .touched import touched

        return touched(with_readable_index(self._repo))


def _reopen(git_dir: str, workdir: str | None) -> Repository:
    return Repository(reopen_libgit2(git_dir, workdir))


def _common_dir(git_dir: Path) -> Path:
    """The directory that all worktrees share: `commondir` in a linked worktree's folder names it."""
    pointer = git_dir / "commondir"
    if not pointer.is_file():
        return git_dir
    return (git_dir / pointer.read_text().strip()).resolve()


def _is_partial(repo: pygit2.Repository) -> bool:
    config = repo.config
    return "extensions.partialclone" in config or any(
        entry.name.endswith((".promisor", ".partialclonefilter")) for entry in config
    )
