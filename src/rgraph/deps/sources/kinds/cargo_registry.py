"""What Cargo has fetched: archives in `registry/cache`, and what it unpacked of them in `registry/src`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from rgraph.deps.limits import MAX_ARCHIVE_BYTES
from rgraph.deps.sources.package_files import SourceError
from rgraph.deps.sources.plain import read_plain
from rgraph.deps.sources.source import Source, is_from_crates_io, is_published, names_in, versions_in
from rgraph.model.packages import PackageId
from rgraph.store.published import Place

_CRATES_IO_HOSTS = ("index.crates.io", "github.com")


class CargoRegistry(Source):
    """The archive first: its sum tells whether it is what the lock file names, where the folder has none."""

    kind = "registry"
    rank = 10
    summary = "Cargo's registry"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        if not is_published(package):
            return
        named = f"{package.name}-{package.version}"
        for folder in self._folders("cache", package):
            archive = folder / f"{named}.crate"
            if archive.exists():
                yield self.place("archive", archive, named)
        for folder in self._folders("src", package):
            if (folder / named).is_dir():
                yield self.place("folder", folder / named)
        if checksum:  # a mirror's folder is called by its own host: the sum tells whether the package is the same
            own = set(self._folders("cache", package))
            for folder in self._hosted("cache", None):
                archive = folder / f"{named}.crate"
                if folder not in own and _has_sum(archive, checksum):
                    yield self.place("archive", archive, named)

    def versions(self, name: str) -> Iterator[str]:
        for part, suffix in (("cache", ".crate"), ("src", "")):
            for folder in self._hosted(part, _CRATES_IO_HOSTS):
                yield from versions_in(names_in(folder), name, suffix)

    def bring(self, package: PackageId) -> str:
        return "cargo fetch --locked" if is_published(package) or package.source.startswith("git+") else ""

    def _folders(self, part: str, package: PackageId) -> Iterator[Path]:
        hosts = _CRATES_IO_HOSTS if is_from_crates_io(package) else (_host(package.source),)
        return self._hosted(part, hosts)

    def _hosted(self, part: str, hosts: tuple[str, ...] | None) -> Iterator[Path]:
        """The folders of some hosts' registries (None: of all): each is called `HOST-HASH`."""
        above = self.around.cargo_home / "registry" / part
        for name in names_in(above):
            if hosts is None or name.rpartition("-")[0] in hosts:
                yield above / name


def _has_sum(archive: Path, checksum: str) -> bool:
    try:
        return hashlib.sha256(read_plain(os.fspath(archive), MAX_ARCHIVE_BYTES)).hexdigest() == checksum
    except (OSError, SourceError):
        return False


def _host(source: str) -> str:
    try:
        return urlsplit(source.partition("+")[2]).hostname or ""
    except ValueError:
        return ""
