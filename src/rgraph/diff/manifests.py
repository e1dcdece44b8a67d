"""What changed in the manifests: packages, versions, editions, features, dependencies and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from rgraph.cargo.version import parse_version, satisfies

from .counterparts import counterparts
from .report import PackageChange

if TYPE_CHECKING:
    from rgraph.model.cargo import CargoTree, Dependency, Package


def package_changes(old: CargoTree, new: CargoTree) -> list[PackageChange]:
    """Every change of every package of the workspace, by package."""
    found: list[PackageChange] = []
    for one, two in counterparts(old, new):
        if one is not None and two is not None:
            found += _changes(one, two, old, new)
        elif two is not None:
            found.append(PackageChange(two.name, "package", two.name, "", two.version or two.name, two.manifest))
        elif one is not None:
            found.append(PackageChange(one.name, "package", one.name, one.version or one.name, "", one.manifest))
    return found


def _changes(old: Package, new: Package, old_tree: CargoTree, new_tree: CargoTree) -> Iterator[PackageChange]:
    for what, before, after in (
        ("version", old.version, new.version),
        ("edition", old.edition, new.edition),
        ("rust-version", old.rust_version, new.rust_version),
        ("manifest", old.manifest, new.manifest),
    ):
        if before != after:
            yield PackageChange(new.name, what, what, before, after, new.manifest)
    features = _features(old), _features(new)
    yield from _tables(new, "feature", *features)
    for change in _tables(new, "dependency", _dependencies(old), _dependencies(new)):
        yield _located(change, old, new, old_tree, new_tree)
    yield from _tables(new, "target", _targets(old, old_tree), _targets(new, new_tree))


def _tables(new: Package, what: str, old: Mapping[str, str], now: Mapping[str, str]) -> Iterator[PackageChange]:
    for name in sorted(old.keys() | now.keys()):
        if old.get(name) != now.get(name):
            yield PackageChange(new.name, what, name, old.get(name, ""), now.get(name, ""), new.manifest)


def _located(
    change: PackageChange, old: Package, new: Package, old_tree: CargoTree, new_tree: CargoTree
) -> PackageChange:
    """A change of a dependency that knows whether it is on a package of this repository, and moves with it."""
    before, after = _of_label(old, change.name), _of_label(new, change.name)
    versions = [_local_version(one, tree) for side, tree in ((before, old_tree), (after, new_tree)) for one in side]
    if None in versions or not versions:
        return change
    moved = [_local_version(one, new_tree) for one in after]
    alike = [_bare(one) for one in before] == [_bare(one) for one in after]
    follows = alike and all(_allows(one.version, version or "") for one, version in zip(after, moved, strict=True))
    return replace(change, local=True, follows=follows)


def _of_label(package: Package, label: str) -> list[Dependency]:
    return sorted((one for one in package.dependencies if _label(one) == label), key=describe)


def _local_version(dependency: Dependency, tree: CargoTree) -> str | None:
    """The version of the package of this repository that a dependency leads to; None where it leads elsewhere."""
    if not dependency.path:
        return None
    name = dependency.package or dependency.name
    return next((package.version for package in tree.packages if package.name == name), None)


def _bare(dependency: Dependency) -> str:
    """All that is said of a dependency but the version."""
    return describe(msgspec.structs.replace(dependency, version="*"))


def _allows(requirement: str, version: str) -> bool:
    parsed = parse_version(version)
    return not requirement or (parsed is not None and satisfies(requirement, parsed) is not False)


def _features(package: Package) -> dict[str, str]:
    return {name: "[" + ", ".join(sorted(parts)) + "]" for name, parts in package.features.items()}


def _dependencies(package: Package) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for dependency in package.dependencies:
        found.setdefault(_label(dependency), []).append(describe(dependency))
    return {label: "; ".join(sorted(texts)) for label, texts in found.items()}


def _label(dependency: Dependency) -> str:
    return dependency.name if dependency.kind == "normal" else f"{dependency.name} ({dependency.kind})"


def describe(dependency: Dependency) -> str:
    """A dependency's requirement as one phrase."""
    source = f"git {dependency.git}" if dependency.git else f"path {dependency.path}" if dependency.path else ""
    parts = [
        dependency.version or source or "*",
        f"package {dependency.package}" if dependency.package not in {"", dependency.name} else "",
        "optional" if dependency.optional else "",
        "" if dependency.default_features else "no default features",
        f"features [{', '.join(sorted(dependency.features))}]" if dependency.features else "",
        f"for {dependency.target}" if dependency.target else "",
    ]
    return ", ".join(part for part in parts if part)


def _targets(package: Package, tree: CargoTree) -> dict[str, str]:
    crates = [crate for crate in tree.crates if crate.manifest == package.manifest]
    return {f"{crate.kind.value} {crate.target_name or crate.name}": crate.root for crate in crates}
