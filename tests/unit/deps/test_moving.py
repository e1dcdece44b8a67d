"""Where a package that moves leads those that need it, and what it brings in."""

from __future__ import annotations

from pathlib import Path

from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.deps.upgrade.moving import move
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, PackageId, Requirement, Resolution, ResolvedPackage

from .crates import packed, put_archive

NEEDS = """[dependencies]
two = "1"
three = "1"
four = { version = "1", optional = true }
five = { version = "1", optional = true }
"""


def package(spec: str) -> PackageId:
    name, _, version = spec.partition("@")
    return PackageId(name, version, CRATES_IO)


def need(spec: str, version: str = "^1") -> Requirement:
    return Requirement(package(spec).name, package(spec).name, version=version, means=package(spec))


def resolution(*others: ResolvedPackage) -> Resolution:
    own = ResolvedPackage(
        PackageId("own", "0.1.0"), manifest=RepoPath("Cargo.toml"), requirements=[need("one@1.0.0", "1")]
    )
    return Resolution([own, *others])


def at_hand(tmp_path: Path, *specs: str) -> ColdTier:
    for spec in specs:
        name, _, version = spec.partition("@")
        head = f'[package]\nname = "{name}"\nversion = "{version}"\n'
        files = {"Cargo.toml": head + (NEEDS if spec == "one@2.0.0" else ""), "src/lib.rs": ""}
        put_archive(tmp_path / "cargo", name, version, packed(f"{name}-{version}", files))
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")


def test_who_requires_the_old_version_stays_with_it(tmp_path: Path) -> None:
    other = ResolvedPackage(package("other@1.0.0"), requirements=[need("one@1.0.0")])
    free = ResolvedPackage(package("free@1.0.0"), requirements=[need("one@1.0.0", ">=1")])
    tier = at_hand(tmp_path, "one@2.0.0", "two@1.0.0", "three@1.0.0")
    found = move(resolution(ResolvedPackage(package("one@1.0.0")), other, free), {"one": "2"}, tier)
    means = {
        each.id.name: str(each.requirements[0].means) for each in found.resolution.packages if each.id.name != "one"
        if each.requirements
    }  # fmt: skip
    assert (means, found.held) == (
        {"own": "one@2.0.0", "other": "one@1.0.0", "free": "one@2.0.0"},
        [package("other@1.0.0")],
    )


def test_what_comes_in_is_the_highest_that_is_locked_else_the_highest_at_hand(tmp_path: Path) -> None:
    locked = [ResolvedPackage(package(spec)) for spec in ("one@1.0.0", "two@1.0.0", "two@1.5.0", "two@3.0.0")]
    tier = at_hand(tmp_path, "one@2.0.0", "two@1.9.0", "three@1.0.0", "three@1.2.0", "three@2.0.0", "four@1.0.0")
    found = move(resolution(*locked), {"one": "2"}, tier)
    moved = next(each for each in found.resolution.packages if each.id == package("one@2.0.0"))
    assert [str(each.means) for each in moved.requirements] == ["two@1.5.0", "three@1.2.0"]
    assert (found.pulled, found.missing) == ([package("three@1.2.0")], [])


def test_an_optional_dependency_that_is_on_stays_on(tmp_path: Path) -> None:
    one = ResolvedPackage(package("one@1.0.0"), requirements=[need("four@1.0.0")])
    tier = at_hand(tmp_path, "one@2.0.0", "two@1.0.0", "three@1.0.0", "five@1.0.0")
    found = move(resolution(one, ResolvedPackage(package("four@1.0.0"))), {"one": "2"}, tier)
    moved = next(each for each in found.resolution.packages if each.id == package("one@2.0.0"))
    assert [each.name for each in moved.requirements] == ["two", "three", "four"]
