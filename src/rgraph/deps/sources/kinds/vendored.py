"""What `cargo vendor` put into the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rgraph.deps.sources.cargo_config import replacing_folders
from rgraph.deps.sources.folder import is_within
from rgraph.deps.sources.manifests import folders_of
from rgraph.deps.sources.source import Source
from rgraph.model.packages import PackageId
from rgraph.store.published import Place


class Vendored(Source):
    """Folders `NAME` and `NAME-VERSION`; each says the sums of its files."""

    kind = "vendor"
    rank = 20
    summary = "the repository's vendor folder"

    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        for folder, version in folders_of(package.name, self._folders()):
            if version == package.version:
                yield self.place("folder", folder)

    def versions(self, name: str) -> Iterator[str]:
        return (version for _, version in folders_of(name, self._folders()))

    def bring(self, package: PackageId) -> str:
        return "cargo vendor" if self._folders() else ""

    def _folders(self) -> tuple[Path, ...]:
        """`vendor`, and what the repository's Cargo configuration names: unless it is a link, or leads, out of it.

        The author of a repository may not say what rgraph reads elsewhere.
        """
        if self.around.root is None:
            return ()
        root = os.path.realpath(self.around.root)
        named = (Path(root, "vendor"), *replacing_folders(Path(root, ".cargo")))
        real = (os.path.realpath(folder) for folder in named)
        return tuple(
            Path(folder) for folder in dict.fromkeys(real) if os.path.isdir(folder) and is_within(folder, root)
        )
