"""What changed in the manifests: packages, versions, editions, features, dependencies and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

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
    yield from _tables(new, "dependency", _dependencies(old), _dependencies(new))
    yield from _tables(new, "target", _targets(old, old_tree), _targets(new, new_tree))


def _tables(new: Package, what: str, old: Mapping[str, str], now: Mapping[str, str]) -> Iterator[PackageChange]:
    for name in sorted(old.keys() | now.keys()):
        if old.get(name) != now.get(name):
            yield PackageChange(new.name, what, name, old.get(name, ""), now.get(name, ""), new.manifest)


def _features(package: Package) -> dict[str, str]:
    return {name: "[" + ", ".join(sorted(parts)) + "]" for name, parts in package.features.items()}


def _dependencies(package: Package) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for dependency in package.dependencies:
        label = dependency.name if dependency.kind == "normal" else f"{dependency.name} ({dependency.kind})"
        found.setdefault(label, []).append(describe(dependency))
    return {label: "; ".join(sorted(texts)) for label, texts in found.items()}


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
