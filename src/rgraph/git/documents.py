"""Files of prose of a tree: of a commit, of the index, or of the working directory as far as it is tracked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pygit2
from pygit2.enums import FileMode

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid, RepoPath

from .limits import MAX_DEPTH
from .path_bytes import to_repo_path

_ENDINGS = (b".md", b".markdown")
_FILES = (FileMode.BLOB, FileMode.BLOB_EXECUTABLE)
Document = tuple[RepoPath, Callable[[int], bytes | None]]
"""A path, and what reads its bytes; None where there are more than so many, or it cannot be read."""


def committed(repo: pygit2.Repository, tree: Oid) -> Iterator[Document]:
    """Those of a commit or tree, by path; links are none. Raises RepositoryError."""
    try:
        yield from _below(repo, repo[tree].peel(pygit2.Tree), "", 0)
    except (KeyError, pygit2.GitError) as error:
        raise RepositoryError(f"The tree {tree} cannot be read: {error}.", "Check it with git fsck.") from error


def staged(repo: pygit2.Repository) -> Iterator[Document]:
    """Those of git's index."""
    for entry in repo.index:
        if entry.mode in _FILES and os.fsencode(entry.path).lower().endswith(_ENDINGS):
            yield RepoPath(entry.path), _blob_reader(repo, entry.id)


def on_disk(repo: pygit2.Repository) -> Iterator[Document]:
    """The same files as the working directory has them."""
    workdir = Path(repo.workdir)
    for path, _ in staged(repo):
        yield path, _file_reader(workdir / path)


def _below(repo: pygit2.Repository, tree: pygit2.Tree, prefix: str, depth: int) -> Iterator[Document]:
    if depth > MAX_DEPTH:
        return
    for entry in sorted(tree, key=lambda entry: entry.raw_name or b""):
        raw = entry.raw_name or b""
        path = f"{prefix}{to_repo_path(raw)}"
        if entry.filemode == FileMode.TREE:
            found = repo[entry.id]
            if isinstance(found, pygit2.Tree):
                yield from _below(repo, found, f"{path}/", depth + 1)
        elif entry.filemode in _FILES and raw.lower().endswith(_ENDINGS):
            yield RepoPath(path), _blob_reader(repo, entry.id)


def _blob_reader(repo: pygit2.Repository, oid: pygit2.Oid) -> Callable[[int], bytes | None]:
    def read(most: int) -> bytes | None:
        blob = repo.get(oid)
        return blob.data if isinstance(blob, pygit2.Blob) and blob.size <= most else None

    return read


def _file_reader(path: Path) -> Callable[[int], bytes | None]:
    def read(most: int) -> bytes | None:
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            return file.read(most) if stat.S_ISREG(found.st_mode) and found.st_size <= most else None

    return read
