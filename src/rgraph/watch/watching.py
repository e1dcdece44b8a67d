"""The loop: waits for files to be saved, gathers what comes at once, and looks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from rgraph.errors import ConfigError, RepositoryError, StoreError
from rgraph.git.path_bytes import is_indexed
from rgraph.git.repository import Repository

from .limits import GATHER_MS, LOOK_AGAIN_MS, STEP_MS
from .round import Round
from .watcher import Watcher

_OF_GIT = frozenset({"HEAD", "index", "packed-refs"})
"""Files of git's own folder, and of its logs, that change with the tree."""


def check_installed() -> None:
    """Raises ConfigError where the extra is not installed."""
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise ConfigError("watching needs the extra [watch]", "pip install 'rgraph-rs[watch]'") from None


def rounds(watcher: Watcher, failed: Callable[[str], None]) -> Iterator[Round]:
    """A first look, then one each time something was saved; what hinders one look is told to `failed`. Never ends.

    Raises RepositoryError for a repository without a working directory.
    """
    from watchfiles import watch

    repository = watcher.session.repository
    places = _places(repository)
    yield from _looked(watcher, failed)
    wakes = watch(
        *places,
        watch_filter=lambda _, path: _matters(repository, path),
        debounce=GATHER_MS,
        step=STEP_MS,
        rust_timeout=LOOK_AGAIN_MS,
        yield_on_timeout=True,
    )
    behind = True  # what was saved between the first look and the watch
    for changes in wakes:
        if changes and _is_git_writing(repository):
            behind = True  # it says so again when it is done; if it does not, the next time-out looks
        elif changes or behind or watcher.is_behind:
            behind = False
            yield from _looked(watcher, failed)


def _looked(watcher: Watcher, failed: Callable[[str], None]) -> Iterator[Round]:
    try:
        yield from watcher.look()
    except (RepositoryError, StoreError) as error:
        failed(error.message)


def _places(repository: Repository) -> list[str]:
    """The working directory, and git's folder where that lies elsewhere."""
    if repository.workdir is None:
        raise RepositoryError("This repository is bare: there is nothing to watch.", "Watch a clone of it.")
    root, git = Path(repository.workdir).resolve(), Path(repository.git_dir).resolve()
    return [str(root)] if git.is_relative_to(root) else [str(root), str(git)]


def _matters(repository: Repository, path: str) -> bool:
    """Whether a change of this file may change the tree: it is one that rgraph reads and git does not ignore."""
    git = os.path.realpath(repository.git_dir)
    if path.startswith(git + os.sep):
        return os.path.basename(path) in _OF_GIT
    return is_indexed(os.fsencode(path)) and not repository.is_ignored(path)


def _is_git_writing(repository: Repository) -> bool:
    return os.path.lexists(os.path.join(repository.git_dir, "index.lock"))
