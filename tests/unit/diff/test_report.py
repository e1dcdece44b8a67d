"""What changed, who is affected, how the architecture moved, and which version bump it needs."""

from __future__ import annotations

from rgraph.diff.compare import Options, Scope
from rgraph.diff.report import ChangeKind, DiffReport

from .crates import change, report

TOML = '[package]\nname = "demo"\nversion = "{version}"\nedition = "2021"\n'


def details(old: str, new: str, name: str) -> list[str]:
    return [detail.text for detail in change(report(old, new), name).details]


def test_a_signature_change_names_the_parameter() -> None:
    assert details("pub fn f(a: u8) {}", "pub fn f(a: u16) {}", "f") == ["parameter `a` is `u16`, was `u8`"]
    assert "parameter `b: u8` added" in details("pub fn f(a: u8) {}", "pub fn f(a: u8, b: u8) {}", "f")
    assert "returns `u16`, was `u8`" in details("fn f() -> u8 { 1 }", "fn f() -> u16 { 1 }", "f")
    assert details("pub fn f() {}", "pub unsafe fn f() {}", "f") == ["`unsafe` now"]


def test_a_returned_closure_type_is_read_past_its_arrows() -> None:
    old = "pub fn f(g: fn(u8) -> u8) -> impl Fn(u8) -> u8 { g }"
    assert "returns `impl Fn(u8) -> u16`, was `impl Fn(u8) -> u8`" in details(
        old, old.replace("impl Fn(u8) -> u8", "impl Fn(u8) -> u16"), "f"
    )


def test_fields_variants_discriminants_and_derives() -> None:
    assert details("pub struct S { a: u8 }", "pub struct S { a: u8, b: u8 }", "S") == ["private field `b` added"]
    assert details("pub enum E { A = 1 }", "pub enum E { A = 2 }", "E") == ["variant `A` = 2, was 1"]
    assert details("pub struct S;", "#[derive(Clone)]\npub struct S;", "S") == ["derives +Clone"]


def test_trait_items_and_defaults() -> None:
    found = report("pub trait T { fn f(&self); }", "pub trait T { fn f(&self) {} fn g(&self); }")
    assert "`g` added" in [d.text for d in change(found, "T").details]
    assert change(found, "T::f").details[0].kind is ChangeKind.DEFAULT


def test_visibility_and_attributes() -> None:
    assert details("fn f() {}", "pub fn f() {}", "f") == ["visibility private -> `pub`"]
    assert details("fn f() {}", "#[inline]\nfn f() {}", "f") == ["gained `inline`"]


CALLS = """
pub fn low(x: u8) -> u8 { x }
fn middle() -> u8 { low(1) }
pub fn high() -> u8 { middle() }
#[cfg(test)]
mod tests {
    #[test]
    fn reaches() { assert_eq!(super::high(), 1); }
}
"""


def test_callers_tests_and_the_public_api_that_a_change_reaches() -> None:
    affected = change(report(CALLS, CALLS.replace("{ x }", "{ x + 1 }")), "low").affected
    assert [(c.symbol, c.depth) for c in affected.callers][:2] == [("demo::middle", 1), ("demo::high", 2)]
    assert affected.tests[0].command == "cargo test -p demo --lib -- --exact tests::reaches"
    assert affected.public == ("demo::high",)
    assert affected.stale == (), "a body change leaves callers as they were"


def test_callers_that_still_use_the_old_shape() -> None:
    new = CALLS.replace("low(x: u8)", "low(x: u8, y: u8)").replace("{ x }", "{ x + y }")
    assert change(report(CALLS, new), "low").affected.stale == ("demo::middle",)
    edited = new.replace("low(1)", "low(1, 2)")
    assert change(report(CALLS, edited), "low").affected.stale == ()


def modules(a: str, b: str) -> dict[str, str]:
    return {"src/lib.rs": "pub mod a;\npub mod b;", "src/a.rs": a, "src/b.rs": b}


