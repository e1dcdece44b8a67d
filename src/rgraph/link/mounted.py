"""Packages from elsewhere that stand beside a tree: what a commit depends on, at the versions that it locks.

Their files lie under paths that no tree has, and are read when a module leads there. They are declared and named as
the tree's own; their bodies are linked where somebody asks for them alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import structs

from rgraph.model.cargo import CargoTree, Crate, Extern, Package
from rgraph.model.ids import BlobHash, RepoPath

MOUNT = "/"
"""The beginning of the paths of mounted files. No path of a git tree begins so."""


def is_mounted(path: str) -> bool:
    """Whether a file belongs to a package from elsewhere."""
    return path.startswith(MOUNT)


def folder_of(path: str) -> str:
    """The folder that a mounted file's package is mounted in."""
    return MOUNT + path.split("/", 2)[1]


def inner(path: str) -> str:
    """The path of a mounted file in its package; that of a file of the tree as it is."""
    return path.split("/", 2)[2] if is_mounted(path) else path


@dataclass(frozen=True, slots=True)
class Library:
    """A mounted library: the id of its crate, and what code calls it where the dependency is not renamed."""

    crate: str
    name: str


@dataclass(frozen=True)
class Mounted:
    """Mounted packages. `means` has the library that a dependency of a package of the tree means, by the package's
    manifest, the key of the dependency in code, and its package. `features` has those that are on, by package, of every
    package that all are known of, mounted or not: so that what is mounted next changes no condition."""

    tree: Mapping[RepoPath, BlobHash] = field(default_factory=dict)
    crates: tuple[Crate, ...] = ()
    packages: tuple[Package, ...] = ()
    means: Mapping[tuple[RepoPath, str, str], Library] = field(default_factory=dict)
    features: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def join(self, own: CargoTree) -> CargoTree:
        """The crates of a tree together with the mounted ones, to which its outside dependencies now lead."""
        if not self.crates:
            return own
        crates = [structs.replace(crate, externs=self._externs(crate)) for crate in own.crates]
        return CargoTree([*own.packages, *self.packages], [*crates, *self.crates], own.errors)

    def _externs(self, crate: Crate) -> list[Extern]:
        found = {}
        for extern in crate.externs:
            led = self._led(crate, extern)
            found[led.name] = led
        return [found[name] for name in sorted(found)]

    def _led(self, crate: Crate, extern: Extern) -> Extern:
        library = self.means.get((crate.manifest, extern.name, extern.package)) if not extern.crate else None
        if library is None:
            return extern
        plain = extern.package.replace("-", "_")
        name = library.name if extern.name == plain else extern.name
        return Extern(name, library.crate, extern.package, extern.kind)


NOTHING_MOUNTED = Mounted()
