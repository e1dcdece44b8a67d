"""Who needs whom: the packages of a resolution by what requirements mean."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Requirement, ResolvedPackage


class Links:
    """The packages of a resolution, found by what a requirement of one of them means."""

    def __init__(self, packages: Iterable[ResolvedPackage]) -> None:
        self.packages = list(packages)
        self._by_manifest: dict[RepoPath, int] = {}
        self._by_id: dict[PackageId, dict[RepoPath, int]] = {}
        for number, package in enumerate(self.packages):
            if package.manifest:
                self._by_manifest[package.manifest] = number
            else:
                self._by_id.setdefault(package.id, {})[package.lock] = number

    def target(self, package: ResolvedPackage, requirement: Requirement) -> int | None:
        """The number of the package that a requirement means: that of the same lock file, where several have it."""
        if requirement.manifest:
            return self._by_manifest.get(requirement.manifest)
        found = self._by_id.get(requirement.means) if requirement.means is not None else None
        return None if not found else found.get(package.lock, next(iter(found.values())))
