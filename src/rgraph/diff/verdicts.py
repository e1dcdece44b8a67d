"""The version bump that each package's changes ask for, beside the bump that its manifest made."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.cargo.version import Bump, bump, parse_version
from rgraph.model.cargo import CargoTree, Package

from .counterparts import counterparts, library_of
from .report import Finding, ItemChange, PackageChange, Verdict
from .semver.breaking import Breakage

_RANK = {"none": 0, "patch": 1, "minor": 2, "major": 3}


def verdicts(
    old: CargoTree,
    new: CargoTree,
    breakage: Breakage,
    changes: Iterable[ItemChange],
    packages: Iterable[PackageChange],
) -> list[Verdict]:
    """One verdict for each package that has a library in either commit, by name."""
    touched = {change.ref.crate for change in changes if change.code}
    manifests = {change.manifest for change in packages if change.what != "version"}
    found: list[Verdict] = []
    for one, two in counterparts(old, new):
        crate = _library(two, new) or _library(one, old)
        present = two or one
        if crate is None or present is None:
            continue
        needed = _needed(crate, breakage, touched, present.manifest in manifests)
        made = _made(one, two)
        found.append(
            Verdict(
                package=present.name,
                crate=crate,
                needed=needed if one and two else "none",
                made=made,
                old_version=one.version if one else "",
                new_version=two.version if two else "",
                enough=_enough(needed, made) if one and two and two.publish else True,
                published=present.publish,
                added_paths=tuple(breakage.added.get(crate, ())),
                removed_paths=tuple(breakage.removed.get(crate, ())),
            )
        )
    return found


def _library(package: Package | None, tree: CargoTree) -> str | None:
    return library_of(package, tree) if package is not None else None


def _needed(crate: str, breakage: Breakage, touched: set[str], manifest: bool) -> str:
    """The largest level of what was found; minor where the API only grew; patch where code alone changed."""
    levels = [finding.level.value for finding in breakage.findings if finding.crate == crate]
    if crate in breakage.grown:
        levels.append("minor")
    if crate in touched or manifest:
        levels.append("patch")
    return max(levels, key=_RANK.__getitem__, default="none")


def _made(old: Package | None, new: Package | None) -> str:
    if old is None:
        return "new"
    if new is None:
        return "removed"
    before, after = parse_version(old.version), parse_version(new.version)
    if before is None or after is None:
        return "unknown"
    step = bump(before, after)
    return "lowered" if step is Bump.DOWN else step.value


def _enough(needed: str, made: str) -> bool:
    """Under 0.x Cargo has no patch level: a minor step there is the least there is."""
    return _RANK[needed] <= _RANK.get(made, 3)


def worst(findings: Iterable[Finding]) -> str:
    """The largest level among findings, "none" for none."""
    return max((finding.level.value for finding in findings), key=_RANK.__getitem__, default="none")
