"""Who needs whom among the packages of a tree, in both directions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from rgraph.cargo.places import directory, lock_file_in
from rgraph.cargo.resolution.links import Links
from rgraph.cargo.version import Version, precedence
from rgraph.errors import ItemError
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Requirement, ResolvedPackage
from rgraph.spelling import nearest

from .standing import Standing

KINDS = ("normal", "build", "dev")
"""The kinds of dependencies, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Need:
    """A package that needs another one: by what kind of dependency, and by which requirements."""

    kind: str
    needs: int
    needed_by: int
    requirements: tuple[Requirement, ...]


class Needs:
    """The packages of a tree by number, in their order, guests last, and the edges between them.

    Where some workspaces have a lock file, those without one stand aside unless `whole`: fixtures, most of them.
    """

    def __init__(self, found: Standing, whole: bool = False) -> None:
        resolution = found.resolution
        self.aside = frozenset() if whole else _aside(found)
        here = [package for package in resolution.packages if package.manifest not in self.aside]
        self.packages: Sequence[ResolvedPackage] = [*here, *resolution.guests]
        self._first_guest = len(here)
        self._links = Links(self.packages)

    @cached_property
    def out(self) -> list[list[Need]]:
        """What each package needs: by kind, then by name and version; each package once a kind."""
        return [self._needs_of(number) for number in range(len(self.packages))]

    @cached_property
    def into(self) -> list[list[Need]]:
        """Who needs each package: by kind, then by name and version."""
        found: list[list[Need]] = [[] for _ in self.packages]
        for needs in self.out:
            for need in needs:
                found[need.needs].append(need)
        for needs in found:
            needs.sort(key=lambda need: (KINDS.index(need.kind), need.needed_by))
        return found

    @cached_property
    def kinds(self) -> list[frozenset[str]]:
        """In which ways the packages of the tree need each: `dev` is what only tests lead to, `build` build scripts."""
        ways: list[set[str]] = [set() for _ in self.packages]
        waiting = [
            (need.needs, need.kind) for number in self.own for need in self.out[number] if not self._is_own(need.needs)
        ]
        while waiting:
            number, way = waiting.pop()
            if way not in ways[number]:
                ways[number].add(way)
                below = ((need.needs, need.kind if way == "normal" else way) for need in self.out[number])
                waiting.extend(each for each in below if not self._is_own(each[0]))
        return [frozenset(each) for each in ways]

    def ways(self, number: int, kind: str) -> frozenset[str]:
        """In which ways the packages of the tree need what one package needs by a kind of dependency."""
        if self._is_own(number):
            return frozenset({kind})
        return frozenset(kind if way == "normal" else way for way in self.kinds[number])

    @cached_property
    def own(self) -> list[int]:
        """The packages of the tree, each once."""
        return [number for number in range(self._first_guest) if self._is_own(number)]

    @property
    def asking(self) -> list[int]:
        """The packages whose requirements may be not found: those of the tree, and those that no lock file has."""
        here = range(self._first_guest)
        return [number for number in here if self._is_own(number) or not self.packages[number].lock]

    def tops(self) -> list[int]:
        """The packages of the tree that no other package of it needs but for tests; all where they go in a circle."""
        needed = {
            self.packages[need.needs].manifest
            for number in self.own
            for need in self.out[number]
            if need.kind != "dev" and need.needs != number
        }
        return [number for number in self.own if self.packages[number].manifest not in needed] or self.own

    def named(self, spec: str, among: Collection[int] | None = None) -> list[int]:
        """The packages of a name, or `NAME@VERSION` where the version may be cut short. Raises ItemError."""
        name, _, version = spec.partition("@")
        every = range(len(self.packages)) if among is None else sorted(among)
        alike = [number for number in every if _same(self.packages[number].id.name, name)]
        found = [number for number in alike if _begins(self.packages[number].id.version, version)]
        if found:
            return found
        if alike:
            raise ItemError(f"{name} is not here in version {version}", f"the version here is {self._versions(alike)}")
        near = nearest(name, {self.packages[number].id.name for number in every})
        raise ItemError(f"no package {name} here", f"did you mean {near}?" if near else "`rgraph deps list` lists all")

    def is_guest(self, number: int) -> bool:
        """Whether this is a package of the tree as another workspace's lock file has it."""
        return number >= self._first_guest

    def _versions(self, numbers: Collection[int]) -> str:
        return ", ".join(sorted({self.packages[number].id.version for number in numbers}))

    def _is_own(self, number: int) -> bool:
        return bool(self.packages[number].manifest)

    def _needs_of(self, number: int) -> list[Need]:
        package = self.packages[number]
        found: dict[tuple[str, int], list[Requirement]] = {}
        for requirement in package.requirements:
            target = self._links.target(package, requirement)
            if target is not None:
                found.setdefault((requirement.kind or "normal", target), []).append(requirement)
        needs = [Need(kind, target, number, tuple(group)) for (kind, target), group in found.items()]
        return sorted(needs, key=lambda need: (KINDS.index(need.kind), need.needs))


def _aside(found: Standing) -> frozenset[RepoPath]:
    """The packages of workspaces without a lock file that none with one needs, where there are lock files."""
    without = {
        package.manifest
        for package in found.cargo.packages
        if RepoPath(lock_file_in(directory(package.workspace))) not in found.lockfiles
    }
    own = {package.manifest: package for package in found.resolution.packages if package.manifest}
    waiting = [manifest for manifest in own if manifest not in without]
    if not waiting:
        return frozenset()
    while waiting:
        for each in own[waiting.pop()].requirements:
            if each.manifest in without:
                without.discard(each.manifest)
                waiting.append(each.manifest)
    return frozenset(without)


def version_order(package: ResolvedPackage) -> tuple[str, Version, str]:
    """By name, then by version as SemVer orders them."""
    return (package.id.name, precedence(package.id.version), package.id.source)


def _same(name: str, wanted: str) -> bool:
    """`-` and `_` are the same to crates.io, and people write either."""
    return name.replace("_", "-") == wanted.replace("_", "-")


def _begins(version: str, wanted: str) -> bool:
    return not wanted or version == wanted or version.startswith((f"{wanted}.", f"{wanted}-", f"{wanted}+"))
