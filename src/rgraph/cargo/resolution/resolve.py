"""All packages of a commit with what their dependencies mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

import msgspec

from rgraph.model.cargo import CargoTree, Dependency, LockedPackage, Lockfile, Manifest, Package
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, Basis, PackageId, Requirement, Resolution, ResolvedPackage

from ..layout import with_implicit
from ..limits import MAX_LOCKED_PACKAGES
from ..places import directory, join, lock_file_in, manifest_in
from .choice import choose, highest, required, suits_text
from .features import FeatureTable, with_features
from .lock import Lock, id_of

ManifestOf = Callable[[PackageId], Manifest | None]
"""The manifest of a published package, None where it is not at hand."""

Available = Callable[[str], Collection[str]]
"""The versions of a crate from crates.io that are at hand."""


def resolve(
    cargo: CargoTree,
    manifests: Mapping[RepoPath, Manifest],
    lockfiles: Mapping[RepoPath, Lockfile],
    manifest_of: ManifestOf = lambda package: None,
    available: Available = lambda name: (),
) -> Resolution:
    """What `cargo metadata --locked` would say of all workspaces of a commit, and of more where there is no lock file.

    The requirements of a package of the tree carry what they mean. Those of a package from elsewhere are its entry's
    in the lock file, and what its manifest declares where `manifest_of` has it. Never raises.
    """
    return _Resolver(cargo, manifests, lockfiles, manifest_of, available).run()


class _Resolver:
    def __init__(
        self,
        cargo: CargoTree,
        manifests: Mapping[RepoPath, Manifest],
        lockfiles: Mapping[RepoPath, Lockfile],
        manifest_of: ManifestOf,
        available: Available,
    ) -> None:
        self._cargo = cargo
        self._manifests = manifests
        self._locks = {path: Lock.of(path, lockfiles[path]) for path in sorted(lockfiles)}
        self._manifest_of = cache(manifest_of)
        self._available = available
        self._packages = {package.manifest: package for package in cargo.packages}
        self._problems = [problem for lock in self._locks.values() for problem in lock.problems]
        self._at_hand: dict[PackageId, None] = {}
        self._is_locked = True
        self._home_of: dict[RepoPath, RepoPath] = {}

    def run(self) -> Resolution:
        own = [self._own(package) for package in self._cargo.packages]
        guests = [guest for lock in self._locks.values() for guest in self._guests(lock)]
        mine = {package.name for package in self._cargo.packages}
        found = [*own, *guests]
        for lock in self._locks.values():
            found.extend(self._locked(lock, entry) for entry in lock.entries if entry.source or entry.name not in mine)
        found.extend(self._unlocked())
        found = with_features(found, [self._features_of(package) for package in found], roots=len(own))
        guests, found = found[len(own) : len(own) + len(guests)], [*found[: len(own)], *found[len(own) + len(guests) :]]
        problems = list(dict.fromkeys(self._problems))
        return Resolution(sorted(found, key=_order), problems, self._is_locked, sorted(guests, key=_order))

    def _features_of(self, package: ResolvedPackage) -> FeatureTable | None:
        if package.manifest:
            return self._packages[package.manifest].features
        manifest = self._manifest_of(package.id)
        return None if manifest is None else with_implicit(manifest.features, manifest.dependencies)

    # ---- packages of the tree

    def _own(self, package: Package) -> ResolvedPackage:
        lock, entry = self._lock_of(package)
        listed: dict[str, list[LockedPackage]] = {}
        for meant in lock.all_meant(entry) if lock is not None and entry is not None else ():
            listed.setdefault(meant.name, []).append(meant)
        requirements = [
            self._requirement(package, dependency, lock, None if entry is None else listed.get(dependency.package, []))
            for dependency in package.dependencies
        ]
        return ResolvedPackage(
            id=PackageId(package.name, package.version),
            manifest=package.manifest,
            requirements=requirements,
            lock=lock.path if lock is not None and entry is not None else RepoPath(""),
        )

    def _guests(self, lock: Lock) -> Iterator[ResolvedPackage]:
        """The packages of the tree that stand in a lock file as somebody's path, not as members of its workspace."""
        count = Counter(package.name for package in self._cargo.packages)
        for package in self._cargo.packages:
            entry = lock.own(package.name, package.version, count[package.name] == 1)
            if entry is not None and self._locks.get(self._home_of[package.manifest]) is not lock:
                listed = lock.all_meant(entry)
                requirements = [self._guest_requirement(package, each, listed) for each in package.dependencies]
                yield ResolvedPackage(
                    PackageId(package.name, package.version), "", package.manifest, requirements, lock.path
                )

    def _guest_requirement(self, package: Package, dependency: Dependency, listed: list[LockedPackage]) -> Requirement:
        """What a guest asks for; what tests need and what is off does not stand in the lock file."""
        alike = [entry for entry in listed if entry.name == dependency.package]
        here = self._in_tree(package, dependency) if any(not entry.source for entry in alike) else None
        if here is not None:
            return required(dependency, PackageId(here.name, here.version), Basis.TREE, here.manifest)
        entry = choose(dependency, alike) if dependency.kind != "dev" else None
        basis = Basis.LOCK if entry is not None else Basis.NONE
        return required(dependency, id_of(entry) if entry is not None else None, basis)

    def _lock_of(self, package: Package) -> tuple[Lock | None, LockedPackage | None]:
        """The lock file beside the workspace's root, else the nearest one above, and the package's entry there.

        A package that no workspace has may be a path dependency of one, and so stand in its lock file.
        """
        folder = directory(package.workspace)
        lock = beside = self._locks.get(RepoPath(lock_file_in(folder)))
        while lock is None and folder:
            folder = directory(folder)
            lock = self._locks.get(RepoPath(lock_file_in(folder)))
        entry = lock.own(package.name, package.version, lock is beside) if lock is not None else None
        if beside is not None and entry is None and package.manifest in self._manifests:  # not a script
            self._problems.append(f"{beside.path} has no entry for {package.name}: it is older than {package.manifest}")
        self._home_of[package.manifest] = lock.path if lock is not None and entry is not None else RepoPath("")
        return lock, entry

    def _requirement(
        self, package: Package, dependency: Dependency, lock: Lock | None, listed: list[LockedPackage] | None
    ) -> Requirement:
        here = self._in_tree(package, dependency)
        if here is not None:
            return required(dependency, PackageId(here.name, here.version), Basis.TREE, here.manifest)
        entry = choose(dependency, listed) if listed is not None else None
        if entry is not None:
            return required(dependency, id_of(entry), Basis.LOCK)
        means = self._suiting(dependency, lock)
        if listed is not None and lock is not None and directory(lock.path) == directory(package.workspace):
            self._problems.append(f"{lock.path}: {_not_listed(package, dependency)}")
        elif listed is None and not dependency.path:
            self._is_locked = False
        return required(dependency, means, Basis.SUITS if means is not None else Basis.NONE)

    def _in_tree(self, package: Package, dependency: Dependency) -> Package | None:
        """The package of this tree that a dependency means by its path, or by a `[patch]` with one."""
        if dependency.path:
            folder = join(directory(package.manifest), dependency.path)
            found = None if folder is None else self._packages.get(RepoPath(manifest_in(folder)))
            return found if found is not None and found.name == dependency.package else None
        root = self._manifests.get(package.workspace)
        source = dependency.git or dependency.registry or "crates-io"
        for patch in root.patches if root is not None else ():
            if patch.package == dependency.package and patch.registry == source and patch.path:
                folder = join(directory(package.workspace), patch.path)
                found = None if folder is None else self._packages.get(RepoPath(manifest_in(folder)))
                if found is not None and suits_text(dependency.version, found.version):
                    return found
        return None

    def _suiting(self, dependency: Dependency, lock: Lock | None) -> PackageId | None:
        """The highest version that suits a requirement, in the lock file first, then at hand."""
        entry = choose(dependency, lock.named(dependency.package)) if lock is not None else None
        if entry is not None:
            return id_of(entry)
        if dependency.git or dependency.path:
            return None
        version = highest(dependency.version, self._available(dependency.package))
        if not version:
            return None
        named = dependency.registry not in ("", "crates-io")
        found = PackageId(dependency.package, version, f"registry+{dependency.registry}" if named else CRATES_IO)
        self._at_hand.setdefault(found)
        return found

    # ---- packages from elsewhere

    def _locked(self, lock: Lock, entry: LockedPackage) -> ResolvedPackage:
        listed = lock.all_meant(entry)
        manifest = self._manifest_of(id_of(entry))
        requirements = [_only_locked(meant) for meant in listed] if manifest is None else _declared(manifest, listed)
        return ResolvedPackage(id_of(entry), entry.checksum, RepoPath(""), requirements, lock.path)

    def _unlocked(self) -> list[ResolvedPackage]:
        """The packages at hand that are meant, and what they lead to."""
        found: dict[PackageId, ResolvedPackage] = {}
        while self._at_hand:
            wanted = self._at_hand.popitem()[0]
            if wanted in found:
                continue
            if len(found) >= MAX_LOCKED_PACKAGES:
                self._problems.append(f"more than {MAX_LOCKED_PACKAGES:,} packages are available; the rest is left out")
                break
            manifest = self._manifest_of(wanted)
            declared = [each for each in manifest.dependencies if each.kind != "dev"] if manifest is not None else []
            requirements = []
            for dependency in declared:
                means = self._suiting(dependency, None)
                basis = Basis.SUITS if means is not None else Basis.NONE
                requirements.append(required(dependency, means, basis))
            found[wanted] = ResolvedPackage(wanted, requirements=requirements)
        return list(found.values())


