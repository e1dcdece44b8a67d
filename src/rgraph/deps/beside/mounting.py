"""The packages of a resolution as crates beside a tree: `link.mounted.Mounted`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from blake3 import blake3
from msgspec import structs

from rgraph.cargo.layout import layout
from rgraph.cargo.version import parse_version, satisfies
from rgraph.deps.sources.package_files import MANIFEST
from rgraph.link.mounted import MOUNT, Library, Mounted
from rgraph.model.cargo import CargoTree, Crate, Extern, Manifest, Package, TargetKind
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import REGISTRIES, PackageId, Requirement, Resolution, ResolvedPackage

Files = Callable[[PackageId], Mapping[RepoPath, BlobHash] | None]
"""The files of a package by their path in it; None where its source is not at hand."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A package that can be mounted: where, and its library as its own manifest has it."""

    resolved: ResolvedPackage
    root: str
    files: Mapping[RepoPath, BlobHash]
    library: Crate
    package: Package


class Mounting:
    """Every package of a resolution whose source is at hand and that has a library.

    Of several versions of one package the highest has the plain id; the others, and one that the tree has a crate of
    that id for, have `@VERSION` after it, whichever of them are mounted. Where lock files disagree on what a package
    needs, the first one says it.
    """

    def __init__(
        self, own: CargoTree, resolution: Resolution, files: Files, manifest_of: Callable[[BlobHash], Manifest]
    ) -> None:
        elsewhere = {each.id: each for each in reversed(resolution.packages) if not each.manifest}
        drafts = (_draft(each, files, manifest_of) for each in reversed(elsewhere.values()))
        self._drafts = {draft.resolved.id: draft for draft in drafts if draft is not None}
        ids = _ids(self._drafts.values(), {crate.id for crate in own.crates})
        self.libraries = {package: Library(ids[package], draft.library.name) for package, draft in self._drafts.items()}
        """The library of each package."""
        self._features = _features(self._drafts.values(), {package.name for package in own.packages})
        self._manifests = {crate.id: crate.manifest for crate in own.crates}
        self.own = self._manifests.keys()
        """The ids of the crates of the tree itself."""
        self._packages = {name: package for package, name in ids.items()}
        self._means = {
            (each.manifest, need.name.replace("-", "_"), need.package): need.means
            for each in resolution.packages
            for need in (each.requirements if each.manifest else ())
            if need.means in self._drafts
        }
        self._called: dict[tuple[RepoPath, str], PackageId | None] = {}
        for (at, called, _), means in self._means.items():
            self._called.setdefault((at, called), means)

    def mounted(self, wanted: Collection[PackageId]) -> Mounted:
        """Some of these packages, mounted; what they depend on and is not among them is outside."""
        libraries = {package: self.libraries[package] for package in sorted(wanted)}
        drafts = [self._drafts[package] for package in libraries]
        return Mounted(
            tree={RepoPath(f"{draft.root}/{path}"): blob for draft in drafts for path, blob in draft.files.items()},
            crates=tuple([self._crate(draft, libraries) for draft in drafts]),
            packages=tuple([self._package(draft) for draft in drafts]),
            means={
                key: libraries[package]
                for key, package in self._means.items()
                if package is not None and package in libraries
            },
            features=self._features,
        )

    def crates_by_package(self) -> dict[str, list[str]]:
        """The ids of libraries by how paths outside begin: the name of the package, with `_`; the newest first."""
        found: dict[str, list[str]] = {}
        for package in sorted(self.libraries, key=_newest_first):
            found.setdefault(package.name.replace("-", "_"), []).append(self.libraries[package].crate)
        return found

    def beginning(self, paths: Iterable[str]) -> set[PackageId]:
        """The packages that packages of the tree require and that paths outside begin with."""
        first = {path.partition("::")[0] for path in paths}
        direct = {package for package in self._means.values() if package is not None}
        return {package for package in direct if package.name.replace("-", "_") in first}

    def asked(self, outside: Iterable[tuple[str, str]]) -> set[PackageId]:
        """The packages at hand that crates' code asks for, each as a crate's id and the name in its code."""
        found = (self._asked(crate, name) for crate, name in outside)
        return {package for package in found if package is not None}

    def _asked(self, crate: str, name: str) -> PackageId | None:
        manifest = self._manifests.get(crate)
        if manifest is not None:
            return self._called.get((manifest, name))
        package = self._packages.get(crate)
        draft = self._drafts.get(package) if package is not None else None
        led = _externs(draft) if draft is not None else ()
        return next((means for extern, means in led if extern.name == name and means in self._drafts), None)

    def is_off(self, crate: str, name: str) -> bool:
        """Whether what a package's library calls `name` is a dependency that nothing here turns on."""
        package = self._packages.get(crate)
        draft = self._drafts.get(package) if package is not None else None
        if draft is None:
            return False
        needed = {need.package for need in draft.resolved.requirements}
        return any(each.name == name and each.package not in needed for each in draft.library.externs)

    def _crate(self, draft: _Draft, libraries: Mapping[PackageId, Library]) -> Crate:
        crate = draft.library
        return structs.replace(
            crate,
            id=libraries[draft.resolved.id].crate,
            root=RepoPath(f"{draft.root}/{crate.root}"),
            manifest=RepoPath(f"{draft.root}/{crate.manifest}"),
            externs=_led(draft, libraries),
        )

    def _package(self, draft: _Draft) -> Package:
        manifest = RepoPath(f"{draft.root}/{MANIFEST}")
        crates = [self.libraries[draft.resolved.id].crate]
        return structs.replace(draft.package, manifest=manifest, workspace=manifest, crates=crates)


