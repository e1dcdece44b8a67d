"""The index as git is about to commit it, and the working directory's files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pygit2
from pygit2.enums import FileMode, FileStatus, FilterMode
from pygit2.ffi import C

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid, RepoPath

from .limits import MAX_FILE_BYTES
from .objects import ObjectReader
from .path_bytes import is_indexed, to_repo_path
from .records import StagedBlob, UncommittedTree

_REGULAR = (FileMode.BLOB, FileMode.BLOB_EXECUTABLE, 0o100664)
_EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
_INTENT_TO_ADD = 1 << 13
_SKIP_WORKTREE = 1 << 14
_ASSUME_UNCHANGED = 1 << 15
_GONE = FileStatus.WT_DELETED
_UNREADABLE = FileStatus.WT_UNREADABLE
_TOUCHED = FileStatus.WT_NEW | FileStatus.WT_MODIFIED | FileStatus.WT_TYPECHANGE | FileStatus.CONFLICTED


def staged_tree(repo: pygit2.Repository, objects: ObjectReader) -> UncommittedTree:
    """The indexed files of git's index (GIT_INDEX_FILE honoured), with `git add -N` entries left out."""
    entries, conflicts = _index_entries(repo)
    files = {path: StagedBlob(path, oid, partial(objects.blob, oid)) for path, oid in entries.items()}
    return UncommittedTree(files, conflicts)


def worktree_tree(repo: pygit2.Repository, objects: ObjectReader) -> UncommittedTree:
    """The indexed files on disk: tracked ones, and untracked ones that git does not ignore.

    Content that the index has unchanged is read from git (line endings are git's); the rest from disk.
    Symlinks are not followed. Raises RepositoryError in a repository without a working directory.
    """
    if repo.workdir is None:
        raise RepositoryError("This repository is bare: it has no working directory.", "Name a revision instead.")
    root = Path(repo.workdir)
    entries, conflicts = _index_entries(repo)
    files = {path: StagedBlob(path, oid, partial(objects.blob, oid)) for path, oid in entries.items()}
    skipped: list[tuple[RepoPath, str]] = []
    status = work_tree_status(repo)
    status.update((os.fsdecode(raw), FileStatus.WT_MODIFIED) for raw in beyond_sparse(repo, root))
    for name, flags in status.items():
        raw = os.fsencode(name)
        if not is_indexed(raw):
            continue
        path = to_repo_path(raw)
        if path in files and _is_as_in_index(repo, root, raw):
            continue
        if flags & _GONE:
            files.pop(path, None)
        elif flags & _UNREADABLE:
            files.pop(path, None)
            skipped.append((path, "cannot be read"))
        elif flags & _TOUCHED:
            files.pop(path, None)
            reason = _place(repo, root, raw, path, files)
            if reason:
                skipped.append((path, reason))
    return UncommittedTree({path: files[path] for path in sorted(files)}, conflicts, tuple(sorted(skipped)))


def _place(repo: pygit2.Repository, root: Path, raw: bytes, path: RepoPath, files: dict[RepoPath, StagedBlob]) -> str:
    """Put a file on disk among `files`; the reason where it is none of ours ("" for a link or a folder)."""
    full = os.path.join(os.fsencode(root), raw)
    try:
        found = os.lstat(full)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or "cannot be read"
    if not stat.S_ISREG(found.st_mode):
        return ""
    if found.st_size > MAX_FILE_BYTES:
        return f"{found.st_size:,} bytes"
    files[path] = StagedBlob(path, None, partial(_read_clean, repo, raw, full))
    return ""


def _read_clean(repo: pygit2.Repository, raw: bytes, full: bytes) -> bytes:
    """A file as git would commit it: with `\\n` for `\\r\\n` where attributes or core.autocrlf say so."""
    content = _read_file(full)
    if b"\r\n" not in content or b"\0" in content or not raw.isascii():
        return content
    filters = repo.load_filter_list(raw.decode(), FilterMode.CLEAN)
    return content.replace(b"\r\n", b"\n") if filters is not None and "crlf" in filters else content


def _read_file(full: bytes) -> bytes:
    try:
        descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(MAX_FILE_BYTES)
    except OSError as error:
        raise RepositoryError(f"{os.fsdecode(full)} cannot be read: {error.strerror}.") from error


def work_tree_status(repo: pygit2.Repository) -> dict[str, int]:
    """What git says of each path that is not as in HEAD, untracked ones included. Raises RepositoryError."""
    try:
        return repo.status(untracked_files="all", ignored=False)
    except (pygit2.GitError, OSError, ValueError) as error:
        raise RepositoryError(f"The working directory cannot be read: {error}.", "Check it with git status.") from error


def _index_entries(repo: pygit2.Repository) -> tuple[dict[RepoPath, Oid], tuple[RepoPath, ...]]:
    """Regular indexed files of the index by path, sorted, and the paths in conflict."""
    try:
        index = repo.index
        index.read(False)
    except (pygit2.GitError, OSError) as error:
        raise _explain(str(error)) from error
    files: dict[RepoPath, Oid] = {}
    for entry in index:
        raw = os.fsencode(entry.path)
        if entry.mode in _REGULAR and is_indexed(raw) and not _is_intent(index, raw, str(entry.id)):
            files[to_repo_path(raw)] = Oid(str(entry.id))
    conflicts = _conflicts(index)
    for path in conflicts:
        files.pop(path, None)
    return {path: files[path] for path in sorted(files)}, conflicts


def _is_intent(index: pygit2.index.Index, raw: bytes, oid: str) -> bool:
    """Whether an entry is from `git add -N`: a promise without content, which git does not commit."""
    if oid != _EMPTY_BLOB:
        return False
    entry = C.git_index_get_bypath(index._index, raw, 0)  # pygit2's own entries leave the flags out
    return bool(entry.flags_extended & _INTENT_TO_ADD)


def _is_as_in_index(repo: pygit2.Repository, root: Path, raw: bytes) -> bool:
    """Whether git takes a file from the index, whatever is on disk: outside of a sparse checkout, or marked."""
    entry = C.git_index_get_bypath(repo.index._index, raw, 0)
    if not entry:
        return False
    if entry.flags & _ASSUME_UNCHANGED:
        return True
    return bool(entry.flags_extended & _SKIP_WORKTREE) and not (_is_sparse(repo) and _is_there(root, raw))


def beyond_sparse(repo: pygit2.Repository, root: Path) -> Iterator[bytes]:
    """Files that a sparse checkout leaves out and that are there after all; git forgets the mark, libgit2 does not."""
    if not _is_sparse(repo):
        return
    for entry in repo.index:
        raw = os.fsencode(entry.path)
        found = C.git_index_get_bypath(repo.index._index, raw, 0)
        if found and found.flags_extended & _SKIP_WORKTREE and _is_there(root, raw):
            yield raw


def _is_sparse(repo: pygit2.Repository) -> bool:
    return "core.sparsecheckout" in repo.config and repo.config.get_bool("core.sparsecheckout")


def _is_there(root: Path, raw: bytes) -> bool:
    return os.path.lexists(os.path.join(os.fsencode(root), raw))


def _explain(reason: str) -> RepositoryError:
    return RepositoryError(f"The index cannot be read: {reason}.", "Check it with git status.")


def _conflicts(index: pygit2.index.Index) -> tuple[RepoPath, ...]:
    if index.conflicts is None:
        return ()
    raws = {os.fsencode(entry.path) for sides in index.conflicts for entry in sides if entry is not None}
    return tuple(sorted(to_repo_path(raw) for raw in raws if is_indexed(raw)))
