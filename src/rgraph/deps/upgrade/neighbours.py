"""Packages from elsewhere as one tree, for what compares trees."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import structs

from rgraph.deps.beside.mounting import Files
from rgraph.deps.tier import ColdTier
from rgraph.model.cargo import Manifest
from rgraph.model.contents import ContentSource, PassedOn
from rgraph.model.graph import FileState
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId
from rgraph.view.graph import CommitGraph


def beside_one_another(tier: ColdTier, files_of: Files, packages: Iterable[PackageId]) -> CommitGraph:
    """Packages at hand, of different names, each in a folder of its name: what one re-exports of another is seen."""
    named = {package.name: files_of(package) or {} for package in packages}
    files = {RepoPath(f"{name}/{path}"): blob for name, found in named.items() for path, blob in found.items()}
    states = {path: FileState(path, blob, "") for path, blob in files.items()}
    return CommitGraph(states, _Neighbours(tier.contents, named.keys()), tier.read)


class _Neighbours(PassedOn):
    """The contents of packages, with manifests that look for these packages in the folders beside their own."""

    def __init__(self, source: ContentSource, names: Collection[str]) -> None:
        super().__init__(source)
        self._names = names

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return {blob: self._led(manifest) for blob, manifest in self._source.manifests(blobs).items()}

    def _led(self, manifest: Manifest) -> Manifest:
        dependencies = [
            structs.replace(each, path=f"../{each.package}") if each.package in self._names else each
            for each in manifest.dependencies
        ]
        return structs.replace(manifest, dependencies=dependencies)
