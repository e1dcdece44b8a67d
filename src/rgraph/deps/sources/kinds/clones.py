"""Clones of dependencies' repositories that the configuration names: `[deps.sources] serde = "path"`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from rgraph.deps.limits import MAX_VCS_BYTES
from rgraph.deps.sources.kept_releases import kept_releases, kept_tags
from rgraph.deps.sources.package_files import SourceError
from rgraph.deps.sources.plain import read_plain
from rgraph.deps.sources.repositories import folder_in, tagged
from rgraph.deps.sources.source import Source, is_published, names_in
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.errors import RepositoryError
from rgraph.git.repository import Repository, open_clone
from rgraph.model.ids import Oid
from rgraph.model.packages import PackageId
from rgraph.store.published import Place


class _Git(msgspec.Struct, frozen=True):
    sha1: str = ""


class _VcsInfo(msgspec.Struct, frozen=True):
    """A `.cargo_vcs_info.json`: the commit that a package was published from."""

    git: _Git = _Git()


class Clones(Source):
    """The commit that a tag names, else the one that was published from, else the first that says the version."""

    kind = "clone"
    rank = 40
    summary = "clones of the configuration"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._opened: dict[Path, tuple[Repository, Mapping[str, Oid]]] = {}

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        path = self.around.clones.get(package.name)
        if path is None:
            return
        repository, refs = self._open(path)
        for commit in self._commits(repository, refs, package):
            try:
                folder = folder_in(repository, commit, package)
            except RepositoryError:
                continue  # the commit is not in this clone
            if folder is not None:
                yield self.place("commit", path, f"{commit}:{folder}")
                return

    def versions(self, name: str) -> Iterator[str]:
        path = self.around.clones.get(name)
        if path is not None:
            yield from kept_tags(*self._open(path), name)

    def bring(self, package: PackageId) -> str:
        path = self.around.clones.get(package.name)
        return "" if path is None else f"git -C {path} fetch --tags"

    def refresh(self) -> None:
        self._opened.clear()

    def _open(self, path: Path) -> tuple[Repository, Mapping[str, Oid]]:
        """A clone and its refs. Raises OSError, as for any folder that cannot be read."""
        if path not in self._opened:
            try:
                repository = open_clone(path)
                self._opened[path] = repository, repository.refs()
            except RepositoryError as error:
                raise FileNotFoundError(0, error.message, os.fspath(path)) from None
        return self._opened[path]

    def _commits(self, repository: Repository, refs: Mapping[str, Oid], package: PackageId) -> Iterator[Oid]:
        if not is_published(package):
            yield Oid(package.source.rpartition("#")[2])
            return
        yield from tagged(refs, package)
        yield from self._published_from(package)
        commit = kept_releases(repository, package.name).get(package.version)
        if commit is not None:
            yield commit

    def _published_from(self, package: PackageId) -> Iterator[Oid]:
        """What the package itself says, where it lies unpacked although it may not be used."""
        named = f"{package.name}-{package.version}"
        above = self.around.cargo_home / "registry" / "src"
        for folder in (self.around.debian or above, *(above / name for name in names_in(above))):
            try:
                data = read_plain(os.fspath(folder / named / ".cargo_vcs_info.json"), MAX_VCS_BYTES)
                commit = msgspec.json.decode(data, type=_VcsInfo).git.sha1
            except (OSError, SourceError, msgspec.MsgspecError, RecursionError):
                continue
            if commit:
                yield Oid(commit)
