"""Which version of Rust each package promises to compile with: manifests, `clippy.toml`, or what the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rgraph.model.cargo import Crate, Package
from rgraph.model.ids import RepoPath
from rgraph.view.graph import CommitGraph

from .idiom import Idiom
from .report import Promise
from .rust import RustVersion, read_rust

_CLIPPY = re.compile(rb"^\s*msrv\s*=\s*\"([^\"\n]*)\"", re.MULTILINE)
FIRST_OF_EDITION: Mapping[str, RustVersion] = {
    "2018": RustVersion(1, 31),
    "2021": RustVersion(1, 56),
    "2024": RustVersion(1, 85),
}
"""An edition is a promise, too: nothing older reads it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A version of Rust, and what says so."""

    rust: RustVersion
    source: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether a new form may be written: yes, no with a reason, or not known (None)."""

    is_given: bool | None
    why: str = ""


class Promises:
    """What the packages of a tree promise."""

    def __init__(self, graph: CommitGraph, given: Stated | None, clippy: Stated | None) -> None:
        self._graph, self._given, self._clippy = graph, given, clippy

    def all(self) -> list[Promise]:
        """The promise of every package, by name."""
        return [self._promise(package) for package in sorted(self._packages.values(), key=lambda p: p.name)]

    def crates_of(self, path: RepoPath) -> list[Crate]:
        """The crates that a file is in."""
        linked = self._graph.linked(path)
        names = {definition.crate for definition in linked.defs} if linked else set()
        return [self._crates[name] for name in sorted(names) if name in self._crates]

    def leave(self, idiom: Idiom, path: RepoPath) -> tuple[str, Leave]:
        """The package of a file, and whether it may write the new form of an idiom."""
        crates = self.crates_of(path)
        packages = [self._packages[crate.manifest] for crate in crates if crate.manifest in self._packages]
        if not packages:
            return "", Leave(None)
        leaves = [
            (package.name, self._leave(idiom, package, crate.edition))
            for crate, package in zip(crates, packages, strict=False)
        ]
        return min(leaves, key=lambda one: (one[1].is_given is not False, one[1].is_given is True))

    def _leave(self, idiom: Idiom, package: Package, edition: str) -> Leave:
        if idiom.edition and edition < idiom.edition:
            return Leave(False, f"edition {edition}, needs {idiom.edition}")
        stated = self._stated(package)
        if stated is not None and (stated.source != "edition" or stated.rust >= idiom.rust):
            return (
                Leave(True)
                if stated.rust >= idiom.rust
                else Leave(False, f"Rust {stated.rust} by {stated.source}, needs {idiom.rust}")
            )
        return Leave(None)

    def _promise(self, package: Package) -> Promise:
        stated = self._stated(package)
        return Promise(
            package.name, str(stated.rust) if stated else "", stated.source if stated else "", package.edition
        )

    def _stated(self, package: Package) -> Stated | None:
        if self._given is not None:
            return self._given
        written = read_rust(package.rust_version)
        if written is not None:
            return Stated(written, "rust-version")
        if self._clippy is not None:
            return self._clippy
        first = FIRST_OF_EDITION.get(package.edition)
        return Stated(first, "edition") if first is not None else None

    @cached_property
    def _crates(self) -> dict[str, Crate]:
        return {crate.id: crate for crate in self._graph.cargo.crates}

    @cached_property
    def _packages(self) -> dict[RepoPath, Package]:
        return {package.manifest: package for package in self._graph.cargo.packages}


def clippy_promise(content: bytes, name: str) -> Stated | None:
    """What a `clippy.toml` says of the least version of Rust."""
    found = _CLIPPY.search(content)
    rust = read_rust(found[1].decode("utf-8", "replace")) if found else None
    return Stated(rust, name) if rust is not None else None
