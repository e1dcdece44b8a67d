"""Whether what existed still exists, tested for each kind of user: their target, features and profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from rgraph.cargo.triples import SYSTEMS, target_values
from rgraph.diff.api.ways import Ways
from rgraph.diff.limits import MAX_GATING_FEATURES
from rgraph.diff.semver.features import defaults, enabled, is_private, is_unstable, public_features, switched_on_by
from rgraph.link.predicates import NAME, NOT, VALUE, Flags, Predicate, parse

if TYPE_CHECKING:
    from rgraph.model.cargo import Package

MAIN = ("x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
_OTHERS = (
    "i686-unknown-linux-gnu", "aarch64-unknown-linux-musl", "armv7-unknown-linux-gnueabihf",
    "riscv64gc-unknown-linux-gnu", "s390x-unknown-linux-gnu", "x86_64-apple-darwin", "i686-pc-windows-gnu",
    "aarch64-linux-android", "aarch64-apple-ios", "x86_64-unknown-freebsd", "x86_64-unknown-netbsd",
    "x86_64-unknown-openbsd", "x86_64-pc-solaris", "x86_64-unknown-fuchsia", "wasm32-unknown-unknown", "wasm32-wasip1",
    "thumbv7em-none-eabihf", "x86_64-unknown-none", "x86_64-unknown-uefi",
)  # fmt: skip
_ELSEWHERE = {
    "emscripten": "wasm32-unknown-emscripten", "wasi": "wasm32-wasip1", "wasm32": "wasm32-unknown-unknown",
    "wasm64": "wasm64-unknown-unknown", "cuda": "nvptx64-nvidia-cuda", "nvptx64": "nvptx64-nvidia-cuda",
    "macos": "x86_64-apple-darwin", "ios": "aarch64-apple-ios", "tvos": "aarch64-apple-tvos",
    "watchos": "aarch64-apple-watchos", "visionos": "aarch64-apple-visionos",
    "avr": "avr-none", "msp430": "msp430-none-elf", "bpf": "bpfel-unknown-none",
}  # fmt: skip
"""Systems that run on no x86-64 or are of one vendor alone, and architectures on which no Linux runs."""
_OF_RUSTC = frozenset(
    [
        "unix", "windows", "debug_assertions", "panic", "overflow_checks", "proc_macro", "test", "doc", "doctest",
        "miri", "target_thread_local", "true", "false",
    ]
)  # fmt: skip
"""Names that the compiler sets by itself; others come from build scripts and from `RUSTFLAGS`."""


@dataclass(frozen=True, slots=True)
class User:
    """A kind of user: the target, whether the default features are on, which others are, and the profile of the
    build.
    """

    target: str
    default: bool
    features: tuple[str, ...]
    debug: bool


@dataclass(slots=True)
class Gates:
    """The two versions of one package, and the flags that its configuration says are on for users.

    `markers` are features that users switch on by other ones alone.
    """

    old: Package
    new: Package
    custom: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()
    refused: Ways = frozenset()
    """Under what the old version does not compile: nobody had it so."""
    _known: dict[tuple[Ways, Ways, Ways], User | None] = field(init=False, default_factory=dict)

    def who_loses(self, old: Ways, new: Ways, where: Ways) -> User | None:
        """The first kind of user that had what is under `old`, lives under `where` in the new version, and has it not.

        Raises TooManyFeatures where the predicates name more features than are tried in all combinations, and none of
        those tried (no feature, each alone, all of them) loses it.
        """
        key = (old, new, where)
        if key not in self._known:
            self._known[key] = self._search(old, new, where)
        return self._known[key]

    def _search(self, old: Ways, new: Ways, where: Ways) -> User | None:
        if not new - old and not old - new:
            return None
        predicates = [parse(text) for ways in (old, new, where, self.refused) for way in ways for text in way]
        atoms = {atom for predicate in predicates for atom in atoms_of(predicate)}
        users, are_all = self._users(atoms)
        for user in users:
            before = self._flags(user, self.old)
            if holds(self.refused, before):
                continue
            after = self._flags(user, self.new)
            if holds(old, before) and holds(where, after) and not holds(new, after):
                return user
        if not are_all:
            raise TooManyFeatures
        return None

    def _users(self, atoms: set[Predicate]) -> tuple[Iterator[User], bool]:
        """Kinds of users that these atoms tell apart, the usual ones first; and whether these are all kinds."""
        several, are_all = self.combined(atoms)
        return self._each(atoms, several), are_all

    def combined(self, atoms: set[Predicate]) -> tuple[list[tuple[str, ...]], bool]:
        """What users may choose of the features that these atoms hang on; and whether these are all combinations."""
        selectable = public_features(self.old).keys() & public_features(self.new).keys()
        named = {atom.value for atom in atoms if atom.kind == VALUE and atom.name == "feature"}
        named |= {each for name in named & self.markers for each in switched_on_by(self.old, name)}
        by_others = {name for name in named if name not in selectable or is_private(name)}  # new, or not for users
        named |= {each for name in by_others for each in switched_on_by(self.new, name)}
        mine = sorted(name for name in named & selectable - self.markers if not (is_private(name) or is_unstable(name)))
        are_all = len(mine) <= MAX_GATING_FEATURES
        sizes = range(len(mine) + 1) if are_all else (0, 1, len(mine))
        several = [chosen for size in sizes for chosen in combinations(mine, size)]
        return several, are_all

    def _each(self, atoms: set[Predicate], several: list[tuple[str, ...]]) -> Iterator[User]:
        debug = (
            (True, False) if any(atom.name in {"debug_assertions", "overflow_checks"} for atom in atoms) else (True,)
        )
        for default in (True, False):
            for chosen in several:
                for target in _targets(frozenset(atoms)):
                    for profile in debug:
                        yield User(target, default, chosen, profile)

    def has(self, new: Ways, user: User) -> bool:
        """Whether a kind of user has, in the new version, what is under `new`."""
        return holds(new, self._flags(user, self.new))

    def _flags(self, user: User, package: Package) -> Flags:
        features = _features(self, user.default, user.features, package is self.old)
        names, values = _of_target(user.target)
        profile = {"debug_assertions", "overflow_checks"} if user.debug else set()
        return Flags(names | profile | self.custom | {"panic"}, values, features)

    def features(self, default: bool, chosen: tuple[str, ...], is_old: bool) -> frozenset[str]:
        """The features that are on in one version for users who choose these."""
        package = self.old if is_old else self.new
        found = set(defaults(package)) | {"default"} if default else set()
        for name in chosen:
            found |= enabled(package, name)
        found |= {part.removeprefix("dep:") for part in found if _is_implicit(package, part)}
        return frozenset(found)

    def __hash__(self) -> int:
        return id(self)


class TooManyFeatures(Exception):
    """More features stand in predicates than are tried in all combinations."""


@lru_cache(maxsize=65536)
def _features(gates: Gates, default: bool, chosen: tuple[str, ...], is_old: bool) -> frozenset[str]:
    return gates.features(default, chosen, is_old)


def _is_implicit(package: Package, part: str) -> bool:
    return part.startswith("dep:") and part.removeprefix("dep:") in public_features(package)


def holds(ways: Ways, flags: Flags) -> bool:
    """Whether any of the alternatives is met."""
    return any(all(flags.hold(parse(text)) for text in way) for way in ways)


def atoms_of(predicate: Predicate) -> Iterator[Predicate]:
    """The names and values in a predicate."""
    if predicate.kind in {NAME, VALUE}:
        yield predicate
    for part in predicate.parts:
        yield from atoms_of(part)


def affirmed(predicate: Predicate) -> Iterator[Predicate]:
    """The names and values that a predicate requires, without those that it excludes."""
    if predicate.kind in {NAME, VALUE}:
        yield predicate
    for part in predicate.parts if predicate.kind != NOT else ():
        yield from affirmed(part)


def named_features(ways: Ways) -> set[str]:
    """The features in predicates, declared or not."""
    found = {atom for way in ways for text in way for atom in atoms_of(parse(text))}
    return {atom.value for atom in found if atom.kind == VALUE and atom.name == "feature"}


def custom_names(ways: Ways) -> set[str]:
    """The flags in predicates that are set neither by the compiler nor by Cargo."""
    found = {atom for way in ways for text in way for atom in atoms_of(parse(text))}
    names = {atom.name for atom in found if atom.kind == NAME} - _OF_RUSTC
    keys = {atom.name for atom in found if atom.kind == VALUE and atom.name not in {"feature", "panic"}}
    return names | {key for key in keys if not key.startswith("target_")}


@cache
def _targets(atoms: frozenset[Predicate]) -> tuple[str, ...]:
    """The targets that these atoms tell apart, common ones first: of those that look alike the first."""
    named = sorted({atom.value for atom in atoms if atom.kind == VALUE and atom.name == "target_os"} & SYSTEMS)
    arches = sorted({atom.value for atom in atoms if atom.kind == VALUE and atom.name == "target_arch"})
    triples = [*MAIN, *_OTHERS, *(_ELSEWHERE.get(system, f"x86_64-unknown-{system}") for system in named)]
    triples += [_ELSEWHERE.get(arch, f"{arch}-unknown-linux-gnu") for arch in arches]
    seen: dict[tuple[bool, ...], str] = {}
    for triple in triples:
        flags = Flags(*_of_target(triple), frozenset())
        if flags.values:
            seen.setdefault(tuple(flags.hold(atom) for atom in sorted(atoms)), triple)
    return tuple(seen.values())


def targets_of(conditions: Iterable[str]) -> tuple[str, ...]:
    """The targets that some predicates tell apart, common ones first."""
    return _targets(frozenset(atom for text in conditions for atom in atoms_of(parse(text))))


def flags_of(target: str, features: frozenset[str]) -> Flags:
    """What holds on a target with these features."""
    names, values = _of_target(target)
    return Flags(names | {"panic"}, values, features)


@cache
def _of_target(triple: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    values = target_values(triple)
    pairs = frozenset((key, value) for key, several in values.items() for value in several)
    return values.get("target_family", frozenset()) & {"unix", "windows"}, pairs
