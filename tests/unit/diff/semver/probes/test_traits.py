"""Traits, values, macros: what implementors and users rely on."""

from __future__ import annotations

import pytest

from .fired import fired


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("fn f(&self);", "fn f(&self); fn g(&self);", {"trait_method_added"}),
        ("fn f(&self);", "fn f(&self); fn g(&self) {}", set()),
        ("fn f(&self); fn g(&self);", "fn f(&self);", {"trait_method_removed"}),
        ("fn f(&self) {}", "fn f(&self);", {"trait_method_default_removed"}),
        ("fn f(&self);", "fn f(&self) {}", set()),
        ("fn f(&self, a: u8);", "fn f(&self, a: u16);", {"trait_method_parameter_type_changed"}),
        ("fn f(&self, a: u8);", "fn f(&self, b: u8);", set()),
        ("fn f(&self, a: u8);", "fn f(&self);", {"trait_method_parameter_count_changed"}),
        ("fn f(&self);", "unsafe fn f(&self);", {"unsafe_added"}),
        ("unsafe fn f(&self);", "fn f(&self);", {"trait_method_unsafe_removed"}),
        ("fn f(&self);", "fn f(&mut self);", {"receiver_needs_mut"}),
        ("type A;", "type A: Clone;", {"trait_type_bound_added"}),
        ("type A: Clone;", "type A;", {"trait_type_bound_removed"}),
        ("", "type A;", {"trait_type_added"}),
        ("type A;", "", {"trait_type_removed"}),
        ("const C: u8;", "const C: u16;", {"trait_const_type_changed"}),
        ("const C: u8;", "", {"trait_const_removed"}),
        ("const C: u8 = 1;", "const C: u8;", {"trait_const_default_removed"}),
    ],
)
def test_what_a_trait_asks_and_offers(old: str, new: str, rules: set[str]) -> None:
    found = fired(f"pub trait T {{ {old} }}", f"pub trait T {{ {new} }}")
    assert found == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("pub trait T {}", "pub trait T: Clone {}", {"supertrait_added", "trait_not_dyn_compatible"}),
        ("pub trait T {}", "pub trait T: Send {}", {"supertrait_added"}),
        ("pub trait T: Send {}", "pub trait T {}", {"supertrait_removed"}),
        ("pub trait T {}", "pub unsafe trait T {}", {"trait_unsafe_added"}),
        ("pub unsafe trait T {}", "pub trait T {}", {"trait_unsafe_removed"}),
        ("pub trait T { fn f(&self); }", "pub trait T { fn f(&self); fn g() where Self: Sized {} }", set()),
        ("pub trait T {}", "", {"trait_removed"}),
        ("trait T {}", "", set()),
        (
            "pub trait T {}",
            "mod private { pub trait Sealed {} }\npub trait T: private::Sealed {}",
            {"supertrait_added", "trait_sealed"},
        ),
    ],
)
def test_traits_as_a_whole(old: str, new: str, rules: set[str]) -> None:
    found = fired(old, new)
    assert found == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("pub const C: u8 = 1;", "pub const C: u16 = 1;", {"value_type_changed"}),
        ("pub const C: u8 = 1;", "pub const C: u8 = 2;", {"value_changed"}),
        ("pub const C: u8 = 1;", "pub static C: u8 = 1;", {"const_became_static"}),
        ("pub static C: u8 = 1;", "pub const C: u8 = 1;", {"static_became_const"}),
        ("pub static C: u8 = 1;", "pub static mut C: u8 = 1;", {"static_mut_added"}),
        ("pub static mut C: u8 = 1;", "pub static C: u8 = 1;", {"static_mut_removed"}),
        ("pub const C: u8 = 1;", "", {"const_removed"}),
        ("pub static S: u8 = 1;", "", {"static_removed"}),
        ("pub type A = u8;", "pub type A = u16;", {"type_alias_changed"}),
        ("pub type A = Vec<u8>;", "pub type A = std::vec::Vec<u8>;", set()),
        ("pub type A = u8;", "", {"type_alias_removed"}),
        (
            "#[macro_export] macro_rules! m { () => {}; (1) => {} }",
            "#[macro_export] macro_rules! m { () => {} }",
            {"macro_arms_narrowed"},
        ),
        (
            "#[macro_export] macro_rules! m { () => {} }",
            "#[macro_export] macro_rules! m { () => {}; (1) => {} }",
            set(),
        ),
        ("#[macro_export] macro_rules! m { () => {} }", "macro_rules! m { () => {} }", {"item_narrowed"}),
        ("macro_rules! m { () => {} }", "", set()),
        ("pub mod m {}", "", {"module_removed"}),
        ("pub use std::vec::Vec as V;", "", {"reexport_removed"}),
        ("pub struct S;\nimpl S { pub const C: u8 = 1; }", "pub struct S;", {"assoc_const_removed"}),
    ],
)
def test_values_aliases_macros_and_re_exports(old: str, new: str, rules: set[str]) -> None:
    found = fired(old, new)
    assert found == rules


@pytest.mark.parametrize(
    "source",
    [
        "pub trait T: Clone { type A: Send; const C: u8 = 1; fn f<X: Copy>(&self, x: X) -> Self::A; }",
        "pub struct S<'a, T: 'a + ?Sized>(pub &'a T);\nimpl<'a, T: ?Sized> Clone for S<'a, T> { fn clone(&self) -> Self { loop {} } }",
        "pub enum E<T> { A(T), B { x: Vec<T> }, C = 3 }\nimpl<T> From<T> for E<T> { fn from(t: T) -> Self { E::A(t) } }",
        "pub mod a { pub use super::b::*; }\npub mod b { pub use super::a::*; pub fn f() {} }",
        "macro_rules! make { ($n:ident) => { pub fn $n() {} } }\nmake!(f);\n#[macro_export] macro_rules! m { ($($x:tt)*) => {} }",
    ],
)
def test_nothing_is_found_between_a_version_and_itself_however_it_is_laid_out(source: str) -> None:
    assert fired(source, source) == set()
    assert fired(source, "// moved\n\n" + source.replace(" { ", " {\n    ")) == set()
