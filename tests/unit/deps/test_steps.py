"""Which packages moved between two resolutions."""

from __future__ import annotations

from rgraph.deps.upgrade.report import Move
from rgraph.deps.upgrade.steps import moves_between
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, PackageId, Requirement, Resolution, ResolvedPackage


def resolution(own: str, outside: str) -> Resolution:
    """A package of the tree at a version, its benches that need it by path, and a package from elsewhere."""
    mine, other = PackageId("mine", own), PackageId("other", outside, CRATES_IO)
    by_path = Requirement("mine", "mine", means=mine, manifest=RepoPath("Cargo.toml"))
    need = Requirement("other", "other", version="^1", means=other)
    packages = [
        ResolvedPackage(PackageId("benches", "0.0.0"), manifest=RepoPath("b/Cargo.toml"), requirements=[by_path]),
        ResolvedPackage(mine, manifest=RepoPath("Cargo.toml"), requirements=[need]),
        ResolvedPackage(other),
    ]
    return Resolution(packages)


def test_the_tree_s_own_packages_are_no_moved_dependencies() -> None:
    was, now = resolution("1.0.0", "1.0.0"), resolution("1.1.0", "1.2.0")
    moved = Move(PackageId("other", "1.0.0", CRATES_IO), PackageId("other", "1.2.0", CRATES_IO))
    assert moves_between(was, now) == [moved]
    assert moves_between(was, resolution("1.1.0", "1.0.0")) == []
