"""A resolution in which a package stands at another version, with what that version requires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from rgraph.cargo.resolution.choice import highest, required, suits_text
from rgraph.cargo.version import Version, parse_version, precedence, satisfies
from rgraph.deps.resolved import manifest_in
from rgraph.deps.tier import ColdTier
from rgraph.errors import ConfigError
from rgraph.model.cargo import Dependency, Manifest
from rgraph.model.packages import Basis, PackageId, Requirement, Resolution, ResolvedPackage

from .limits import MAX_PULLED
from .report import Move

_LISTED = 8
"""How many versions a message names."""

_CUT = "not examined: the dependencies of {}, as more than {} packages would come in"


@dataclass(slots=True)
class Moved:
    """A resolution after some packages have moved."""

    resolution: Resolution
    moves: list[Move]
    pulled: list[PackageId] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Requirements that nothing at hand suits."""
    held: list[PackageId] = field(default_factory=list)
    """Packages that require the old version, so that it stays beside the new one."""
    notes: list[str] = field(default_factory=list)


def move(resolution: Resolution, targets: Mapping[str, str], tier: ColdTier) -> Moved:
    """Let the packages of these names stand at these versions. Raises ConfigError for what is not there."""
    moves = [_move(resolution, name, version, tier) for name, version in targets.items()]
    moved = _Mover(resolution, moves, tier).run()
    moved.notes += [
        f"{each.new} is older than {each.old.version}, which is used here"
        for each in moves
        if each.old is not None and each.new is not None and _precedence(each.new) < _precedence(each.old)
    ]
    return moved


def _move(resolution: Resolution, name: str, wanted: str, tier: ColdTier) -> Move:
    locked = sorted({each.id for each in resolution.packages if each.id.name == name and not each.manifest})
    if not locked:
        raise ConfigError(f"no package {name!r} is locked here", "`rgraph deps list` lists them")
    used = {need.means for each in resolution.packages if each.manifest for need in each.requirements}
    old = max((each for each in locked if each in used), default=locked[-1], key=_precedence)
    version = _version(name, wanted, tier)
    if version == old.version:
        raise ConfigError(f"{name} is at {version} already", "`rgraph deps plan` asks what another version would do")
    return Move(old, PackageId(name, version, old.source))


def _version(name: str, wanted: str, tier: ColdTier) -> str:
    versions = tier.versions(name)
    if wanted in versions:
        return wanted
    requirement = f"={wanted}" if wanted[:1].isdigit() else wanted
    fitting = [each for each in versions if (found := parse_version(each)) and satisfies(requirement, found)]
    if not fitting:
        raise ConfigError(
            f"no source of {name} {wanted} is available (available versions: {_listed(versions, wanted)})",
            f'`cargo fetch` in a project that requires it, `cargo vendor`, or `[deps.sources] {name} = "CLONE"`',
        )
    return max(fitting, key=lambda each: (precedence(each), each))


def _listed(versions: Iterable[str], wanted: str) -> str:
    """Versions for a message: the highest of the same first number, else the highest of all."""
    ordered = sorted(versions, key=lambda each: (precedence(each), each))
    near = [each for each in ordered if each.partition(".")[0] == wanted.partition(".")[0]] or ordered
    shown = near[-_LISTED:]
    more = f" and {len(ordered) - len(shown)} more" if len(ordered) > len(shown) else ""
    return ", ".join(shown) + more or "none"


def _precedence(package: PackageId) -> tuple[Version, str]:
    return (precedence(package.version), package.version)