def _draft(resolved: ResolvedPackage, files: Files, manifest_of: Callable[[BlobHash], Manifest]) -> _Draft | None:
    found = files(resolved.id)
    if found is None or MANIFEST not in found:
        return None
    made = layout({MANIFEST: manifest_of(found[MANIFEST])}, found.keys())
    library = next((crate for crate in made.crates if crate.kind is TargetKind.LIB), None)
    return _Draft(resolved, root_of(resolved.id), found, library, made.packages[0]) if library is not None else None


def root_of(package: PackageId) -> str:
    """The folder that a package is mounted in."""
    source = package.source
    plain = not source or source.startswith(REGISTRIES)
    return f"{MOUNT}{package.name}@{package.version}" + ("" if plain else f"+{_word(source)}")


def _word(source: str) -> str:
    """A source as one word of a path, with a hash: two sources may differ in their punctuation alone."""
    word = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in source)
    return f"{word}-{blake3(source.encode()).hexdigest(4)}"


def _ids(drafts: Iterable[_Draft], taken: set[str]) -> dict[PackageId, str]:
    ids: dict[PackageId, str] = {}
    for draft in sorted(drafts, key=lambda each: _newest_first(each.resolved.id)):
        name = draft.library.id
        if name in taken:
            name = f"{name}{draft.root[draft.root.index('@') :]}"
        while name in taken:
            name += "@"
        taken.add(name)
        ids[draft.resolved.id] = name
    return ids


def _features(drafts: Iterable[_Draft], own: set[str]) -> dict[str, frozenset[str]]:
    """The features that are on, by the names of packages, of those that all are known of; of several versions all.

    A package that has the name of one of the tree is left out: what is asked of the one is not asked of the other.
    """
    found: dict[str, frozenset[str]] = {}
    unknown = set(own)
    for draft in drafts:
        name = draft.package.name
        found[name] = found.get(name, frozenset()).union(draft.resolved.features)
        if not draft.resolved.has_all_features:
            unknown.add(name)
    return {name: features for name, features in found.items() if name not in unknown}


def _newest_first(package: PackageId) -> tuple[str, bool, tuple[int, ...], str, str]:
    version = parse_version(package.version)
    core = version.core if version is not None else (0, 0, 0)
    is_pre = version is None or bool(version.pre)
    return (package.name, is_pre, tuple(-part for part in core), package.version, package.source)


def _led(draft: _Draft, libraries: Mapping[PackageId, Library]) -> list[Extern]:
    """What the library of a package calls its dependencies, those that are mounted led to their crates."""
    found: dict[str, Extern] = {}
    for extern, means in _externs(draft):
        library = libraries.get(means) if means is not None else None
        plain = extern.package.replace("-", "_")
        name = library.name if library is not None and extern.name == plain else extern.name
        found[name] = Extern(name, library.crate if library is not None else "", extern.package, extern.kind)
    return [found[name] for name in sorted(found)]


def _externs(draft: _Draft) -> Iterator[tuple[Extern, PackageId | None]]:
    """What the library of a package calls its dependencies, and what each means; without those for its tests."""
    wanted = {(each.name.replace("-", "_"), each.package): each.version for each in draft.package.dependencies}
    for extern in draft.library.externs:
        if extern.kind != "dev":
            version = wanted.get((extern.name, extern.package), "")
            yield extern, _meant(draft.resolved.requirements, extern, version)


def _meant(requirements: Iterable[Requirement], extern: Extern, version: str) -> PackageId | None:
    """Of what a lock file says that a package depends on, what a name of its code means."""
    means = [each.means for each in requirements if each.package == extern.package and each.means is not None]
    if len(means) > 1:
        fitting = [each for each in means if (parsed := parse_version(each.version)) and satisfies(version, parsed)]
        means = fitting or means
    return means[0] if means else None
