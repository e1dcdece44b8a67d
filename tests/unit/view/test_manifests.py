"""A manifest's trouble: only one that makes no crate is said to make none."""

from __future__ import annotations

from rgraph.view.manifests import manifest_troubles
from rgraph.view.memory import graph_of
from tests.dsl import manifest


def troubles(files: dict[str, str]) -> list[str]:
    return manifest_troubles(graph_of(files).cargo)


def test_a_published_crate_without_its_examples_is_a_crate() -> None:
    written = manifest(extra='[[example]]\nname = "e"\n[[bench]]\nname = "b"\n[[test]]\nname = "t"\npath = "t/t.rs"\n')
    found = troubles({"Cargo.toml": written, "src/lib.rs": "pub fn f() {}\n"})
    assert len(found) == 3 and all("defines no crate" not in line for line in found)
    assert "Cargo.toml: the example target e: its root file is not among the indexed files" in found


def test_a_manifest_that_makes_no_crate_says_so() -> None:
    assert troubles({"Cargo.toml": "[package", "src/lib.rs": ""})[0].startswith(
        "Cargo.toml defines no crate: is not TOML"
    )
    absent = troubles({"Cargo.toml": manifest(extra='[[bin]]\nname = "b"\npath = "no.rs"\n')})
    assert absent[0].startswith("Cargo.toml defines no crate: the bin target b")


def test_a_workspace_with_a_wrong_member_still_has_the_others() -> None:
    files = {"Cargo.toml": '[workspace]\nmembers = ["a", "gone"]\n', "a/Cargo.toml": manifest("a"), "a/src/lib.rs": ""}
    assert all("defines no crate" not in line for line in troubles(files))


def test_two_packages_of_one_name_are_two_crates() -> None:
    files = {f"{folder}/Cargo.toml": manifest("same") for folder in ("one", "two/deep")}
    files |= {f"{folder}/src/lib.rs": "pub fn f() {}\n" for folder in ("one", "two/deep")}
    graph = graph_of(files)
    assert {crate.id for crate in graph.cargo.crates} == {"same", "same@two/deep"}
    assert {item.symbol for item in graph.items() if item.name == "f"} == {"same::f", "same@two/deep::f"}
