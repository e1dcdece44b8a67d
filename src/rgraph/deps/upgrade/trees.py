"""Which two trees a difference is asked between: of commits, the index, or the working directory."""

from __future__ import annotations

from typing import NamedTuple

from rgraph.errors import RevisionError
from rgraph.git.repository import Repository
from rgraph.view.session import STAGED, WORKTREE

_UNCOMMITTED = frozenset({STAGED, WORKTREE})


class Trees(NamedTuple):
    """Two trees as `Session.graph` names them, and as the user calls them."""

    old: str
    new: str
    labels: tuple[str, str]


def trees(repository: Repository, text: str) -> Trees:
    """The two trees of `A..B`; a commit alone, after its first parent; `staged` or `worktree` alone, after HEAD.

    Raises RevisionError.
    """
    left, dots, right = text.partition("..")
    if dots and not _UNCOMMITTED.isdisjoint((left, right)):
        labels = (left or "HEAD", right or "HEAD")
        return Trees(_tree(repository, labels[0]), _tree(repository, labels[1]), labels)
    if dots:
        found = repository.parse_range(text)
        base = f"{found.old[:10]} (merge base)" if found.symmetric else left or "HEAD"
        return Trees(found.old, found.new, (base, right.lstrip(".") or "HEAD"))
    if text in _UNCOMMITTED:
        return Trees(repository.resolve("HEAD"), text, ("HEAD", text))
    return Trees(_parent(repository, text), repository.resolve(text), (f"{text}^", text))


def _tree(repository: Repository, name: str) -> str:
    return name if name in _UNCOMMITTED else repository.resolve(name)


def _parent(repository: Repository, text: str) -> str:
    oid = repository.resolve(text)
    parents = repository.commit(oid).parents
    if not parents or oid in repository.shallow_commits():
        is_cut = oid in repository.shallow_commits()
        hint = "git fetch --unshallow brings the history that this clone lacks" if is_cut else "give A..B"
        raise RevisionError(f"{text} has no parent{' here' if is_cut else ''}", hint)
    return parents[0]
