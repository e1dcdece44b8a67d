"""Functions and methods: what callers may rely on."""

from __future__ import annotations

import pytest

from .fired import fired, items


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        # parameters
        ("fn f(a: u8)", "fn f(b: u8)", set()),
        ("fn f(a: u8)", "fn f(mut a: u8)", set()),
        ("fn f(a: u8)", "fn f()", {"parameter_count_changed"}),
        ("fn f(a: u8)", "fn f(a: u8, b: u8)", {"parameter_count_changed"}),
        ("fn f(a: u8)", "fn f(a: u16)", {"parameter_type_changed"}),
        ("fn f(a: u8, b: u16)", "fn f(b: u16, a: u8)", {"parameters_reordered"}),
        ("fn f(a: &str)", "fn f(a: &'static str)", {"parameter_requires_static"}),
        ("fn f(a: &'static str)", "fn f(a: &str)", set()),
        # generalised: every caller goes on
        ("fn f(a: u8)", "fn f(a: impl Copy)", set()),
        ("fn f(a: Vec<u8>)", "fn f<T: Clone>(a: T)", set()),
        ("fn f(a: u8)", "fn f(a: impl Iterator)", {"parameter_type_changed"}),
        # results
        ("fn f() -> u8", "fn f()", {"return_value_removed"}),
        ("fn f()", "fn f() -> u8", {"return_value_added"}),
        ("fn f() -> u8", "fn f() -> u16", {"return_type_changed"}),
        ("fn f() -> &'static str", "fn f() -> &str", {"return_static_removed"}),
        ("fn f() -> impl Clone", "fn f() -> impl Clone + Send", set()),
        ("fn f() -> impl Clone + Send", "fn f() -> impl Clone", set()),  # what the body returns decides: undecided
        ("fn f() -> impl Clone + PartialEq", "fn f() -> impl Clone", {"return_type_changed"}),
        # qualifiers
        ("fn f()", "unsafe fn f()", {"unsafe_added"}),
        ("unsafe fn f()", "fn f()", set()),
        ("const fn f()", "fn f()", {"const_fn_removed"}),
        ("fn f()", "const fn f()", set()),
        ("fn f()", "async fn f()", {"async_added"}),
        ("async fn f()", "fn f()", {"async_removed"}),
        ('extern "C" fn f()', "fn f()", {"abi_changed"}),
        # generics
        ("fn f<T>(t: T)", "fn f<U>(t: U)", set()),
        ("fn f<T>(t: T)", "fn f<T: Clone>(t: T)", {"bound_added"}),
        ("fn f<T: Clone>(t: T)", "fn f<T>(t: T)", set()),
        ("fn f<T: Copy>(t: T)", "fn f<T>(t: T) where T: Copy", set()),
        ("fn f<T: Clone>(t: T)", "fn f<T: Copy>(t: T)", {"bound_added"}),
        ("fn f<T: Copy>(t: T)", "fn f<T: Clone>(t: T)", set()),
        ("fn f<const N: usize>()", "fn f<const N: u8>()", {"const_parameter_type_changed"}),
    ],
)
def test_functions(old: str, new: str, rules: set[str]) -> None:
    found = fired(f"pub {old} {{ loop {{}} }}", f"pub {new} {{ loop {{}} }}")
    assert found == rules


METHOD = "pub struct S;\nimpl S {{ pub fn m({}) {{}} }}"


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("&self", "&self", set()),
        ("&mut self", "&self", set()),
        ("&self", "&mut self", {"receiver_needs_mut"}),
        ("&self", "self", {"receiver_needs_value"}),
        ("self", "&self", set()),
        ("self", "&mut self", {"receiver_owned_became_reference"}),
        ("", "&self", {"receiver_gained"}),
        ("&self", "", {"receiver_lost"}),
    ],
)
def test_receivers(old: str, new: str, rules: set[str]) -> None:
    assert fired(METHOD.format(old), METHOD.format(new)) == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("pub fn f() {}", "", {"function_removed"}),
        ("pub fn f() {}", "fn f() {}", {"item_narrowed"}),
        ("pub fn f() {}", "pub(crate) fn f() {}", {"item_narrowed"}),
        ("fn f() {}", "", set()),
        ("fn f() {}", "pub fn f() {}", set()),
        ("pub fn f() {}", "#[doc(hidden)] pub fn f() {}", {"item_hidden"}),
        ("pub fn f() {}", "#[deprecated] pub fn f() {}", {"deprecated_added"}),
        ("#[deprecated] pub fn f() {}", "pub fn f() {}", {"deprecated_removed"}),
        ("pub fn f() {}", "#[must_use] pub fn f() {}", {"must_use_added"}),
        ("pub fn f() {}", "pub struct f;", {"function_removed"}),
        ("mod m { pub fn f() {} }", "", set()),
        ("pub mod m { pub fn f() {} }", "mod m { pub fn f() {} }\npub use m::f;", {"item_moved", "item_narrowed"}),
        ("pub fn f() {}", "mod m { pub fn f() {} }\npub use m::f;", set()),
        ("mod m { pub fn f() {} }\npub use m::f;", "mod m { pub fn g() {} }\npub use m::g as f;", set()),
        ("pub fn f() {}", '#[cfg(feature = "x")] pub fn f() {}', {"item_gated"}),
        ("#[cfg(test)] pub fn f() {}", "", set()),
    ],
)
def test_presence(old: str, new: str, rules: set[str]) -> None:
    found = fired(old, new)
    assert found == rules


def test_a_finding_names_the_path_that_users_write() -> None:
    assert items(
        "mod m { pub struct S; impl S { pub fn go(&self) {} } }\npub use m::S as Public;",
        "mod m { pub struct S; }\npub use m::S as Public;",
    ) == {"demo::Public::go"}


def test_every_path_that_goes_is_told_once_for_its_item() -> None:
    old = "pub mod a { pub fn f() {} }\npub use a::f;"
    assert fired(old, "pub mod a { pub fn f() {} }") == {"path_removed"}
    assert fired(old, old) == set()
