"""The words after `rgraph diff`: which are revisions, which are paths, as git reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rgraph.errors import RevisionError

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.model.ids import Oid


def split(repository: Repository, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The revisions (one range, or up to two) and the words after them. `--` has been taken by the command line.

    Raises RevisionError where the first word is neither a revision nor a path, or the second is both.
    """
    if not words:
        return (), ()
    first = words[0]
    if is_range(first):
        return (first,), tuple(words[1:])
    try:
        repository.resolve(first)
    except RevisionError:
        if not _is_path(repository, first):
            raise
        return (), tuple(words)
    if len(words) == 1 or not _is_revision(repository, words[1]):
        return (first,), tuple(words[1:])
    if _is_path(repository, words[1]):
        raise RevisionError(
            f"{words[1]} is both a revision and a path.",
            f"Write {first}..{words[1]} for the one, ./{words[1]} for the other.",
        )
    return tuple(words[:2]), tuple(words[2:])


def is_range(word: str) -> bool:
    """Whether a word is `A..B` or `A...B`, and no path that leads upwards."""
    return ".." in word and word != ".." and not word.startswith(("./", "../"))


def check_path(repository: Repository, word: str, holds: Callable[[str], bool], where: str) -> str:
    """The path from the repository's root that a word means. Raises RevisionError where no tree holds it."""
    path = _from_root(repository, word)
    if path == "." or holds(path):
        return path
    if _is_revision(repository, word):
        raise RevisionError(
            f"{word} is a revision where a path was expected.", "Give at most two revisions, before the paths."
        )
    raise RevisionError(
        f"{word} is neither a revision nor a path in {where}.", "Paths are relative to the current folder."
    )


def in_commit(repository: Repository, commit: Oid) -> Callable[[str], bool]:
    """Whether a commit has a path."""
    return lambda path: repository.has_path(commit, path)


def uncommitted(repository: Repository) -> Callable[[str], bool]:
    """Whether the working directory or the index has a path."""

    def holds(path: str) -> bool:
        root = repository.workdir
        if root is not None and os.path.lexists(root / path):
            return True
        return any(staged == path or staged.startswith(path + "/") for staged in repository.staged_tree().files)

    return holds


def _is_revision(repository: Repository, word: str) -> bool:
    try:
        repository.resolve(word)
    except RevisionError:
        return False
    return True


def _is_path(repository: Repository, word: str) -> bool:
    path, head = _from_root(repository, word), repository.head()
    if repository.workdir is not None and os.path.lexists(repository.workdir / path):
        return True
    return head is not None and repository.has_path(head, path)


def _from_root(repository: Repository, word: str) -> str:
    """A path as git reads it: from the current folder, or from the root where that lies outside."""
    root = None if repository.workdir is None else os.path.realpath(repository.workdir)
    here = os.getcwd()
    if root is None or os.path.commonpath([root, here]) != root:
        path = os.path.normpath(word)
    else:
        path = os.path.relpath(os.path.join(here, word), root)
    if path.startswith("../") or path == ".." or os.path.isabs(path):
        raise RevisionError(f"{word} lies outside the repository.", "Paths are relative to the current folder.")
    return path
