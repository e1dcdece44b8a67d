"""What is told for certain needs no other crate's declarations and no likeness of code."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nother = "1"\nserde = "1"\n'
BODY = "{ name: String, count: u64, all: Vec<u8>, more: Option<String> }"


def confidence(old: str, new: str) -> set[tuple[str, str]]:
    """The rules of the major findings, each with its confidence."""
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": text}) for text in (old, new)]
    return {(f.rule, f.confidence.value) for f in check(*sides).findings if f.level == "major"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pub fn f() -> u8 { 1 }", "pub fn f() -> u16 { 1 }", {("return_type_changed", "certain")}),
        ("pub fn f() -> u8 { 1 }", "pub fn f() -> other::Number { 1 }", {("return_type_changed", "likely")}),
        ("pub fn f(x: other::A) {}", "pub fn f(x: other::B) {}", {("parameter_type_changed", "likely")}),
        ("pub struct S { pub x: u8 }", "pub struct S { pub x: other::X }", {("field_type_changed", "likely")}),
        ("pub const C: other::A = 1;", "pub const C: u8 = 1;", {("value_type_changed", "likely")}),
        (
            "pub fn f(x: other::A, y: u8) {}",
            "pub fn f(x: other::A, y: u16) {}",
            {("parameter_type_changed", "certain")},
        ),
        ("pub fn f<T>(t: T) {}", "pub fn f<T: other::Tr>(t: T) {}", {("bound_added", "likely")}),
        ("pub fn f<T>(t: T) {}", "pub trait Tr {} pub fn f<T: Tr>(t: T) {}", {("bound_added", "certain")}),
        ("pub trait T {}", "pub trait T: other::Up {}", {("supertrait_added", "likely")}),
        ("pub struct S; impl other::Tr for S {}", "pub struct S;", {("trait_impl_removed", "likely")}),
        ("pub trait T {} impl T for other::X {}", "pub trait T {}", {("foreign_impl_removed", "likely")}),
        ("pub trait T {} impl T for Vec<other::X> {}", "pub trait T {}", {("foreign_impl_removed", "likely")}),
        ("pub trait T {} impl T for Vec<u8> {}", "pub trait T {}", {("foreign_impl_removed", "certain")}),
        (
            "pub struct S; impl From<other::X> for S { fn from(_: other::X) -> S { S } }",
            "pub struct S;",
            {("trait_impl_removed", "likely")},
        ),
        (
            "pub struct S; impl From<u8> for S { fn from(_: u8) -> S { S } }",
            "pub struct S;",
            {("trait_impl_removed", "certain")},
        ),
        ("pub struct S; impl other::Tr<S> for u8 {}", "pub struct S;", {("outer_impl_removed", "likely")}),
        (
            "pub struct S; pub trait T { type A; } impl T for S { type A = other::X; }",
            "pub struct S; pub trait T { type A; } impl T for S { type A = other::Y; }",
            {("impl_type_changed", "likely")},
        ),
        (
            "pub struct S<X>(X); impl<X> Clone for S<X> { fn clone(&self) -> Self { loop {} } }",
            "pub struct S<X>(X); impl<X: other::Tr> Clone for S<X> { fn clone(&self) -> Self { loop {} } }",
            {("impl_bound_added", "likely")},
        ),
        ("pub trait T {} impl<X: Copy> T for X {}", "pub trait T {}", {("blanket_impl_removed", "certain")}),
        ("pub struct S; impl Drop for S { fn drop(&mut self) {} } impl Clone for S { fn clone(&self) -> S { S } }",
         "pub struct S; impl Drop for S { fn drop(&mut self) {} }", {("trait_impl_removed", "certain")}),
        (
            f"mod p {{ pub struct Before {BODY} pub struct Other; }} pub fn f(x: p::Before) {{}}",
            f"mod p {{ pub struct After {BODY} pub struct Other; }} pub fn f(x: p::Other) {{}}",
            {("parameter_type_changed", "likely")},
        ),
        (
            "#[cfg(unix)] pub fn f(x: u8) {} #[cfg(not(unix))] pub fn f(x: u16) {}",
            "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(not(unix))] pub fn f(x: u16) {}",
            {("parameter_type_changed", "likely")},
        ),
        (
            "#[cfg(unix)] pub struct S { pub x: u8 } #[cfg(not(unix))] pub struct S { pub x: u16 }",
            "#[cfg(unix)] pub struct S { pub x: u32 } #[cfg(not(unix))] pub struct S { pub x: u16 }",
            {("field_type_changed", "likely")},
        ),
        (
            "pub struct S; impl S { #[cfg(unix)] pub fn f(x: u8) {} #[cfg(not(unix))] pub fn f(x: u16) {} pub fn g() {} }",
            "pub struct S; impl S { #[cfg(unix)] pub fn f(x: u32) {} #[cfg(not(unix))] pub fn f(x: u16) {} }",
            {("parameter_type_changed", "likely"), ("method_removed", "certain")},
        ),
    ],
)  # fmt: skip
def test_confidence(old: str, new: str, expected: set[tuple[str, str]]) -> None:
    assert confidence(old, new) == expected


def test_what_a_registry_gives_one_crate_is_certain_in_the_crate_itself() -> None:
    """`b` is a library of the workspace, and `a` takes it from a registry: its types are another crate's there alone."""
    package = '[package]\nname = "{}"\nversion = "0.1.0"\nedition = "2021"\n'
    texts = ("pub struct X; pub struct Y; pub fn f(x: {0}X) {{}}", "pub struct X; pub struct Y; pub fn f(x: {0}Y) {{}}")
    sides = [
        graph_of(
            {
                "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
                "a/Cargo.toml": package.format("a") + '[dependencies]\nb = "1"\n',
                "a/src/lib.rs": text.format("b::"),
                "b/Cargo.toml": package.format("b"),
                "b/src/lib.rs": text.format(""),
            }
        )
        for text in texts
    ]
    found = {(f.item, f.confidence.value) for f in check(*sides).findings if f.level == "major"}
    assert found == {("a::f", "likely"), ("b::f", "certain")}