def _not_listed(package: Package, dependency: Dependency) -> str:
    wanted = f"{dependency.package} {dependency.version}".strip()
    return f"the entry of {package.name} has no {wanted}, which {package.manifest} requires"


def _order(package: ResolvedPackage) -> tuple[PackageId, RepoPath, RepoPath]:
    return (package.id, package.lock, package.manifest)


def _only_locked(entry: LockedPackage) -> Requirement:
    return Requirement(entry.name, entry.name, kind="", means=id_of(entry), basis=Basis.LOCK)


def _declared(manifest: Manifest, listed: list[LockedPackage]) -> list[Requirement]:
    """What a published manifest asks for, and what its entry says of each; what is optional and off means nothing."""
    named: dict[str, list[LockedPackage]] = {}
    for each in listed:
        named.setdefault(each.name, []).append(each)
    found = []
    for dependency in manifest.dependencies:
        if dependency.kind != "dev":
            entry = choose(_as_published(dependency), named.get(dependency.package, []))
            basis = Basis.LOCK if entry is not None else Basis.NONE
            found.append(required(dependency, None if entry is None else id_of(entry), basis))
    return found


def _as_published(dependency: Dependency) -> Dependency:
    """A path inside a published package's own repository leads to what is published, or to the same git source."""
    return msgspec.structs.replace(dependency, path="")
