"""What of the packages that commits lock is on this machine, and how the rest could be brought here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rgraph.cargo.places import LOCK_FILE
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.cargo import Lockfile
from rgraph.model.packages import Dependencies, PackageId, ResolvedPackage
from rgraph.store.store import Store
from rgraph.view.session import Session

from .adding import Added
from .resolved import resolved
from .sources.checks import Assurance
from .sources.kinds.rust_src import RustSrc
from .sources.registry import source_classes
from .tier import ColdTier
from .tree_manifests import tree_manifests


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many packages one kind of source has, and how many of these could not be checked against the lock."""

    kind: str
    what: str
    packages: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class AtHand:
    """A package at hand: where it lies, and how far it was checked (`contents`, `claimed`, `unchecked`)."""

    name: str
    version: str
    source: str
    kind: str
    path: str
    inside: str
    checked: str
    files: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """A package that is missing, or was refused: where, and why."""

    name: str
    version: str
    source: str
    path: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan found of `total` packages; `bring` are the command lines that fetch what is missing."""

    at: str
    total: int
    packages: list[AtHand]
    sources: list[SourceCount]
    missing: list[Lacking]
    refused: list[Lacking]
    bring: list[str]
    new: int
    parsed: int
    left_out: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    toolchains: list[str] = field(default_factory=list)
    """Toolchains that have the standard library's source."""
    commits: int = 0
    """How many commits' lock files were read, where it is a history."""
    linked: Linked | None = None
    """What the code of the revision reaches in the packages, where it was linked into them."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What code reaches in packages: how many of them, how many of their items, by how many names as written."""

    packages: int
    items: int
    names: int


def linked_of(dependencies: Dependencies) -> Linked:
    """The counts of an overlay."""
    packages = {item.package for item in dependencies.items.values()}
    return Linked(len(packages), len(dependencies.items), len(dependencies.names))


def scan(
    session: Session, tier: ColdTier, rev: str, jobs: int | None = None, progress: Progress = SILENCE
) -> ScanReport:
    """Look for what a revision locks; where it locks nothing, for the versions at hand that suit.

    Raises RevisionError.
    """
    found = tree_manifests(session.repository, rev)
    resolution = resolved(found, tier, jobs, progress)
    added = tier.add(resolution.packages, jobs, progress)
    unknown = sorted({(each.package, each.version) for package in resolution.packages for each in package.not_found})
    problems = [
        *resolution.problems,
        *(f"no available version matches {name} {wanted}".rstrip() for name, wanted in unknown),
    ]
    report = _report(tier, added, rev, problems)
    return replace(report, bring=[*report.bring, "cargo fetch"]) if unknown and not report.bring else report


def scan_history(session: Session, tier: ColdTier, jobs: int | None = None, progress: Progress = SILENCE) -> ScanReport:
    """Look for every version that the lock file of any indexed commit names."""
    store = session.store
    commits = len(store.versions.all_commits())
    return _report(tier, tier.add(locked_ever(store), jobs, progress), "history", [], commits)


def locked_ever(store: Store) -> list[ResolvedPackage]:
    """Every package that a lock file of any indexed commit names, each once."""
    blobs = store.versions.contents_named(LOCK_FILE)
    return locked_in(store.contents.lockfiles(blobs).values())


def locked_in(lockfiles: Iterable[Lockfile]) -> list[ResolvedPackage]:
    """The packages from elsewhere that lock files name, each once, sorted."""
    every = {
        (PackageId(each.name, each.version, each.source), each.checksum)
        for lock in lockfiles
        for each in lock.packages
        if each.source
    }
    return [ResolvedPackage(package, checksum) for package, checksum in sorted(every)]


def _report(tier: ColdTier, added: Added, at: str, problems: list[str], commits: int = 0) -> ScanReport:
    packages = [
        AtHand(
            each.id.name, each.id.version, each.id.source, each.place.kind, each.place.path, each.place.inside,
            each.assurance, len(each.files),
        )
        for each in sorted(added.packages, key=lambda each: (each.id, each.checksum))
    ]  # fmt: skip
    missing = sorted(set(added.missing))
    refused = [
        Lacking(each.package.name, each.package.version, each.package.source, each.place.path, each.why)
        for each in sorted(added.refused, key=lambda each: (each.package, each.place))
    ]
    return ScanReport(
        at=at,
        total=len({*missing, *(each.id for each in added.packages), *(each.package for each in added.refused)}),
        packages=packages,
        sources=list(_counts(packages)),
        missing=[Lacking(each.name, each.version, each.source) for each in missing],
        refused=refused,
        bring=sorted({line for each in missing if (line := tier.finder.bring(each))}),
        new=tier.total.new,
        parsed=tier.total.contents,
        left_out=[f"{package}: {what}" for package, what in sorted(tier.total.left_out)],
        problems=problems,
        toolchains=RustSrc(tier.finder.around).toolchains(),
        commits=commits,
    )


def _counts(packages: list[AtHand]) -> Iterable[SourceCount]:
    count = Counter(each.kind for each in packages)
    unchecked = Counter(each.kind for each in packages if each.checked != Assurance.CONTENTS)
    for kind in source_classes():
        if count[kind.kind]:
            yield SourceCount(kind.kind, kind.summary, count[kind.kind], unchecked[kind.kind])
