"""Whether a package's version made the bump that a rule asks for."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.cargo.version import Bump, bump, parse_version
from rgraph.model.cargo import Package

from .code import Code

UNLESS = ("major", "minor", "patch", "never")
_RANK = {Bump.MAJOR: 0, Bump.MINOR: 1, Bump.PATCH: 2}


def problem_of(unless: str) -> Iterator[str]:
    """What is wrong with the value of an `unless` field."""
    if unless not in UNLESS:
        yield f"`unless` must be one of {', '.join(UNLESS)}, not `{unless}`"


def package_of(code: Code, name: str) -> Package | None:
    """The package of a crate, by the crate's id; or the package of this name."""
    manifest = next((found.manifest for found in code.graph.cargo.crates if found.id == name), None)
    packages = code.graph.cargo.packages
    if manifest is None:
        return next((package for package in packages if package.name == name), None)
    return next((package for package in packages if package.manifest == manifest), None)


def bumped(old: Package | None, new: Package | None, unless: str) -> bool:
    """Whether the version went up by at least `unless` between two states of a package. `never`: it does not matter."""
    before = parse_version(old.version) if old else None
    after = parse_version(new.version) if new else None
    if unless == "never" or before is None or after is None:
        return False
    return _RANK.get(bump(before, after), 9) <= UNLESS.index(unless)
