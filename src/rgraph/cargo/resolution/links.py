"""Who needs whom: the packages of a resolution by what requirements mean."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Requirement, ResolvedPackage


class Links:
    """The packages of a resolution, found by what a requirement of one of them means."""

    def __init__(self, packages: Iterable[ResolvedPackage]) -> None:
        self.packages = list(packages)
        self._found: dict[PackageId | RepoPath, dict[RepoPath, int]] = {}
        for number, package in enumerate(self.packages):
            self._found.setdefault(package.manifest or package.id, {}).setdefault(package.lock, number)

    def target(self, package: ResolvedPackage, requirement: Requirement) -> int | None:
        """The number of the package that a requirement means: as its own lock file has it, else the first."""
        means = requirement.manifest or requirement.means
        found = self._found.get(means) if means is not None else None
        return None if not found else found.get(package.lock, next(iter(found.values())))
