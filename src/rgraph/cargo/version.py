"""Versions and requirements as Cargo reads them, and what kind of step lies between two versions.

https://semver.org and https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

_IDENT = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_VERSION = re.compile(rf"(\d{{1,19}})\.(\d{{1,19}})\.(\d{{1,19}})(?:-({_IDENT}))?(?:\+({_IDENT}))?\Z", re.ASCII)
_COMPARATOR = re.compile(
    rf"(=|>=|<=|>|<|\^|~)?\s*(\d{{1,19}}|[*xX])(?:\.(\d{{1,19}}|[*xX]))?(?:\.(\d{{1,19}}|[*xX]))?(?:-({_IDENT}))?(?:\+{_IDENT})?\Z",
    re.ASCII,
)


class Bump(StrEnum):
    """The step from one version to a later one, by what Cargo lets a dependent take unasked.

    In `0.y.z` the leftmost part that is not zero counts as the major one: 0.1 to 0.2 is MAJOR, 0.1.1 to 0.1.2 is MINOR
    (so additions are allowed, as cargo-semver-checks has it), and 0.0.1 to 0.0.2 is MAJOR.
    """

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"
    DOWN = "down"


class Version(msgspec.Struct, frozen=True):
    """A version; compared by SemVer's precedence, in which `build` plays no part (it does in `==`)."""

    major: int
    minor: int
    patch: int
    pre: tuple[str, ...] = ()
    build: str = ""

    @property
    def core(self) -> tuple[int, int, int]:
        """Major, minor and patch."""
        return (self.major, self.minor, self.patch)

    def __lt__(self, other: Version) -> bool:
        return _order(self) < _order(other)

    def __le__(self, other: Version) -> bool:
        return _order(self) <= _order(other)

    def __gt__(self, other: Version) -> bool:
        return _order(self) > _order(other)

    def __ge__(self, other: Version) -> bool:
        return _order(self) >= _order(other)

    def __str__(self) -> str:
        pre = f"-{'.'.join(self.pre)}" if self.pre else ""
        build = f"+{self.build}" if self.build else ""
        return f"{self.major}.{self.minor}.{self.patch}{pre}{build}"


def parse_version(text: str) -> Version | None:
    """A full version, `1.2.3-beta.1+build`; None where the text is none."""
    match = _VERSION.match(text.strip())
    if match is None:
        return None
    pre = tuple(match[4].split(".")) if match[4] else ()
    return Version(int(match[1]), int(match[2]), int(match[3]), pre, match[5] or "")


def precedence(text: str) -> Version:
    """A version to sort by: a text that is none comes first."""
    return parse_version(text) or Version(0, 0, 0)


def bump(old: Version, new: Version) -> Bump:
    """The kind of step from `old` to `new`. A pre-release promises nothing: every step on from one is MAJOR."""
    if _order(new) == _order(old):
        return Bump.NONE
    if new < old:
        return Bump.DOWN
    if old.pre or compatible_part(old) != compatible_part(new):
        return Bump.MAJOR
    return Bump.PATCH if old.major and new.minor == old.minor else Bump.MINOR


def least_step(old: Version, kind: Bump) -> Version:
    """The least version after `old` that is a step of this kind or more. From a pre-release it is its release."""
    major, minor, patch = old.core
    if kind in {Bump.NONE, Bump.DOWN} or old.pre:
        return Version(major, minor, patch)
    if not major and (not minor or kind is not Bump.MAJOR):
        return Version(0, minor, patch + 1)
    if kind is Bump.MAJOR:
        return Version(major + 1, 0, 0) if major else Version(0, minor + 1, 0)
    return Version(major, minor + 1, 0) if kind is Bump.MINOR else Version(major, minor, patch + 1)


def satisfies(requirement: str, version: Version, by_order: bool = False) -> bool | None:
    """Whether a version is one that a requirement (`^1.2`, `>=1, <3`, `1.*`) allows; None where it is not readable.

    `by_order`: a pre-release is one where its place in the order is, else only where the requirement names one of it.
    """
    allowed = True
    pre_named = by_order or not version.pre
    for part in requirement.split(","):
        match = _COMPARATOR.match(part.strip())
        if match is None:
            return None
        allowed = allowed and _meets(match, version)
        named = (match[2], match[3], match[4]) == (str(version.major), str(version.minor), str(version.patch))
        pre_named = pre_named or (named and bool(match[5]))
    return allowed and pre_named


def _meets(match: re.Match[str], version: Version) -> bool:
    """One comparator against one version."""
    given = [int(part) for part in (match[2], match[3], match[4]) if part and part not in "*xX"]
    if not given:
        return True
    wild = any(part in ("*", "x", "X") for part in (match[2], match[3], match[4]))
    operator = match[1] or ("=" if wild else "^")
    major, minor, patch = [*given, 0, 0][:3]
    low = Version(major, minor, patch, tuple(match[5].split(".")) if match[5] else ())
    match operator:
        case ">=":
            return version >= low
        case "<":
            return version < low
        case ">":
            return version > low if len(given) == 3 else version >= _above(given, len(given) - 1)
        case "<=":
            return version <= low if len(given) == 3 else version < _above(given, len(given) - 1)
        case "=":
            return low <= version <= low if len(given) == 3 else low <= version < _above(given, len(given) - 1)
        case "~":
            return low <= version < _above(given, min(1, len(given) - 1))
    fixed = next((at for at, part in enumerate(given) if part), len(given) - 1)
    return low <= version < _above(given, fixed)


def _above(given: list[int], at: int) -> Version:
    """The first version (pre-releases included) after all that share the parts up to `at`."""
    parts = [*given[:at], given[at] + 1, 0, 0][:3]
    return Version(parts[0], parts[1], parts[2], pre=("0",))


def _order(version: Version) -> tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]:
    """SemVer's precedence: a pre-release is before its version; its numbers are before its words."""
    identifiers = tuple(
        (False, int(part), "") if part.isdigit() and len(part) < 20 else (True, 0, part) for part in version.pre
    )
    return (version.major, version.minor, version.patch, not version.pre, identifiers)


def compatible_part(version: Version) -> tuple[int, ...]:
    """The parts that must not change for a caret requirement to go on matching."""
    if version.major:
        return (version.major,)
    if version.minor:
        return (0, version.minor)
    return (0, 0, version.patch)
