"""What the manifest of a package promises: features, the library, edition, Rust version."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.report import Place
from rgraph.diff.semver.delta import Delta, Difference, yes
from rgraph.diff.semver.features import defaults, enabled, public_features
from rgraph.model.cargo import CargoTree, Crate, Package, TargetKind
from rgraph.model.facts import Attrs


def package(old: Package, new: Package, old_tree: CargoTree, new_tree: CargoTree) -> Iterator[Difference]:
    """Every difference of two versions of a package that its users can feel."""
    crate = _library(new, new_tree) or _library(old, old_tree)
    name = crate.id if crate is not None else new.name
    yield from _features(old, new, name)
    yield from _environment(old, new, name)
    yield from _target(old, new, old_tree, new_tree, name)


def _delta(package: Package, crate: str, what: str, **facts: str) -> Delta:
    place = Place(package.manifest, 1, 1)
    return Delta("package", what, crate, package.name, place, place, facts)


def _features(old: Package, new: Package, crate: str) -> Iterator[Difference]:
    before, after = public_features(old), public_features(new)
    optional = {dependency.name for dependency in old.dependencies if dependency.optional}
    for name in sorted(before.keys() - after.keys()):
        implicit = name in optional and name not in old.features
        yield _delta(new, crate, "feature_removed", feature=name, implicit=yes(implicit))
    for name in sorted(after.keys() - before.keys()):
        yield _delta(new, crate, "feature_added", feature=name)
    for name in sorted((defaults(old) - defaults(new)) & after.keys()):
        yield _delta(new, crate, "feature_not_default", feature=name)
    for name in sorted(before.keys() & after.keys()):
        lost = (enabled(old, name) - enabled(new, name)) & after.keys()
        if lost:
            yield _delta(new, crate, "feature_enables_less", feature=name, lost=", ".join(sorted(lost)))


def _environment(old: Package, new: Package, crate: str) -> Iterator[Difference]:
    if old.edition != new.edition:
        yield _delta(new, crate, "edition", old=old.edition, new=new.edition)
    if old.rust_version != new.rust_version and new.rust_version:
        raised = _rust(new.rust_version) > _rust(old.rust_version)
        what = "rust_version_raised" if raised else "rust_version_lowered"
        yield _delta(new, crate, what, old=old.rust_version or "none stated", new=new.rust_version)


def _rust(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.partition("-")[0].split(".") if part.isdigit())


def _library(package: Package, tree: CargoTree) -> Crate | None:
    libraries = (c for c in tree.crates if c.manifest == package.manifest and c.kind is TargetKind.LIB)
    return next(libraries, None)


def _target(old: Package, new: Package, old_tree: CargoTree, new_tree: CargoTree, crate: str) -> Iterator[Difference]:
    before, after = _library(old, old_tree), _library(new, new_tree)
    if before is not None and after is None:
        yield _delta(new, crate, "library_removed", library=before.name)
    elif before is not None and after is not None:
        if before.name != after.name:
            yield _delta(new, crate, "library_renamed", old=before.name, new=after.name)
        if before.proc_macro != after.proc_macro:
            words = [("a procedural macro crate" if c.proc_macro else "an ordinary library") for c in (before, after)]
            yield _delta(new, crate, "crate_type_changed", old=words[0], new=words[1])
    mine = {c.target_name or c.name for c in old_tree.crates if c.manifest == old.manifest and c.kind is TargetKind.BIN}
    theirs = {
        c.target_name or c.name for c in new_tree.crates if c.manifest == new.manifest and c.kind is TargetKind.BIN
    }
    for name in sorted(mine - theirs):
        yield _delta(new, crate, "binary_removed", binary=name)


def no_std(crate: str, old: Attrs, new: Attrs, path: str) -> Iterator[Difference]:
    """Whether a crate that worked without `std` asks for it now. `#![cfg_attr(...)]` counts: it is for some users."""
    had, has = (_without_std(attrs) for attrs in (old, new))
    if had and not has:
        place = Place(path, 1, 1)
        yield Delta("crate", "no_std_lost", crate, crate, place, place, {})


def _without_std(attrs: Attrs) -> bool:
    return attrs.no_std or any("no_std" in text for text in attrs.texts)
