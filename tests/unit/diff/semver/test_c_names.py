"""Names of other crates that are written as C has them may be other names of numbers and pointers."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = """
[package]
name = "lib_x"
version = "1.0.0"
edition = "2018"
[dependencies]
winapi = "0.3"
libc = "0.2"
windows-sys = "0.45"
http = "1"
maker = "1"
"""
ASKED = {
    "a number": ("pub const F: winapi::a::DWORD = 1;", "pub const F: u32 = 1;"),
    "a C name of another crate": ("pub const F: winapi::a::DWORD = 1;", "pub const F: windows_sys::B::LOAD_FLAGS = 1;"),
    "a parameter": ("pub fn f(x: libc::pid_t) {}", "pub fn f(x: i32) {}"),
    "an alias": ("pub type T = libc::uid_t;", "pub type T = u32;"),
    "a field": ("pub struct S { pub t: libc::cc_t }", "pub struct S { pub t: u8 }"),
    "an argument": ("pub fn f() -> Option<libc::time_t> { None }", "pub fn f() -> Option<i64> { None }"),
    "back again": ("pub fn f(x: i32) {}", "pub fn f(x: libc::pid_t) {}"),
}
TOLD = {
    "a name as Rust has it": ("pub fn f() -> http::StatusCode { todo!() }", "pub fn f() -> u16 { 1 }"),
    "an own type": ("pub fn f(x: libc::stat_t) {}", "pub struct Stat; pub fn f(x: Stat) {}"),
    "two differences": ("pub fn f(x: (libc::pid_t, u8)) {}", "pub fn f(x: (i32, u16)) {}"),
}


def _said(old: str, new: str) -> tuple[int, int]:
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}) for source in (old, new)))
    return len([f for f in found.findings if f.level == "major"]), len(found.undecided)


@pytest.mark.parametrize("name", ASKED)
def test_what_may_be_an_alias_is_asked(name: str) -> None:
    assert _said(*ASKED[name]) == (0, 1)


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_one_is_told(name: str) -> None:
    assert _said(*TOLD[name])[0] == 1


SEND = "pub struct Send<'a, T>(&'a T);"
MADE = "maker::wrapper! { pub struct Send<'a, T>(&'a T); }"
GIVES = "pub struct S<T>(T); impl<T> S<T> { pub fn send(&self, m: T) -> Send<'_, T> { todo!() } }"


def test_what_a_macro_declares_is_no_trait_of_the_prelude() -> None:
    assert _said(SEND + GIVES, MADE + GIVES)[0] == 0
    assert _said(MADE + GIVES, SEND + GIVES)[0] == 0


WORKSPACE = {
    "Cargo.toml": '[workspace]\nmembers = ["a", "sys"]\n',
    "a/Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\nsys = { path = "../sys" }\n',
    "sys/Cargo.toml": '[package]\nname = "sys"\nversion = "1.0.0"\n',
    "sys/src/lib.rs": 'pub mod egl { include!(concat!(env!("OUT_DIR"), "/bindings.rs")); }',
}


def _said_of_written(old: str, new: str) -> tuple[int, int]:
    sources = (f"use sys::egl::Device; {text}" for text in (old, new))
    found = check(*(graph_of({**WORKSPACE, "a/src/lib.rs": source}) for source in sources))
    return len([f for f in found.findings if f.level == "major"]), len(found.undecided)


@pytest.mark.parametrize("other", ["*const std::ffi::c_void", "*mut u8", "u32"])
def test_what_a_build_script_writes_may_be_an_alias_of_a_number_or_a_pointer(other: str) -> None:
    one, two = f"pub fn f(x: {other}) {{}}", "pub fn f(x: Device) {}"
    assert _said_of_written(one, two) == _said_of_written(two, one) == (0, 1)


@pytest.mark.parametrize("other", ["String", "Vec<u8>", "&str"])
def test_and_hardly_one_of_another_type(other: str) -> None:
    assert _said_of_written(f"pub fn f(x: {other}) {{}}", "pub fn f(x: Device) {}")[0] == 1