class _Mover:
    def __init__(self, resolution: Resolution, moves: list[Move], tier: ColdTier) -> None:
        self._resolution = resolution
        self._tier = tier
        self._landed = {each.old: each.new for each in moves if each.old is not None and each.new is not None}
        self._packages = {each.id: each for each in resolution.packages if not each.manifest}
        self._moved = Moved(resolution, moves)

    def run(self) -> Moved:
        waiting = [each.new for each in self._moved.moves if each.new is not None]
        while waiting and len(self._moved.pulled) <= MAX_PULLED:
            package = waiting.pop()
            if package not in self._packages:
                waiting += self._bring(package)
        cut = sorted(set(waiting).difference(self._packages))
        if cut:
            self._moved.notes.append(_CUT.format(", ".join(map(str, cut)), MAX_PULLED))
        self._moved.moves += self._followers()
        own = [self._led(each) for each in self._resolution.packages if each.manifest]
        others = [self._led(self._packages[package]) for package in sorted(self._packages)]
        self._moved.resolution = structs.replace(self._resolution, packages=[*own, *others])
        return self._moved

    def _followers(self) -> list[Move]:
        """The packages that those that move need in another version than before, which may be what they re-export.

        Not those that the code here needs itself: it stays at its version.
        """
        own = {need.means for each in self._resolution.packages if each.manifest for need in each.requirements}
        below = self._below() - own
        moves = []
        for new in self._moved.pulled:
            old = max((each for each in below if each.name == new.name), key=_precedence, default=None)
            if old is not None and new in self._packages:
                moves.append(Move(old, new))
        followed = {move.new for move in moves}
        self._moved.pulled = [each for each in self._moved.pulled if each not in followed]
        return sorted(moves, key=lambda each: each.name)

    def _below(self) -> set[PackageId]:
        """All that the old versions of what moves need."""
        waiting, seen = list(self._landed), set[PackageId]()
        while waiting:
            package = self._packages.get(waiting.pop())
            means = {need.means for need in (package.requirements if package is not None else ())}
            new = {each for each in means if each is not None} - seen
            seen |= new
            waiting += new
        return seen.difference(self._landed)

    def _led(self, package: ResolvedPackage) -> ResolvedPackage:
        """A package with its requirements led to where the packages stand now, as far as they allow it."""
        needs = []
        for need in package.requirements:
            target = self._landed.get(need.means) if need.means is not None else None
            if target is not None and (package.manifest or self._allows(need, target)):
                needs.append(structs.replace(need, means=target))
                continue
            if target is not None and package.id not in self._moved.held:
                self._moved.held.append(package.id)
            needs.append(need)
        return structs.replace(package, requirements=needs)

    def _allows(self, need: Requirement, target: PackageId) -> bool:
        version = parse_version(target.version)
        return bool(need.version) and version is not None and satisfies(need.version, version) is True

    def _bring(self, package: PackageId) -> list[PackageId]:
        """Put a package in; those that it requires and that are not there yet."""
        self._tier.add([ResolvedPackage(package)])
        manifest = manifest_in(self._tier, package)
        wanted = _default_dependencies(manifest) if manifest is not None else frozenset()
        needs: list[Requirement] = []
        new: list[PackageId] = []
        for dependency in manifest.dependencies if manifest is not None else ():
            if dependency.kind == "dev":
                continue
            if dependency.optional and dependency.name not in wanted and not self._had(dependency.package, package):
                continue
            means = self._chosen(dependency, package)
            needs.append(required(dependency, means, Basis.SUITS if means is not None else Basis.NONE))
            if means is not None and means not in self._packages:
                new.append(means)
            elif means is None:
                self._moved.missing.append(f"{dependency.package} {dependency.version}")
        self._packages[package] = ResolvedPackage(package, requirements=needs)
        told = {*self._moved.pulled, *self._landed.values()}
        self._moved.pulled += [each for each in dict.fromkeys(new) if each not in told]
        return new

    def _had(self, name: str, package: PackageId) -> bool:
        """Whether the version before has this dependency, as the lock file tells."""
        before = {old for old, new in self._landed.items() if new == package}
        needs = (need for each in before if each in self._packages for need in self._packages[each].requirements)
        return any(need.package == name and need.means is not None for need in needs)

    def _chosen(self, dependency: Dependency, by: PackageId) -> PackageId | None:
        """What a requirement means: a package that is locked or moves here, else the highest version at hand."""
        suits = [
            each
            for each in (*self._landed.values(), *self._packages)
            if each.name == dependency.package and suits_text(dependency.version, each.version)
        ]
        if suits:
            return max(suits, key=_precedence)
        version = highest(dependency.version, self._tier.versions(dependency.package))
        return PackageId(dependency.package, version, by.source) if version else None


def _default_dependencies(manifest: Manifest) -> frozenset[str]:
    """The optional dependencies that the default features turn on."""
    waiting, seen = ["default"], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += manifest.features.get(name, ())
    return frozenset(name.removeprefix("dep:").partition("/")[0].removesuffix("?") for name in seen)
