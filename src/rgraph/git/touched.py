"""Which indexed files are not as HEAD has them, cheaply: for whoever asks again and again."""

from __future__ import annotations

import os
from pathlib import Path

import pygit2
from pygit2.enums import FileStatus

from rgraph.model.ids import RepoPath

from .path_bytes import is_indexed, to_repo_path
from .records import Touched
from .uncommitted import beyond_sparse, work_tree_status

_STAGED = (
    FileStatus.INDEX_NEW
    | FileStatus.INDEX_MODIFIED
    | FileStatus.INDEX_DELETED
    | FileStatus.INDEX_RENAMED
    | FileStatus.INDEX_TYPECHANGE
)
_LOOSE = (
    FileStatus.WT_NEW
    | FileStatus.WT_MODIFIED
    | FileStatus.WT_DELETED
    | FileStatus.WT_TYPECHANGE
    | FileStatus.WT_RENAMED
    | FileStatus.WT_UNREADABLE
    | FileStatus.CONFLICTED
)


def touched(repo: pygit2.Repository) -> Touched:
    """The indexed files that the index or the working directory has otherwise than HEAD; none in a bare repository."""
    if repo.workdir is None:
        return Touched({}, {})
    root = Path(repo.workdir)
    status = work_tree_status(repo)
    status.update((os.fsdecode(raw), FileStatus.WT_MODIFIED) for raw in beyond_sparse(repo, root))
    staged: dict[RepoPath, str] = {}
    loose: dict[RepoPath, str] = {}
    for name, flags in status.items():
        raw = os.fsencode(name)
        if not is_indexed(raw):
            continue
        if flags & (_STAGED | FileStatus.CONFLICTED):
            staged[to_repo_path(raw)] = _staged_state(repo, name)
        if flags & _LOOSE:
            loose[to_repo_path(raw)] = _state_on_disk(root, raw)
    return Touched(staged, loose)


def _staged_state(repo: pygit2.Repository, name: str) -> str:
    try:
        return str(repo.index[name].id)
    except KeyError:
        return ""


def _state_on_disk(root: Path, raw: bytes) -> str:
    """What changes when the file does: no content is read, so that asking is cheap."""
    try:
        found = os.lstat(os.path.join(os.fsencode(root), raw))
    except OSError:
        return ""
    return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
