"""Packages of a commit as Cargo resolves them: which version of what each of them means."""

from __future__ import annotations

from .ids import RepoPath
from .syntax import Node


class PackageId(Node, frozen=True, order=True):
    """A version of a package at its source. `source` is as a lock file writes it; "" for a package of this tree."""

    name: str
    version: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


class Requirement(Node, frozen=True):
    """One declared dependency of a package, and the package that it means.

    `name` is the key in the manifest's table, with `-` as written; `means` is None where nothing that is locked fits.
    """

    name: str
    package: str
    kind: str = "normal"  # normal, dev, build
    version: str = ""  # the requirement as written
    target: str = ""
    optional: bool = False
    renamed: bool = False
    means: PackageId | None = None


class ResolvedPackage(Node, frozen=True):
    """A package with what its dependencies mean.

    `manifest` is the path of its manifest where it is part of this tree, "" for one from elsewhere. For these
    `requirements` are those that the lock file tells (names only) until the package's own manifest is read.
    """

    id: PackageId
    checksum: str = ""
    manifest: RepoPath = RepoPath("")
    requirements: list[Requirement] = []


class Resolution(Node, frozen=True):
    """All packages that one commit's manifests and lock files lead to, sorted by id."""

    packages: list[ResolvedPackage]
    problems: list[str] = []  # sentences: a damaged lock file, a dependency that is not locked
    is_locked: bool = True  # whether a lock file of the tree said the versions
