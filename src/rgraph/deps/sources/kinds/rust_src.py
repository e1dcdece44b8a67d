"""The standard library's own source, where the toolchain's component `rust-src` is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rgraph.deps.sources.source import Source, names_in
from rgraph.model.packages import PackageId
from rgraph.store.published import Place

SOURCE = "rust-src"
"""The source of a package of the standard library; its version is the toolchain's name."""

_PACKAGES = ("alloc", "core", "std")


class RustSrc(Source):
    """Found, and no more: links into std are made with the signatures that rgraph brings along."""

    kind = "rust-src"
    rank = 60
    summary = "the toolchain's rust-src"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        if package.source == SOURCE and package.name in _PACKAGES:
            for toolchain, library in self._libraries():
                if toolchain == package.version and (library / package.name).is_dir():
                    yield self.place("checkout", library, package.name)

    def versions(self, name: str) -> Iterator[str]:
        return iter(())  # crates.io has packages of these names

    def toolchains(self) -> list[str]:
        """The toolchains that have it."""
        return [toolchain for toolchain, _ in self._libraries()]

    def _libraries(self) -> Iterator[tuple[str, Path]]:
        home = os.environ.get("RUSTUP_HOME")
        above = (Path(home).absolute() if home else Path.home() / ".rustup") / "toolchains"
        for name in names_in(above):
            library = above / name / "lib" / "rustlib" / "src" / "rust" / "library"
            if library.is_dir():
                yield name, library
