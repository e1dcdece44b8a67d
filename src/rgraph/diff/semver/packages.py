"""What the manifest of a package promises: features, the library, edition, Rust version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.libraries import crate_types
from rgraph.diff.lines import Place
from rgraph.diff.semver.delta import Delta, Difference, yes
from rgraph.diff.semver.features import defaults, enabled, is_private, out_of_reach, public_features
from rgraph.model.cargo import Crate, Package, TargetKind
from rgraph.model.facts import Attrs

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


_USED = frozenset({TargetKind.LIB, TargetKind.BIN})


def package(old: Package, new: Package, old_graph: CommitGraph, new_graph: CommitGraph) -> Iterator[Difference]:
    """Every difference between two versions of a package that its users can notice. Nobody depends on one, or installs
    it, that has only tests and examples."""
    if not any(c.manifest == old.manifest and c.kind in _USED for c in old_graph.cargo.crates):
        return
    crate = _library(new, new_graph) or _library(old, old_graph)
    name = crate.id if crate is not None else new.name
    yield from _features(old, new, old_graph, new_graph, name)
    yield from _environment(old, new, name)
    yield from _target(old, new, old_graph, new_graph, name)


def _delta(package: Package, crate: str, what: str, **facts: str) -> Delta:
    place = Place(package.manifest, 1, 1)
    return Delta("package", what, crate, package.name, place, place, facts)


def _features(
    old: Package, new: Package, old_graph: CommitGraph, new_graph: CommitGraph, crate: str
) -> Iterator[Difference]:
    before, after = ({n for n in public_features(p) if not is_private(n)} for p in (old, new))
    optional = {dependency.name for dependency in old.dependencies if dependency.optional}
    promised = before - out_of_reach(old)
    if _library(old, old_graph) is None:
        # Who installs a program may name a feature that it declares; the names of its dependencies it never offered.
        promised -= {name for name in optional if old.features.get(name) == [f"dep:{name}"]}
    for name in sorted(promised - after):
        yield _delta(new, crate, "feature_removed", feature=name, implicit=yes(name in optional))
    for name in sorted(after - before):
        yield _delta(new, crate, "feature_added", feature=name)
    for name in sorted((defaults(old) - defaults(new)) & after):
        if not _brings_nothing(new, name, defaults(new), new_graph):
            yield _delta(new, crate, "feature_not_default", feature=name)
    for name in sorted(promised & after):
        given = enabled(new, name)
        gone = (enabled(old, name) - given) & after - optional
        lost = {each for each in gone if not _brings_nothing(new, each, given, new_graph)}
        if lost:
            yield _delta(new, crate, "feature_enables_less", feature=name, lost=", ".join(sorted(lost)))


def _brings_nothing(package: Package, feature: str, given: Collection[str], graph: CommitGraph) -> bool:
    """Whether a feature switches on at most what is given, and no code asks for it. The dependency whose
    name it has serves code that asks for other features."""
    if not enabled(package, feature) - {feature, f"dep:{feature}"} <= {*given}:
        return False
    folder = package.manifest.rpartition("Cargo.toml")[0]
    asked = f'"{feature}"'.encode(), f"CARGO_FEATURE_{feature.upper().replace('-', '_')}".encode()
    sources = (graph.source(path) for path in sorted(graph.files) if path.startswith(folder) and path.endswith(".rs"))
    return not any(word in source for source in sources for word in asked)


def _environment(old: Package, new: Package, crate: str) -> Iterator[Difference]:
    if old.edition != new.edition:
        yield _delta(new, crate, "edition", old=old.edition, new=new.edition)
    if old.rust_version != new.rust_version and new.rust_version:
        raised = _rust(new.rust_version) > _rust(old.rust_version)
        what = "rust_version_raised" if raised else "rust_version_lowered"
        was = f"it required {old.rust_version}" if old.rust_version else "it stated none before"
        yield _delta(new, crate, what, was=was, new=new.rust_version)


def _rust(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.partition("-")[0].split(".") if part.isdigit())


def _library(package: Package, graph: CommitGraph) -> Crate | None:
    libraries = (c for c in graph.cargo.crates if c.manifest == package.manifest and c.kind is TargetKind.LIB)
    return next(libraries, None)


def _target(
    old: Package, new: Package, old_graph: CommitGraph, new_graph: CommitGraph, crate: str
) -> Iterator[Difference]:
    before, after = _library(old, old_graph), _library(new, new_graph)
    if before is not None and after is None:
        yield _delta(new, crate, "library_removed", library=before.name)
    elif before is not None and after is not None:
        if before.name != after.name:
            yield _delta(new, crate, "library_renamed", old=before.name, new=after.name)
        if before.proc_macro != after.proc_macro:
            words = [("a procedural macro crate" if c.proc_macro else "an ordinary library") for c in (before, after)]
            yield _delta(new, crate, "crate_type_changed", old=words[0], new=words[1])
        yield from _kinds(old, new, old_graph, new_graph, crate)
    mine = {
        c.target_name or c.name
        for c in old_graph.cargo.crates
        if c.manifest == old.manifest and c.kind is TargetKind.BIN
    }
    theirs = {
        c.target_name or c.name
        for c in new_graph.cargo.crates
        if c.manifest == new.manifest and c.kind is TargetKind.BIN
    }
    for name in sorted(mine - theirs):
        yield _delta(new, crate, "binary_removed", binary=name)


def _kinds(
    old: Package, new: Package, old_graph: CommitGraph, new_graph: CommitGraph, crate: str
) -> Iterator[Difference]:
    """The forms that a library is linked in: `lib`, `cdylib`, `staticlib`..."""
    before, after = crate_types(old.manifest, old_graph), crate_types(new.manifest, new_graph)
    if before - after:
        yield _delta(new, crate, "crate_kind_removed", kinds=", ".join(sorted(before - after)))


def no_std(crate: str, old: Attrs, new: Attrs, path: str) -> Iterator[Difference]:
    """Whether a crate that worked without `std` now requires it. `#![cfg_attr(...)]` counts: some users have it."""
    had, has = (_without_std(attrs) for attrs in (old, new))
    if had and not has:
        place = Place(path, 1, 1)
        yield Delta("crate", "no_std_lost", crate, crate, place, place, {})


def _without_std(attrs: Attrs) -> bool:
    return attrs.no_std or any("no_std" in text for text in attrs.texts)
