"""The public API as lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.diff.api.asked import listings
from rgraph.diff.api.signatures import around, between_commas, outside_brackets
from rgraph.diff.api.surface import Surfaces
from rgraph.errors import ConfigError
from rgraph.render.api_text import listing_text

from ..crates import Source, graph


def lines(source: Source) -> list[str]:
    (found,) = listings(graph(source), [])
    return [line for line in found.lines if line != "pub mod demo"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "pub fn f<T: Clone>(t: &T) -> Vec<T> where T: Copy { loop {} }",
            ["pub fn demo::f<T: Clone>(t: &T) -> Vec<T> where T: Copy"],
        ),
        ("pub unsafe fn f() {}", ["pub unsafe fn demo::f()"]),
        ("pub struct S(pub u8, u8);", ["pub struct demo::S", "pub demo::S::0: u8"]),
        ("#[non_exhaustive] pub struct S;", ["#[non_exhaustive] pub struct demo::S"]),
        ("#[repr(C, packed)] pub struct S;", None),
        (
            "pub enum E { A = 3, B { x: u8 } }",
            ["pub enum demo::E", "pub demo::E::A = 3", "pub demo::E::B", "pub demo::E::B::x: u8"],
        ),
        (
            "pub fn r#match(r#in: u8) {} pub fn matching() {}",
            ["pub fn demo::matching()", "pub fn demo::r#match(r#in: u8)"],
        ),
        (
            "pub mod r#mod { pub struct r#try { pub r#fn: u8 } }",
            ["pub mod demo::r#mod", "pub struct demo::r#mod::r#try", "pub demo::r#mod::r#try::r#fn: u8"],
        ),
        ("pub trait r#trait { fn r#in(&self); }", ["pub trait demo::r#trait", "pub fn demo::r#trait::r#in(&self)"]),
        ("pub fn r#plain() {} pub fn gen() {}", ["pub fn demo::gen()", "pub fn demo::plain()"]),
        (
            "pub trait T {} pub mod r#mod { pub struct S; } impl T for r#mod::S {}",
            ["pub trait demo::T", "pub mod demo::r#mod", "pub struct demo::r#mod::S", "impl T for demo::r#mod::S"],
        ),
        (  # the module beside the function is nobody's but `util`'s
            "mod util { mod copy { pub fn copy() {} pub fn other() {} } pub use self::copy::copy; } pub use util::copy;",
            ["pub fn demo::copy()"],
        ),
        (
            "mod util { pub mod copy { pub fn other() {} } pub fn copy() {} } pub use util::copy;",
            ["pub fn demo::copy()", "pub mod demo::copy", "pub fn demo::copy::other()"],
        ),
        ("#[derive(Clone)] pub struct S;", ["pub struct demo::S", "impl std::clone::Clone for demo::S"]),
        ("pub static mut X: u8 = 1;", ["pub static mut demo::X: u8"]),
        ("pub type A<T> = Vec<T>;", ["pub type demo::A<T> = Vec<T>"]),
        ("#[macro_export] macro_rules! m { () => {} }", ["pub macro demo::m!"]),
        ("pub trait T { type A; const C: u8 = 1; fn f(&self) {} }", None),
        ("pub extern crate std as other;", None),
        ("fn private() {}\npub(crate) struct S;", []),
        ("#[doc(hidden)] pub fn f() {}", []),
        ("#[doc(hidden)] #[deprecated] pub fn f() {}", ["pub fn demo::f()"]),
    ],
)
def test_each_kind_of_item_has_its_line(source: str, wanted: list[str] | None) -> None:
    found = lines(source)
    if wanted is None:
        assert found and all("demo::" in line for line in found)
    else:
        assert sorted(found) == sorted(wanted)


def test_an_impl_is_written_with_the_whole_path_of_its_type() -> None:
    source = "pub mod m { pub struct S<T>(T); impl<T: Clone> Clone for S<T> { fn clone(&self) -> Self { loop {} } } impl<T> From<S<T>> for Vec<T> { fn from(_: S<T>) -> Self { loop {} } } }"
    found = lines(source)
    assert "impl<T: Clone> Clone for demo::m::S<T>" in found


def test_a_derive_has_the_parameters_of_its_type() -> None:
    source = """
#[derive(Clone, Serialize)]
pub struct S<'a, T: Into<Vec<u8>> + ?Sized, U = u8, const N: usize = 3>(&'a T, U) where U: PartialEq<[u8; N]>;
#[derive(Debug)]
pub enum E<T> { A(T) }
"""
    found = [line for line in lines(source) if line.startswith("impl")]
    inner = "<'a, T, U, N> where U: PartialEq<[u8; N]>"
    assert found == [
        "impl<T: Debug> std::fmt::Debug for demo::E<T>",
        f"impl<'a, T: Into<Vec<u8>> + ?Sized + Clone, U: Clone, const N: usize> std::clone::Clone for demo::S{inner}",
        f"impl<'a, T: Into<Vec<u8>> + ?Sized, U, const N: usize> Serialize for demo::S{inner}",
    ]


def test_impls_of_traits_that_nobody_can_name_are_left_out() -> None:
    source = """
