"""Further folders of packages: those of `[deps] folders = [...]`, and those that the user's Cargo is configured for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rgraph.deps.sources.cargo_config import replacing_folders
from rgraph.deps.sources.manifests import folders_of
from rgraph.deps.sources.source import Source, names_in, versions_in
from rgraph.model.packages import PackageId
from rgraph.store.published import Place


class Folders(Source):
    """Archives `NAME-VERSION.crate`, and folders `NAME` and `NAME-VERSION`, as a mirror or `cargo vendor` has them."""

    kind = "folder"
    rank = 30
    summary = "folders of the configuration"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        named = f"{package.name}-{package.version}"
        for folder in self._folders():
            archive = folder / f"{named}.crate"
            if archive.exists():
                yield self.place("archive", archive, named)
        for folder, version in folders_of(package.name, self._folders()):
            if version == package.version:
                yield self.place("folder", folder)

    def versions(self, name: str) -> Iterator[str]:
        for folder in self._folders():
            yield from versions_in(names_in(folder), name, ".crate")
        yield from (version for _, version in folders_of(name, self._folders()))

    def _folders(self) -> tuple[Path, ...]:
        return (*self.around.folders, *replacing_folders(self.around.cargo_home))
