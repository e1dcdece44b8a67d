"""Every package that a tree needs, one by one; and those that it has in more than one version."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from rgraph.cargo.version import Version as SemVer
from rgraph.cargo.version import precedence
from rgraph.model.packages import Basis, Requirement, ResolvedPackage

from .limits import MAX_REASON_STEPS
from .needs import KINDS, Needs, version_order
from .notes import notes_of
from .standing import Standing


class Listed(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A package that packages of the tree need.

    `kinds`: by which kinds of dependencies they lead to it. `asked_by` are those that name it themselves, with their
    requirements; it is empty for one that only other packages need, but where nothing says the version: then whoever
    names it is listed. `basis` is what says the version. Where
    `has_all_features` is not there, more features may be on: a manifest on the way is not at hand.
    """

    name: str
    version: str
    source: str
    kinds: list[str]
    direct: bool
    basis: str
    asked_by: list[str] = []
    lock: str = ""
    checksum: str = ""
    features: list[str] = []
    has_all_features: bool = False


class Listing(msgspec.Struct, frozen=True, gc=False):
    """The packages from elsewhere, by name and version."""

    commit: str
    packages: list[Listed]
    notes: list[str] = []


class Version(msgspec.Struct, frozen=True, gc=False):
    """One of several versions of a package: the packages that need it, and those of the tree behind them."""

    version: str
    source: str
    needed_by: list[str]
    through: list[str]


class Duplicate(msgspec.Struct, frozen=True, gc=False):
    """A package that one lock file has more than once."""

    name: str
    lock: str
    versions: list[Version]


class Duplicates(msgspec.Struct, frozen=True, gc=False):
    """Packages in several versions at one time, by name."""

    commit: str
    packages: list[Duplicate]
    notes: list[str] = []


def listing(found: Standing, kinds: Collection[str] = KINDS, direct: bool = False, whole: bool = False) -> Listing:
    """What is needed from elsewhere by these kinds of dependencies; `direct`: only what the tree's packages name."""
    needs = Needs(found, whole)
    listed = [
        *(_listed(needs, number) for number, each in enumerate(needs.packages) if not each.manifest),
        *_unknown(needs),
    ]
    wanted = [
        each
        for each in listed
        if (each.direct or not direct) and (not each.kinds or not frozenset(kinds).isdisjoint(each.kinds))
    ]
    return Listing(found.commit, sorted(wanted, key=_order), notes_of(found, needs))


def duplicates(found: Standing, whole: bool = False) -> Duplicates:
    """Packages that a lock file has in more than one version, or from more than one source."""
    needs = Needs(found, whole)
    order = [version_order(package) for package in needs.packages]
    reasons = _Reasons(needs)
    groups: dict[tuple[str, str], list[int]] = {}
    for number, package in enumerate(needs.packages):
        if not package.manifest:
            groups.setdefault((package.id.name, package.lock), []).append(number)
    several = [
        Duplicate(name, lock, [reasons.version(number) for number in sorted(numbers, key=lambda each: order[each])])
        for (name, lock), numbers in sorted(groups.items())
        if len(numbers) > 1
    ]
    return Duplicates(found.commit, several, [*notes_of(found, needs, with_kinds=False), *reasons.notes()])


def _listed(needs: Needs, number: int) -> Listed:
    package = needs.packages[number]
    asking = [need for need in needs.into[number] if needs.packages[need.needed_by].manifest]
    asked_by = sorted(
        {
            _asked(needs.packages[need.needed_by], need.kind, [each.version for each in need.requirements])
            for need in asking
        }
    )
    suits = bool(asking) and all(each.basis is Basis.SUITS for need in asking for each in need.requirements)
    return Listed(
        name=package.id.name,
        version=package.id.version,
        source=package.id.source,
        kinds=[kind for kind in KINDS if kind in needs.kinds[number]],
        direct=bool(asking),
        basis=str(Basis.SUITS if suits or not package.lock else Basis.LOCK),
        asked_by=asked_by,
        lock=package.lock,
        checksum=package.checksum,
        features=package.features,
        has_all_features=package.has_all_features,
    )


def _unknown(needs: Needs) -> list[Listed]:
    """What is asked for and nothing says the version of: once for each source."""
    found: dict[tuple[str, str], list[tuple[int, Requirement]]] = {}
    for number in needs.asking:
        for each in needs.packages[number].not_found:
            found.setdefault((each.package, each.source), []).append((number, each))
    return [_not_found(needs, name, source, asking) for (name, source), asking in sorted(found.items())]


def _not_found(needs: Needs, name: str, source: str, asking: list[tuple[int, Requirement]]) -> Listed:
    kinds = {kind for number, each in asking for kind in needs.ways(number, each.kind)}
    return Listed(
        name,
        "",
        source,
        [kind for kind in KINDS if kind in kinds],
        any(needs.packages[number].manifest for number, _ in asking),
        str(Basis.NONE),
        sorted({_asked(needs.packages[number], each.kind, [each.version]) for number, each in asking}),
    )


def _asked(package: ResolvedPackage, kind: str, versions: list[str]) -> str:
    """`grep-cli "1.6.2"`, `bat (dev) "2"`."""
    said = ", ".join(f'"{version}"' for version in dict.fromkeys(filter(None, versions)))
    return " ".join(filter(None, (package.id.name, f"({kind})" if kind != "normal" else "", said)))


def _order(each: Listed) -> tuple[str, SemVer, str, str]:
    return (each.name, precedence(each.version), each.source, each.lock)


class _Reasons:
    """Why versions are there, within a budget of steps for all of them."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        self._steps = MAX_REASON_STEPS

    def version(self, number: int) -> Version:
        package = self._needs.packages[number]
        needed_by = {str(self._needs.packages[need.needed_by].id) for need in self._needs.into[number]}
        return Version(package.id.version, package.id.source, sorted(needed_by), self._through(number))

    def notes(self) -> list[str]:
        return (
            [] if self._steps > 0 else ["too many packages: for some, the dependencies that bring them in are left out"]
        )

    def _through(self, number: int) -> list[str]:
        """The direct dependencies of the tree that lead to a package; its name itself where it is one."""
        found: set[str] = set()
        waiting, seen = [number], {number}
        while waiting and self._steps > 0:
            here = waiting.pop()
            self._steps -= 1 + len(self._needs.into[here])
            for need in self._needs.into[here]:
                if self._needs.packages[need.needed_by].manifest:
                    found.add(self._needs.packages[here].id.name)
                elif need.needed_by not in seen:
                    seen.add(need.needed_by)
                    waiting.append(need.needed_by)
        return sorted(found)
