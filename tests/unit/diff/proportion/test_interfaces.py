"""Which changes nobody outside can see: for those no public API is built and compared."""

from __future__ import annotations

import pytest

from rgraph.diff.extent import Extent
from rgraph.diff.proportion.concern import concerned
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "k"\nversion = "1.0.0"\nedition = "2021"\n'
OLD = """\
pub struct S { x: u8 }
impl S { pub fn a(&self) -> u8 { self.b() } fn b(&self) -> u8 { self.x } }
impl Clone for S { fn clone(&self) -> S { S { x: self.x } } }
pub trait T { fn t(&self); }
pub(crate) fn c() {}
pub const LIMIT: u8 = 1;
pub enum E { A = 1 }
pub type Short = u8;
m!(one);
macro_rules! m { ($n:ident) => { pub fn $n() {} } }
"""


def same(new: str, old: str = OLD, **files: str) -> bool:
    """Whether nobody outside sees that lib.rs became this, and that these files came."""
    base = {"Cargo.toml": MANIFEST, "README.md": "k"}
    come = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    one, two = graph_of({**base, "src/lib.rs": old}), graph_of({**base, "src/lib.rs": new, **come})
    found = concerned(Extent(one, two))
    return found is not None and not found.libraries


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("{ self.b() }", "{ self.b() + 1 }"),
        ("pub fn a", "/// Docs.\npub fn a"),
        ("fn b(&self) -> u8 { self.x }", ""),
        ("fn b(&self) -> u8 { self.x }", "fn b(&self, y: u8) -> u8 { self.x + y } fn d() {}"),
        ("pub(crate) fn c() {}", ""),
        ("pub(crate) fn c() {}", "fn c() { fn inner() {} }"),
        ("pub(crate) fn c() {}", "fn c() { use std::fmt::Debug; const N: u8 = 1; static M: u8 = N; fn inner() {} }"),
        ("pub(crate) fn c() {}", "use std::fmt::Debug;"),
        ("pub(crate) fn c() {}", "pub(crate) const C: u8 = 1; static D: [u8; C as usize] = [C];"),
        ("pub(crate) fn c() {}", "\n\nfn before() {}\npub(crate) async fn c() {}"),
    ],
)
def test_bodies_docs_and_private_functions_are_nobodys_business(was: str, now: str) -> None:
    assert was in OLD
    assert same(OLD.replace(was, now))
    assert same(OLD, OLD.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("pub fn a", "fn a"),
        ("{ x: u8 }", "{ x: u16 }"),
        ("fn t(&self);", "fn t(&self) {}"),
        ("fn t(&self);", "fn t(&self); fn u(&self);"),
        ("impl Clone for S { fn clone(&self) -> S { S { x: self.x } } }", ""),
        ("m!(one)", "m!(two)"),
        ("const LIMIT: u8 = 1", "const LIMIT: u8 = 2"),
        ("E { A = 1 }", "E { A = 2 }"),
        ("type Short = u8", "type Short = u16"),
        ("pub fn $n", "pub(crate) fn $n"),
        ("pub(crate) fn c() {}", "pub(crate) fn c() { impl Drop for S { fn drop(&mut self) {} } }"),
        ("pub(crate) fn c() {}", "pub(crate) const C: u8 = 1; pub fn d(x: [u8; C as usize]) {}"),
        ("pub(crate) fn c() {}", "#![no_std]"),
        ("pub(crate) fn c() {}", '#[no_mangle] pub(crate) extern "C" fn c() {}'),
        ("fn b(&self)", '#[export_name = "b"] fn b(&self)'),
    ],
)
def test_what_may_be_seen_is_compared(was: str, now: str) -> None:
    assert was in OLD
    assert not same(OLD.replace(was, now))
    assert not same(OLD, OLD.replace(was, now))


def test_a_private_function_that_hides_a_name_of_a_glob_counts() -> None:
    old = "mod n { pub fn f() {} }\npub use n::*;\nfn f() {}\n"
    assert not same(old.replace("\nfn f() {}", ""), old)


def test_manifests_and_settings_that_come_count_and_files_in_no_module_tree_do_not() -> None:
    assert same(OLD, NOTES_md="")
    assert same(OLD, src__other_rs="pub fn f() {}")
    assert not same(OLD.replace("m!(one)", "mod other;\nm!(one)"), src__other_rs="pub fn f() {}")
    assert not same(OLD, sub__Cargo_toml=MANIFEST, sub__src__lib_rs="pub fn f() {}")
    assert not same(OLD, rgraph_toml="")


@pytest.mark.parametrize(
    ("was", "now", "is_same"),
    [
        ("pub async fn f() { g().await }", "pub async fn f() { let r = Rc::new(1); g().await; drop(r) }", False),
        ("async fn f() { g().await }", "async fn f() { g().await; }", True),
        (
            "pub async fn p() { f().await } async fn f() { g().await }",
            "pub async fn p() { f().await } async fn f() {}",
            False,
        ),
        ("pub fn f() -> impl T { A }", "pub fn f() -> impl T { B }", False),
        ("pub fn f() -> A { a() }", "pub fn f() -> A { b() }", True),
        ("async fn f() { g().await }", "", True),
    ],
)
def test_a_body_that_decides_what_a_function_gives_counts(was: str, now: str, is_same: bool) -> None:
    assert same(f"{OLD}{now}", f"{OLD}{was}") is is_same
