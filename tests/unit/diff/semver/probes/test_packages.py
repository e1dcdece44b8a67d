"""What a manifest and a crate's root promise: features, library, edition, `no_std`, exported symbols, gates."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check

from ...crates import graph

HEAD = '[package]\nname = "demo"\nversion = "1.0.0"\n'
EDITION = 'edition = "2021"\n'
OPTIONAL = '[dependencies]\nx = { version = "1", optional = true }\n'


def fired(old: dict[str, str], new: dict[str, str]) -> set[str]:
    return {finding.rule for finding in check(graph(old), graph(new)).findings}


def package(more: str = "", source: str = "pub fn f() {}\n", head: str = HEAD + EDITION) -> dict[str, str]:
    return {"Cargo.toml": head + more, "src/lib.rs": source}


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("[features]\na = []\n", "", {"feature_removed"}),
        ("", "[features]\na = []\n", set()),
        ('[features]\ndefault = ["a"]\na = []\n', "[features]\na = []\n", set()),
        ('[features]\ndefault = ["a"]\na = []\n', '[features]\na = ["dep:x"]\n', {"feature_not_default"}),
        (
            OPTIONAL + '[features]\ndefault = ["a"]\na = ["x"]\n',
            OPTIONAL + '[features]\ndefault = ["a"]\na = []\nb = ["x"]\n',
            set(),
        ),
        (
            OPTIONAL + '[features]\ndefault = ["a"]\na = ["x"]\n',
            OPTIONAL + '[features]\ndefault = ["a"]\na = []\nb = ["x/y"]\n',
            set(),
        ),
        ('[features]\na = ["b"]\nb = ["x/y"]\n', '[features]\na = []\nb = ["x/y"]\n', {"feature_enables_less"}),
        ('[features]\na = ["b"]\nb = []\n', "[features]\na = []\nb = []\n", set()),
        ('[features]\na = ["b"]\nb = []\n', '[features]\na = ["c"]\nc = ["b"]\nb = []\n', set()),
        ('[dependencies]\nx = { version = "1", optional = true }\n', "", {"optional_dependency_removed"}),
        (
            '[dependencies]\nx = { version = "1", optional = true }\n[features]\ny = ["dep:x"]\n',
            "[features]\ny = []\n",
            set(),
        ),
        ('[dependencies]\nx = "1"\n', "", set()),
        ('rust-version = "1.60"\n', 'rust-version = "1.70"\n', {"rust_version_raised"}),
        ('rust-version = "1.70"\n', 'rust-version = "1.60"\n', set()),
        ("", 'rust-version = "1.60"\n', {"rust_version_raised"}),
        ("", '[lib]\nname = "other"\n', {"library_renamed", "item_moved"}),
        ('[lib]\ncrate-type = ["lib", "cdylib"]\n', '[lib]\ncrate-type = ["lib"]\n', {"crate_kind_removed"}),
        ("", "[lib]\nproc-macro = true\n", None),
    ],
)
def test_manifests(old: str, new: str, rules: set[str] | None) -> None:
    found = fired(package(old), package(new))
    if rules is None:
        assert "crate_type_changed" in found
    else:
        assert found == rules


def test_an_edition_is_told_and_breaks_nobody_by_itself() -> None:
    newer = package(head=HEAD + 'edition = "2024"\n')
    found = check(graph(package()), graph(newer)).findings
    assert [finding.rule for finding in found] == ["edition_changed"]
    assert found[0].level.value != "major"


def test_a_library_that_goes_is_told_once() -> None:
    tool = {"Cargo.toml": HEAD + EDITION, "src/main.rs": "fn main() {}\n"}
    both = {**tool, "src/lib.rs": "pub fn f() {}\n"}
    assert fired(both, tool) == {"library_removed"}
    assert fired(tool, both) == set()


@pytest.mark.parametrize(
    ("source", "rules"),
    [("src/main.rs", {"feature_removed"}), ("src/lib.rs", {"feature_removed", "optional_dependency_removed"})],
)
def test_a_program_promises_no_names_of_its_dependencies(source: str, rules: set[str]) -> None:
    old = (
        HEAD + EDITION + '[dependencies]\nalloc_ = { version = "1", optional = true }\n[features]\nfast = ["alloc_"]\n'
    )
    new = HEAD + EDITION + '[dependencies]\nother = { version = "1", optional = true }\n'
    new += '[features]\nother = ["dep:other"]\n'
    text = "fn main() {}\n"
    found = fired({"Cargo.toml": old, source: text}, {"Cargo.toml": new, source: text}) - {"feature_added"}
    assert found == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("#![no_std]\n", "", {"no_std_removed"}),
        ("", "#![no_std]\n", set()),
        ('#![cfg_attr(not(feature = "std"), no_std)]\n', "", {"no_std_removed"}),
        ("#![no_std]\n", "#![cfg_attr(not(test), no_std)]\n", set()),
    ],
)
def test_no_std(old: str, new: str, rules: set[str]) -> None:
    assert fired(package(source=old), package(source=new)) == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ('#[no_mangle] extern "C" fn f() {}', "", {"exported_symbol_removed"}),
        (
            '#[no_mangle] extern "C" fn f(a: u8) {}',
            '#[no_mangle] extern "C" fn f(a: u16) {}',
            {"exported_function_changed"},
        ),
        ('#[no_mangle] extern "C" fn f() {}', '#[export_name = "f"] extern "C" fn renamed() {}', set()),
        ('#[no_mangle] extern "C" fn f() {}', '#[no_mangle] extern "C" fn g() {}', {"exported_symbol_removed"}),
        ('extern "C" fn f() {}', "", set()),
        (
            '#[export_name = "a"] pub extern "C" fn f() {}',
            '#[export_name = "b"] pub extern "C" fn f() {}',
            {"export_name_changed"},
        ),
    ],
)
def test_symbols_of_the_linker(old: str, new: str, rules: set[str]) -> None:
    assert fired(package(source=old), package(source=new)) == rules


FEATURES = '[features]\ndefault = ["on"]\non = []\noff = []\n'


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("", '#[cfg(feature = "off")]', {"item_gated"}),
        ("", '#[cfg(feature = "on")]', {"item_gated_by_default_feature"}),
        ('#[cfg(feature = "on")]', '#[cfg(feature = "off")]', {"item_gated"}),
        ('#[cfg(feature = "off")]', "", set()),
        ('#[cfg(feature = "off")]', '#[cfg(feature = "on")]', {"item_gated_by_default_feature"}),
        ("", '#[cfg(any(feature = "on", unix))]', {"item_gated_by_default_feature"}),
        ("", "#[cfg(unix)]", {"item_gated_for_some"}),
    ],
)
def test_gates(old: str, new: str, rules: set[str]) -> None:
    before, after = (package(FEATURES, f"{gate} pub fn f() {{}}\n") for gate in (old, new))
    assert fired(before, after) == rules


def test_what_is_re_exported_of_another_library_is_summed_up() -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["front", "back"]\n',
        "front/Cargo.toml": HEAD.replace("demo", "front") + EDITION + '[dependencies]\nback = { path = "../back" }\n',
        "front/src/lib.rs": "pub use back::*;\n",
        "back/Cargo.toml": HEAD.replace("demo", "back") + EDITION,
        "back/src/lib.rs": "pub fn f() {}\npub fn g() {}\n",
    }
    found = check(graph(files), graph({**files, "back/src/lib.rs": ""})).findings
    by_crate = {(finding.crate, finding.rule) for finding in found}
    assert ("front", "reexported_crate_breaks") in by_crate
    assert ("back", "function_removed") in by_crate and ("front", "function_removed") not in by_crate


@pytest.mark.parametrize(("place", "felt"), [("src/lib.rs", True), ("src/main.rs", True), ("tests/it.rs", False)])
def test_a_package_of_tests_alone_promises_no_feature(place: str, felt: bool) -> None:
    sides = [{"Cargo.toml": HEAD + EDITION + more, place: "fn main() {}\n"} for more in ("[features]\na = []\n", "")]
    assert ("feature_removed" in fired(*sides)) == felt


@pytest.mark.parametrize("kind", ["cdylib", "staticlib"])
def test_a_library_that_no_crate_can_depend_on_promises_its_symbols_alone(kind: str) -> None:
    only = f'[lib]\ncrate-type = ["{kind}"]\n'
    was = package(only, 'pub struct S;\npub fn f() {}\n#[no_mangle]\npub extern "C" fn c(x: u8) {}\n')
    now = package(only, '#[no_mangle]\npub extern "C" fn c(x: u16) {}\n')
    assert fired(was, package(only, "")) == {"exported_symbol_removed"}
    found = check(graph(was), graph(now)).findings
    assert {finding.item for finding in found} == {"c"}
    both = package(f'[lib]\ncrate-type = ["{kind}", "rlib"]\n', "pub struct S;\npub fn f() {}\n")
    assert fired(both, package(f'[lib]\ncrate-type = ["{kind}", "rlib"]\n', "")) == {
        "struct_removed",
        "function_removed",
    }


def test_an_optional_dependency_that_is_not_on_by_default_matters_to_code_that_asks_for_its_feature() -> None:
    asks = '#[cfg(feature = "x")]\npub fn g() {}\npub fn f() {}\n'
    old = package(OPTIONAL + '[features]\ndefault = ["a"]\na = ["x"]\n', asks)
    new = package(OPTIONAL + '[features]\ndefault = ["a"]\na = []\n', asks)
    assert "feature_not_default" in fired(old, new)
