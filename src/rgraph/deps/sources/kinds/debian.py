"""Debian's `librust-*-dev` packages: published crates, some with Debian's patches."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.deps.sources.source import Source, is_from_crates_io, names_in, versions_in
from rgraph.model.packages import PackageId
from rgraph.store.published import Place


class Debian(Source):
    """Asked last: its list of files is empty, so that they cannot be checked, and patches may have changed them."""

    kind = "debian"
    rank = 90
    summary = "Debian's librust-*-dev packages"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        above = self.around.debian
        if above is not None and is_from_crates_io(package):
            folder = above / f"{package.name}-{package.version}"
            if folder.is_dir():
                yield self.place("folder", folder)

    def versions(self, name: str) -> Iterator[str]:
        if self.around.debian is not None:
            yield from versions_in(names_in(self.around.debian), name)
