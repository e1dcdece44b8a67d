"""The Rust files below a folder of a commit, with links followed as far as they stay in its tree."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pygit2
from pygit2.enums import FileMode

from rgraph.errors import RepositoryError
from rgraph.model.ids import Oid, RepoPath

from .limits import MAX_DEPTH, MAX_LINK_BYTES, MAX_LINKS
from .path_bytes import is_indexed, to_repo_path

Entered: TypeAlias = Callable[[str], None]
"""Told of every entry that is met; what it raises ends the walk."""

_MANIFEST = "Cargo.toml"


def files_below(repo: pygit2.Repository, tree: Oid, folder: str, entered: Entered) -> Iterator[tuple[RepoPath, Oid]]:
    """Paths from `folder` on ("" for the top) and their blobs; folders that are packages of their own are left out."""
    try:
        root = _Root(repo, repo[tree])
        start = root.at(folder)
        if isinstance(start, pygit2.Tree):
            yield from _below(root, start, folder, "", (start.id,), entered)
    except (KeyError, pygit2.GitError) as error:
        raise RepositoryError(f"The tree {tree} cannot be read: {error}.", "Check it with git fsck.") from error


def _below(
    root: _Root, tree: pygit2.Tree, here: str, prefix: str, above: tuple[pygit2.Oid, ...], entered: Entered
) -> Iterator[tuple[RepoPath, Oid]]:
    """`here` is where the tree stands in the commit, `prefix` its path in the package, `above` its ancestors."""
    if (prefix and _MANIFEST in tree) or len(above) > MAX_DEPTH:
        return
    for raw, entry in sorted(((entry.raw_name or b"", entry) for entry in tree), key=lambda each: each[0]):
        name = to_repo_path(raw)
        path, place = f"{prefix}{name}", posixpath.join(here, name)
        entered(path)
        found, at = (root.linked(entry, place)) if entry.filemode == FileMode.LINK else (entry, place)
        if isinstance(found, pygit2.Tree):
            if found.id not in above and not name.startswith("."):
                yield from _below(root, found, at, f"{path}/", (*above, found.id), entered)
        elif isinstance(found, pygit2.Blob) and is_indexed(raw):
            yield RepoPath(path), Oid(str(found.id))


class _Root:
    """The tree of a commit, in which links lead from place to place."""

    def __init__(self, repo: pygit2.Repository, tree: pygit2.Object) -> None:
        self._repo = repo
        self._tree = tree

    def at(self, place: str, links: int = MAX_LINKS) -> pygit2.Object | None:
        """What stands at a place, links on the way followed; None where nothing does."""
        return self._followed(place, links)[0]

    def linked(self, link: pygit2.Object, place: str, links: int = MAX_LINKS) -> tuple[pygit2.Object | None, str]:
        """What a link at a place leads to, and where that stands; None where it leads out of the tree."""
        if not links or not isinstance(link, pygit2.Blob) or link.size > MAX_LINK_BYTES:
            return None, ""
        written = to_repo_path(link.data)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(place), written))
        if written.startswith("/") or target.split("/")[0] == "..":
            return None, ""
        return self._followed("" if target == "." else target, links - 1)

    def _followed(self, place: str, links: int) -> tuple[pygit2.Object | None, str]:
        here: pygit2.Object = self._tree
        parts = place.split("/") if place else []
        for count, part in enumerate(parts, 1):
            if not isinstance(here, pygit2.Tree) or part not in here:
                return None, ""
            here = here[part]
            if here.filemode == FileMode.LINK:
                found, at = self.linked(here, "/".join(parts[:count]), links)
                rest = parts[count:]
                return self._followed(posixpath.join(at, *rest), links - 1) if rest and links and found else (found, at)
        return here, place
