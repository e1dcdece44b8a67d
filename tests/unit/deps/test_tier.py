"""The cold tier: what is added once is there for all, and what cannot be had is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.model.packages import PackageId

from .crates import locked, published


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def tier(tmp_path: Path, said: list[str]) -> ColdTier:
    return opened(tmp_path, said)


def opened(tmp_path: Path, said: list[str]) -> ColdTier:
    return ColdTier(
        Surroundings(tmp_path / "cargo", debian=tmp_path / "debian"), tmp_path / "packages" / "v1", said.append
    )


def test_a_package_is_found_parsed_and_read_again(tmp_path: Path, tier: ColdTier) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0", src__deep="pub struct Deep;")
    added = tier.add([package, locked("gone", "0.1.0")])
    assert ([each.id for each in added.packages], added.missing) == (
        [package.id],
        [PackageId("gone", "0.1.0", package.id.source)],
    )
    files = tier.files(package.id)
    assert files is not None and sorted(files) == ["Cargo.toml", "src/deep.rs", "src/lib.rs"]
    lib, manifest = files["src/lib.rs"], files["Cargo.toml"]  # type: ignore[index]
    assert [item.name for item in tier.contents.facts([lib])[lib].items] == ["one", "inner"]
    assert tier.contents.manifests([manifest])[manifest].package == "one"
    assert len(tier.contents.bodies([lib])[lib].bodies) == 2
    assert tier.read(lib).startswith(b"pub fn one()")
    assert tier.files(PackageId("gone", "0.1.0", package.id.source)) is None


def test_what_is_kept_is_not_read_again(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    assert tier.add([package]).new == 1
    again = opened(tmp_path, said)
    added = again.add([package])
    assert (added.new, [each.id for each in added.packages], said) == (0, [package.id], [])


def test_versions_at_hand_are_those_kept_and_those_of_any_source(tmp_path: Path, tier: ColdTier) -> None:
    tier.add([published(tmp_path / "cargo", "one", "1.0.0")])
    published(tmp_path / "cargo", "one", "1.2.0")
    published(tmp_path / "cargo", "one-more", "9.0.0")
    (tmp_path / "cargo" / "registry" / "cache").rename(tmp_path / "elsewhere")
    (tmp_path / "debian" / "one-0.9.1").mkdir(parents=True)
    assert tier.versions("one") == ["0.9.1", "1.0.0"]
