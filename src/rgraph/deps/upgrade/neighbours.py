"""Packages from elsewhere as one tree, for what compares trees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import structs

from rgraph.deps.beside.mounting import Files
from rgraph.deps.tier import ColdTier
from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.contents import ContentSource
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import FileState, LinkedFile
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId
from rgraph.view.graph import CommitGraph


def beside_one_another(tier: ColdTier, files_of: Files, packages: Iterable[PackageId]) -> CommitGraph:
    """Packages at hand, of different names, each in a folder of its name: what one re-exports of another is seen."""
    named = {package.name: files_of(package) or {} for package in packages}
    files = {RepoPath(f"{name}/{path}"): blob for name, found in named.items() for path, blob in found.items()}
    states = {path: FileState(path, blob, "") for path, blob in files.items()}
    return CommitGraph(states, _Neighbours(tier.contents, named.keys()), tier.read)


class _Neighbours:
    """The contents of packages, with manifests that look for these packages in the folders beside their own."""

    def __init__(self, source: ContentSource, names: Collection[str]) -> None:
        self._source = source
        self._names = names

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return {blob: self._led(manifest) for blob, manifest in self._source.manifests(blobs).items()}

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return self._source.facts(blobs)

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return self._source.bodies(blobs)

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        return self._source.lockfiles(blobs)

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        return self._source.settings(blobs)

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return self._source.made(blobs)

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return self._source.linked(sets)

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return self._source.packed_links(sets)

    def _led(self, manifest: Manifest) -> Manifest:
        dependencies = [
            structs.replace(each, path=f"../{each.package}") if each.package in self._names else each
            for each in manifest.dependencies
        ]
        return structs.replace(manifest, dependencies=dependencies)