def test_a_new_cycle_between_modules() -> None:
    old = modules("pub fn f() { crate::b::g(); }", "pub fn g() {}\npub fn h() {}")
    new = modules("pub fn f() { crate::b::g(); }", "pub fn g() {}\npub fn h() { crate::a::f(); }")
    drift = report(old, new).drift
    assert drift.cycles_gained == (("demo::a", "demo::b"),)
    assert [(d.source, d.target) for d in drift.modules_gained] == [("demo::b", "demo::a")]
    assert report(new, old).drift.cycles_lost == (("demo::a", "demo::b"),)


def test_a_module_and_its_own_child_are_no_cycle() -> None:
    old = {"src/lib.rs": "pub mod a;", "src/a.rs": "pub fn f() {}"}
    new = {
        "src/lib.rs": "pub mod a;",
        "src/a.rs": "mod inner;\npub fn f() { inner::g(); }",
        "src/a/inner.rs": "use super::f;\npub fn g() { f(); }",
    }
    assert report(old, new).drift.cycles_gained == ()


def verdict(old: str, new: str, before: str, after: str) -> tuple[str, str, bool]:
    files = [{"Cargo.toml": TOML.format(version=v), "src/lib.rs": text} for v, text in ((before, old), (after, new))]
    (found,) = report(*files).verdicts
    return found.needed, found.made, found.enough


def test_the_bump_that_is_needed_beside_the_one_that_was_made() -> None:
    assert verdict("pub fn f() {}", "", "1.0.0", "1.1.0") == ("major", "minor", False)
    assert verdict("pub fn f() {}", "", "1.0.0", "2.0.0") == ("major", "major", True)
    assert verdict("", "pub fn f() {}", "1.0.0", "1.0.1") == ("minor", "patch", False)
    assert verdict("fn f() {}", "fn f() { f() }", "1.0.0", "1.0.1") == ("patch", "patch", True)
    assert verdict("pub fn f() {}", "", "0.1.0", "0.2.0") == ("major", "major", True)
    assert verdict("pub fn f() {}", "pub fn f() {}", "1.0.0", "1.0.0") == ("none", "none", True)


def test_features_dependencies_and_edition() -> None:
    old = {
        "Cargo.toml": TOML.format(version="1.0.0") + '[dependencies]\na = "1"\n[features]\nx = []\n',
        "src/lib.rs": "",
    }
    new = {
        "Cargo.toml": TOML.format(version="1.0.0").replace("2021", "2024")
        + '[dependencies]\na = "2"\n[features]\ny = []\n',
        "src/lib.rs": "",
    }
    assert {p.text for p in report(old, new).packages} == {
        "edition: 2021 -> 2024",
        "dependency `a`: 1 -> 2",
        "feature `x` removed",
        "feature `y` added: []",
    }


def test_paths_and_crates_limit_what_is_told() -> None:
    old, new = modules("fn f() {}", "fn g() {}"), modules("fn f() { f() }", "fn g() { g() }")
    found: DiffReport = report(old, new, Options(Scope(paths=("src/a.rs",))))
    assert [c.ref.symbol for c in found.changes] == ["demo::a::f"]
    assert found.files_changed == 1
    assert report(old, new, Options(Scope(crates=("demo",)))).changes
    assert not report(old, new, Options(Scope(crates=("other",)))).changes


def test_files_that_were_not_read_in_full_are_told() -> None:
    found = report("fn f() {}", "fn f() {} fn g( {")
    assert found.notes
    assert found.notes[1].startswith("src/lib.rs (after)")


def test_a_manifest_that_became_unreadable_is_told() -> None:
    package = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n'
    other = {"other/src/lib.rs": "pub fn lost() {}", "src/lib.rs": "pub fn f() {}"}
    old = {**other, "Cargo.toml": package, "other/Cargo.toml": package.replace("demo", "other")}
    new = {**old, "other/Cargo.toml": "x = = 1"}
    assert report(old, new).notes[0].startswith("other/Cargo.toml (after): is not TOML")
    assert report(new, new).notes == ()
