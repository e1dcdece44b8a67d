"""What hangs on another crate's constants and versions, and cannot be told from here."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

PACKAGE = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nraw = "1"\n'
WITH_14 = PACKAGE + 'hashbrown = "0.14"\n'
WITH_15 = PACKAGE + 'hashbrown = "0.15"\n'


def _said(old: tuple[str, str], new: tuple[str, str]) -> tuple[list[str], int]:
    found = check(*(graph_of({"Cargo.toml": manifest, "src/lib.rs": source}) for manifest, source in (old, new)))
    return [f.rule for f in found.findings if f.level == "major"], len(found.undecided)


def _enum(first: str, second: str) -> tuple[str, str]:
    return PACKAGE, f"#[repr(u32)] pub enum E {{ A = {first}, B = {second} }}"


def _map(manifest: str, crate: str) -> tuple[str, str]:
    return manifest, f"pub trait T {{}} impl T for {crate}::HashMap<u8, u8> {{}}"


def test_a_number_by_a_constant_of_another_crate_that_moved_there() -> None:
    assert _said(_enum("raw::A as _", "2"), _enum("raw::kinds::A as _", "2")) == ([], 1)


def test_a_number_that_is_known_beside_one_that_is_not() -> None:
    assert _said(_enum("raw::A as _", "2"), _enum("raw::kinds::A as _", "3"))[0] == ["discriminant_changed"]


def test_a_dependency_goes_on_under_another_name() -> None:
    both = WITH_15 + 'old_map = { package = "hashbrown", version = "0.14" }\n'
    assert _said(_map(WITH_14, "hashbrown"), _map(both, "old_map")) == ([], 1)


def test_a_dependency_beside_another_one_of_its_package() -> None:
    both = WITH_15 + 'newer_map = { package = "hashbrown", version = "0.16" }\n'
    assert _said(_map(WITH_14, "hashbrown"), _map(both, "hashbrown"))[0] == ["public_dependency_bumped"]
    assert _said(_map(WITH_14, "hashbrown"), _map(WITH_15, "hashbrown"))[0] == ["public_dependency_bumped"]
