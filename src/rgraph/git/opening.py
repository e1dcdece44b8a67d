"""Finding and opening a repository as git does, with clear errors for what libgit2 cannot read."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pygit2
from pygit2.enums import RepositoryOpenFlag

from rgraph import children
from rgraph.errors import RepositoryError

# libgit2 refuses these though reading objects does not need them; a missing object is reported when it is asked for.
_READABLE_EXTENSIONS = ("partialclone", "relativeworktrees", "worktreeconfig", "preciousobjects", "noop")

# libgit2's FROM_ENV fails with "unimplemented" where one of these is set, so they are taken care of here.
_UNIMPLEMENTED = ("GIT_WORK_TREE", "GIT_COMMON_DIR")

_NO_SEARCH = RepositoryOpenFlag.FROM_ENV | RepositoryOpenFlag.NO_SEARCH | RepositoryOpenFlag.NO_DOTGIT

_UNREADABLE_INDEXES = {"'sdir'": "sparse", "'link'": "split"}
"""What libgit2 says of an index that it cannot read, and what it then is."""

_NO_HOOKS = ["-c", f"core.hooksPath={os.devnull}"]
_WHOLE = ["-c", "index.sparse=false", "-c", "core.splitIndex=false"]

_OBJECT_CACHE_BYTES = 64 << 20  # libgit2's default of 256 MB helps nothing here: each object is read once or twice

_changing = threading.Lock()


def open_libgit2(path: str | None) -> pygit2.Repository:
    """The repository at or above `path` (default: the current directory), or the one that the environment names.

    Honours GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY, GIT_ALTERNATE_OBJECT_DIRECTORIES and
    GIT_CEILING_DIRECTORIES. Relative values are seen from `path`. Raises RepositoryError.
    """
    start = Path(path or ".")
    flags = RepositoryOpenFlag.FROM_ENV
    git_dir = os.environ.get("GIT_DIR")
    where = start
    if git_dir:
        where = start / git_dir
        flags |= RepositoryOpenFlag.NO_SEARCH | RepositoryOpenFlag.NO_DOTGIT
    elif not start.exists():
        raise RepositoryError(f"{start} does not exist.")
    work_tree = os.environ.get("GIT_WORK_TREE")
    return _open_whole(where, flags, str((start / work_tree).resolve()) if work_tree else None)


def reopen_libgit2(git_dir: str, workdir: str | None) -> pygit2.Repository:
    """A repository that was found before, in another process: where it is, the environment has no say any more."""
    return _open_whole(Path(git_dir), _NO_SEARCH, workdir)


def open_there(path: str) -> pygit2.Repository:
    """The repository at `path`, which others than the user may have in their environment: that is not asked."""
    return _open(Path(path), RepositoryOpenFlag.NO_SEARCH, {})


def _open_whole(where: Path, flags: RepositoryOpenFlag, workdir: str | None) -> pygit2.Repository:
    repo = _open(where, flags, {})
    _set_workdir(repo, workdir)
    index = os.environ.get("GIT_INDEX_FILE", "")
    if index and not os.path.isabs(index):  # git reads it from the top of the working directory
        repo = _open(where, flags, {"GIT_INDEX_FILE": os.path.join(repo.workdir or repo.path, index)})
        _set_workdir(repo, workdir)
    return repo


def with_readable_index(repo: pygit2.Repository) -> pygit2.Repository:
    """The repository, with its index in a form that libgit2 can read: a sparse or split one is written out by git.

    Git writes into a temporary folder and runs nothing that the repository configures.
    Raises RepositoryError where git cannot be asked.
    """
    place = _index_place(repo)
    with _environment({"GIT_INDEX_FILE": place} if "GIT_INDEX_FILE" in os.environ else {}):
        kind = _look_at_index(repo)
    if not kind:
        return repo  # where it cannot be read at all, whoever reads it says so
    with tempfile.TemporaryDirectory(prefix="rgraph-index-") as folder:
        index = os.path.join(folder, "index")
        _write_out(repo, place, index, kind)
        whole = _open(Path(repo.path), _NO_SEARCH, {"GIT_INDEX_FILE": index})
        _set_workdir(whole, repo.workdir)
        whole.index.read(False)
    return whole


def _index_place(repo: pygit2.Repository) -> str:
    """The index file; GIT_INDEX_FILE is seen from the top of the working directory."""
    named = os.environ.get("GIT_INDEX_FILE", "")
    return os.path.join(repo.workdir or repo.path, named) if named else os.path.join(repo.path, "index")


def _look_at_index(repo: pygit2.Repository) -> str:
    """What kind of an index it is that libgit2 cannot read, "" for any other."""
    try:
        repo.index.read(False)
    except (pygit2.GitError, OSError) as error:
        return next((word for mark, word in _UNREADABLE_INDEXES.items() if mark in str(error)), "")
    return ""


def _write_out(repo: pygit2.Repository, place: str, index: str, kind: str) -> None:
    hint = f"git {'sparse-checkout reapply --no-sparse-index' if kind == 'sparse' else 'update-index --no-split-index'}"
    shutil.copyfile(place, index)
    environment = children.environment() | {"GIT_DIR": repo.path, "GIT_INDEX_FILE": index, "GIT_NO_LAZY_FETCH": "1"}
    environment |= {"GIT_WORK_TREE": repo.workdir} if repo.workdir else {}
    try:
        done = subprocess.run(
            [*children.GIT, *_NO_HOOKS, *_WHOLE, "update-index", "--force-write-index"],
            cwd=repo.workdir or repo.path,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise RepositoryError(
            f"The index is {kind}, which libgit2 cannot read, and git is not on the PATH.", hint
        ) from None
    if done.returncode:
        raise RepositoryError(f"The index is {kind}, and git cannot write it out: {done.stderr.strip()[:200]}", hint)


def _open(where: Path, flags: RepositoryOpenFlag, changed: Mapping[str, str]) -> pygit2.Repository:
    pygit2.settings.set_extensions(list(_READABLE_EXTENSIONS))
    pygit2.settings.cache_max_size(_OBJECT_CACHE_BYTES)
    try:
        with _environment(dict.fromkeys(_UNIMPLEMENTED) | dict(changed)):
            repo = pygit2.Repository(str(where), flags)
            if changed:
                _look_at_index(repo)  # libgit2 looks at the environment only when the index is first asked for
            return repo
    except (pygit2.GitError, KeyError, ValueError, OSError) as error:
        raise _explain(where, str(error)) from error


def _set_workdir(repo: pygit2.Repository, workdir: str | None) -> None:
    if workdir is None or repo.workdir == os.path.join(workdir, ""):
        return
    try:
        repo.workdir = workdir
    except (pygit2.GitError, OSError) as error:
        raise RepositoryError(f"The working directory {workdir} cannot be used: {error}.") from error


@contextmanager
def _environment(changed: Mapping[str, str | None]) -> Iterator[None]:
    """Variables set, or unset for None, for a moment; libgit2 reads the environment by itself."""
    with _changing:
        kept = {name: os.environ.get(name) for name in changed}
        _apply(changed)
        try:
            yield
        finally:
            _apply(kept)


def _apply(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _explain(where: Path, reason: str) -> RepositoryError:
    """What libgit2 says, as what a user can act on."""
    lowered = reason.lower()
    where = where.absolute()
    if "not owned by current user" in lowered or "owner" in lowered:
        return RepositoryError(
            f"The repository at {where} belongs to another user.",
            f"If you trust it: git config --global --add safe.directory {_toplevel(where)}",
        )
    if "objectformat" in lowered or "object format" in lowered or "sha256" in lowered:
        return RepositoryError(
            f"The repository at {where} uses SHA-256 object names, which libgit2 cannot read.",
            "Use a clone with SHA-1 object names.",
        )
    if "refstorage" in lowered or "reftable" in lowered:
        return RepositoryError(
            f"The repository at {where} stores its refs as reftable, which libgit2 cannot read.",
            "Convert it: git refs migrate --ref-format=files",
        )
    if "extension" in lowered:
        return RepositoryError(f"The repository at {where} uses a git extension that libgit2 cannot read: {reason}.")
    if "not found" in lowered or "could not find" in lowered:
        return RepositoryError(
            f"{where} is not in a git repository.", "Change to a repository, give one with -C DIR, or run git init."
        )
    return RepositoryError(f"The repository at {where} cannot be opened: {reason}.", "Check it with git status.")


def _toplevel(where: Path) -> Path:
    return next((folder for folder in (where, *where.parents) if (folder / ".git").exists()), where)
