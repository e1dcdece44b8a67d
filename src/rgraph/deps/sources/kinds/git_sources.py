"""Packages that a lock file takes from git: Cargo's clones in `git/db`, and what it checked out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from rgraph.deps.sources.checkouts import folders_with
from rgraph.deps.sources.repositories import folder_in
from rgraph.deps.sources.source import Source, names_in
from rgraph.errors import RepositoryError
from rgraph.git.repository import open_clone
from rgraph.model.ids import Oid
from rgraph.model.packages import PackageId
from rgraph.store.published import Place

_REV = re.compile(r"[0-9a-f]{40}\Z")


class GitSources(Source):
    """The clone first: the revision that the lock file names is the sum of what is in it."""

    kind = "git"
    rank = 15
    summary = "Cargo's git checkouts"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        url, _, revision = package.source.removeprefix("git+").partition("#")
        if not package.source.startswith("git+") or not _REV.match(revision):
            return
        for clone in self._of(url, "db"):
            folder = _folder(clone, Oid(revision), package)
            if folder is not None:
                yield self.place("commit", clone, f"{revision}:{folder}")
        for checkout in self._of(url, "checkouts"):
            for name in names_in(checkout):
                if len(name) >= 7 and revision.startswith(name):
                    for folder in folders_with(checkout / name, package):
                        yield self.place("checkout", checkout / name, folder)

    def versions(self, name: str) -> Iterator[str]:
        return iter(())  # what comes from git is of no registry

    def _of(self, url: str, part: str) -> Iterator[Path]:
        """Cargo calls the folder of a clone `NAME-HASH`."""
        try:
            name = urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".git")
        except ValueError:
            return
        above = self.around.cargo_home / "git" / part
        for each in names_in(above):
            if name and each.rpartition("-")[0] == name:
                yield above / each


def _folder(clone: Path, revision: Oid, package: PackageId) -> str | None:
    try:
        return folder_in(open_clone(clone), revision, package)
    except RepositoryError:
        return None  # another clone of that name, or one that has not fetched the revision
