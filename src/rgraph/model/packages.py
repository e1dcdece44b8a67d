"""Packages of a commit as Cargo resolves them: which version of what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from .ids import RepoPath
from .syntax import Node

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
"""How a lock file writes crates.io, however its index is read."""

REGISTRIES = ("registry+", "sparse+")
"""What the source of a published package begins with."""


class PackageId(Node, frozen=True, order=True):
    """A version of a package at its source. `source` is as a lock file writes it; "" for a package of this tree."""

    name: str
    version: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


class Basis(StrEnum):
    """What says which package a requirement means."""

    NONE = ""
    """Nothing does: the package is not known."""
    TREE = "tree"
    """Its path, or a `[patch]` with a path: it is a package of this commit."""
    LOCK = "lock"
    """The entry of the package in its workspace's lock file."""
    SUITS = "suits"
    """The requirement alone: it is the highest version that suits it, of those in a lock file above or at hand."""


class Requirement(Node, frozen=True):
    """One declared dependency of a package, and the package that it means.

    `name` is the key in the manifest's table, with `-` as written; `means` is None where nothing that is locked fits.
    """

    name: str
    package: str
    kind: str = "normal"  # normal, dev, build; "" where only a lock file tells of it
    version: str = ""  # the requirement as written
    target: str = ""
    optional: bool = False
    renamed: bool = False
    means: PackageId | None = None
    manifest: RepoPath = RepoPath("")  # of what it means, where that is a package of this tree
    basis: Basis = Basis.NONE
    features: list[str] = []
    default_features: bool = True
    source: str = ""  # as written: "" for crates.io, `path`, `git+URL?tag=v1`, `registry NAME`


class ResolvedPackage(Node, frozen=True):
    """A package with what its dependencies mean.

    `manifest` is the path of its manifest where it is part of this tree, "" for one from elsewhere. For these
    `requirements` are those that the lock file tells (names only) until the package's own manifest is read.
    Of a repository with several lock files each has its own packages: `lock` is the file that has this one.
    """

    id: PackageId
    checksum: str = ""
    manifest: RepoPath = RepoPath("")
    requirements: list[Requirement] = []
    lock: RepoPath = RepoPath("")
    features: list[str] = []  # those that are on, of any target and kind
    has_all_features: bool = False  # False: some that are on are not known, as a manifest on the way is not at hand

    @property
    def not_found(self) -> list[Requirement]:
        """What it requires and nothing says the version of; what a lock file has of a package from elsewhere is all."""
        is_told = bool(self.lock) and not self.manifest
        return [] if is_told else [each for each in self.requirements if each.means is None]


class Resolution(Node, frozen=True):
    """All packages that one commit's manifests and lock files lead to, sorted by id, then by lock file.

    `guests` are packages of this tree once more, as the lock files of other workspaces that need them resolve them.
    """

    packages: list[ResolvedPackage]
    problems: list[str] = []  # sentences: a damaged lock file, a dependency that is not locked
    is_locked: bool = True  # whether lock files of the tree said all versions
    guests: list[ResolvedPackage] = []


class ExternalItem(Node, frozen=True):
    """An item of a package that edges of a commit lead to, as its source declares it. `path` is in the package."""

    package: PackageId
    path: RepoPath
    line: int
    kind: str
    signature: str = ""
    deprecated: str = ""  # what `#[deprecated]` says; "-" where it gives no note


class Dependencies(Node, frozen=True):
    """What the edges of one commit depend on that were linked into the packages that it locks.

    `names` has the paths as code writes them (`regex_automata::Input`) with the symbols that they lead to. `contents`
    has a hash of the files of each package at hand: a version may be patched, or lie otherwise in another source.
    """

    reached: list[PackageId]
    at_hand: list[PackageId]
    missing: list[PackageId]
    names: dict[str, str] = {}
    items: dict[str, ExternalItem] = {}
    contents: list[str] = []

    def knows(self, packages: Mapping[PackageId, str]) -> bool:
        """Whether these packages were at hand with these contents."""
        return packages.items() <= dict(zip(self.at_hand, self.contents, strict=False)).items()
