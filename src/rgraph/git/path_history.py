"""The history of one path: which commits changed it, read from trees alone, as `git log -- PATH` simplifies it."""

from __future__ import annotations

import msgspec
import pygit2

from rgraph.model.ids import Oid

from .objects import ObjectReader


class PathChange(msgspec.Struct, frozen=True, gc=False):
    """A commit in which a path has another content than in each of its parents: the parents, each with the blob that it
    has there (None: it has none). At the end of a shallow clone there are no parents.
    """

    oid: Oid
    before: list[tuple[Oid, Oid | None]]


def last_change(
    repo: pygit2.Repository, objects: ObjectReader, path: str, tip: Oid, limit: int
) -> tuple[PathChange | None, int]:
    """The last commit up to a tip that changed a path, and how many were looked at; None where the limit was met.

    Of a merge the parent that has the same content is followed, the first one of several: what the others did to the
    path is not in the tree. A path that was never there changed in no commit: the root is given.
    """
    oid, blob = tip, blob_at(repo, objects, tip, path)
    for walked in range(1, limit + 1):
        parents = objects.commit(oid).parents
        before = [(parent, blob_at(repo, objects, parent, path)) for parent in parents]
        same = next((parent for parent, there in before if there == blob), None)
        if same is None:
            return PathChange(oid, before), walked
        oid = same
    return None, limit


def blob_at(repo: pygit2.Repository, objects: ObjectReader, commit: Oid, path: str) -> Oid | None:
    """The blob that a commit has at a path, None where it has no file there."""
    tree = repo[objects.tree_of(commit)]
    try:
        entry = tree[path] if isinstance(tree, pygit2.Tree) else None
    except KeyError:
        return None
    return Oid(str(entry.id)) if isinstance(entry, pygit2.Blob) else None