mod sealed { pub trait Sealed {} }
#[doc(hidden)] pub trait Hidden {}
pub trait Open: sealed::Sealed {}
mod inner { pub trait Shown {} }
pub use inner::Shown;
pub struct S;
impl sealed::Sealed for S {}
impl Hidden for S {}
impl Open for S {}
impl Shown for S {}
impl::quote::ToTokens for S {}
unsafe impl::other::Trait for S {}
"""
    assert [line for line in lines(source) if "impl" in line] == [
        "impl ::quote::ToTokens for demo::S",
        "impl Open for demo::S",
        "impl Shown for demo::S",
        "unsafe impl ::other::Trait for demo::S",
    ]


def test_impls_are_those_of_crates_below() -> None:
    files = {
        "Cargo.toml": '[workspace]\nmembers = ["low", "top"]\n',
        "low/Cargo.toml": '[package]\nname = "low"\nversion = "1.0.0"\n',
        "low/src/lib.rs": "pub struct S;\npub trait L {}\nimpl L for S {}",
        "top/Cargo.toml": '[package]\nname = "top"\nversion = "1.0.0"\n[dependencies]\nlow = { path = "../low" }\n',
        "top/src/lib.rs": "pub use low::S;\npub trait U {}\nimpl U for S {}",
    }
    low, top = listings(graph(files), [])
    assert [line for line in low.lines if line.startswith("impl")] == ["impl L for low::S"]
    assert [line for line in top.lines if line.startswith("impl")] == ["impl L for top::S", "impl U for top::S"]


def test_commas_in_brackets_part_nothing() -> None:
    assert list(between_commas("'a, T: Fn(u8, u8) -> X<u8, u8>, const N: usize = { a, b }")) == [
        "'a",
        "T: Fn(u8, u8) -> X<u8, u8>",
        "const N: usize = { a, b }",
    ]
    assert list(between_commas("")) == []


def test_every_path_to_an_item_has_its_own_lines() -> None:
    found = lines(
        "mod a { pub struct S; impl S { pub fn f(&self) {} } }\npub use a::S;\npub mod b { pub use crate::a::S as T; }"
    )
    assert [line for line in found if " fn " in line] == ["pub fn demo::S::f(&self)", "pub fn demo::b::T::f(&self)"]


NAMES = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, min_size=1)


@settings(max_examples=25)
@given(NAMES, st.randoms())
def test_the_order_of_the_source_does_not_matter(names: list[str], random: object) -> None:
    items = [f"pub fn {name}() {{}}" for name in names] + [f"pub struct {name.upper()};" for name in names]
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = lines("\n".join(items))
    assert found == lines("\n".join(shuffled))
    assert len(set(found)) == len(found) == 2 * len(names)


def test_only_libraries_are_listed_and_others_are_refused() -> None:
    tool = {"src/main.rs": "pub fn f() {}", "src/lib.rs": "pub fn g() {}"}
    assert [found.crate for found in listings(graph(tool), [])] == ["demo"]
    assert listings(graph(tool), ["demo"])[0].package == "demo"
    with pytest.raises(ConfigError, match="no library 'demo/bin/demo' here"):
        listings(graph(tool), ["demo/bin/demo"])
    assert listings(graph({"src/main.rs": ""}), []) == []


def test_globs_of_other_crates_are_named_and_not_followed() -> None:
    (found,) = listings(graph("pub use serde::*;\npub fn f() {}"), [])
    assert found.open_globs and "serde" in found.open_globs[0]


def test_what_a_macro_makes_is_marked_with_its_call() -> None:
    code = """\
macro_rules! mk { ($n:ident, $($i:item)*) => { $($i)* pub struct $n { pub x: u8 } impl $n { pub fn make() -> Self { loop {} } } impl Clone for $n { fn clone(&self) -> Self { loop {} } } }; }

mk!(Made, pub fn written() {});
pub struct Plain;
"""
    (found,) = listings(graph(code), [])
    assert [(each.line, each.macro, each.place.path, each.place.line) for each in found.made] == [
        ("pub struct demo::Made", "mk", "src/lib.rs", 3),
        ("impl Clone for demo::Made", "mk", "src/lib.rs", 3),
        ("pub fn demo::Made::make() -> Self", "mk", "src/lib.rs", 3),
        ("pub demo::Made::x: u8", "mk", "src/lib.rs", 3),
        ("pub fn demo::written()", "mk", "src/lib.rs", 3),
    ]
    text = listing_text([found]).splitlines()
    assert "pub struct demo::Made  # from macro mk!" in text
    assert "pub struct demo::Plain" in text


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("fn f(x: u8)", "f", ("fn ", "f", "(x: u8)")),
        ("fn fold(f: u8)", "f", ("fn fold(", "f", ": u8)")),
        ("fn g()", "f", ("fn g()", "", "")),
        ("f", "f", ("", "f", "")),
        ("&'a a", "a", ("&'a ", "a", "")),
    ],
)
def test_a_name_is_found_as_a_word(text: str, name: str, parts: tuple[str, str, str]) -> None:
    assert around(text, name) == parts


def test_a_separator_counts_outside_of_brackets_alone() -> None:
    assert outside_brackets("impl<F: Fn() -> u8> T<X for Y> for S", " for ") == (
        "impl<F: Fn() -> u8> T<X for Y>",
        " for ",
        "S",
    )
    assert outside_brackets("impl S", " for ") == ("impl S", "", "")


def test_items_and_members_are_walked_and_labelled() -> None:
    (surface,) = Surfaces(
        graph("pub struct S { pub a: u8 }\nimpl S { pub fn m(&self) {} }\npub enum E { V { x: u8 } }")
    ).all()
    labels = {item.label: item.kind for item in surface.walk()}
    assert labels["demo::S.a"] == "field" and labels["demo::S::m"] == "method"
    assert labels["demo::E::V"] == "variant" and labels["demo::E::V.x"] == "variant_field"
    assert all(item.place is not None for item in surface.walk())
    assert not any(item.hidden for item in surface.walk())
