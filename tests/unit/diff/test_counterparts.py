"""Packages of two commits: by manifest first, by name where that is enough."""

from __future__ import annotations

from rgraph.diff.compare import compare
from rgraph.diff.counterparts import counterparts
from rgraph.diff.semver.findings import check

from .crates import graph

ROOT = '[package]\nname = "bat"\nversion = "1.0.0"\nedition = "2021"\n'
LIB = "pub fn f() -> u8 { 1 }\npub struct S { pub x: u8 }\n"


def manifests(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str]]:
    found = counterparts(graph(old).cargo, graph(new).cargo)
    return [(one.manifest if one else "", two.manifest if two else "") for one, two in found]


def test_a_fixture_of_the_same_name_is_another_package() -> None:
    fixture = {"tests/source/Cargo.toml": ROOT, "tests/source/src/lib.rs": "pub fn other() {}"}
    old = {"Cargo.toml": ROOT, "src/lib.rs": LIB}
    new = {**old, **fixture}
    assert manifests(old, new) == [("Cargo.toml", "Cargo.toml"), ("", "tests/source/Cargo.toml")]
    assert manifests(new, old) == [("Cargo.toml", "Cargo.toml"), ("tests/source/Cargo.toml", "")]
    for before, after in ((old, new), (new, old), (new, new)):
        assert check(graph(before), graph(after)).findings == []
        report = compare(graph(before), graph(after))
        assert [v.needed for v in report.verdicts if v.crate == "bat"] == ["none"]


def test_a_package_that_moves_is_known_by_its_name() -> None:
    toml = '[workspace]\nmembers = ["a", "b"]\n'
    old = {"Cargo.toml": toml, "a/Cargo.toml": ROOT, "a/src/lib.rs": LIB}
    new = {"Cargo.toml": toml, "b/Cargo.toml": ROOT, "b/src/lib.rs": LIB}
    assert manifests(old, new) == [("a/Cargo.toml", "b/Cargo.toml")]
    assert check(graph(old), graph(new)).findings == []


def test_two_packages_of_one_name_that_both_move_are_not_guessed_at() -> None:
    old = {f"{folder}/Cargo.toml": ROOT for folder in ("a", "b")}
    new = {f"{folder}/Cargo.toml": ROOT for folder in ("c", "d")}
    assert manifests(old, new) == [
        ("a/Cargo.toml", ""),
        ("b/Cargo.toml", ""),
        ("", "c/Cargo.toml"),
        ("", "d/Cargo.toml"),
    ]
