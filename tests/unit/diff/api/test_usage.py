"""How users may use what is public: build it, match it, implement it, make it an object, and by which path."""

from __future__ import annotations

import pytest

from rgraph.diff.api.export_names import export_name
from rgraph.diff.api.objects import mentions_self
from rgraph.diff.api.surface import Surfaces
from rgraph.parse.extract import extract

from ..crates import Source, graph


def facts(source: Source, label: str) -> dict[str, str]:
    (surface,) = Surfaces(graph(source)).all()
    (item,) = [item for item in surface.walk() if item.label == label]
    return item.facts


def paths(source: str) -> set[str]:
    (surface,) = Surfaces(graph(source)).all()
    return {path for item in surface.items for path in item.paths if path != "demo"}


@pytest.mark.parametrize(
    ("source", "constructible", "all_public"),
    [
        ("pub struct S;", "yes", "yes"),
        ("pub struct S { pub a: u8 }", "yes", "yes"),
        ("pub struct S { pub a: u8, b: u8 }", "no", "no"),
        ("pub struct S(pub u8, u8);", "no", "no"),
        ("#[non_exhaustive] pub struct S { pub a: u8 }", "no", "yes"),
        ("pub struct S { pub a: u8, #[doc(hidden)] pub b: u8 }", "no", "yes"),
        ("pub struct S { pub a: u8, #[cfg(test)] b: u8 }", "yes", "yes"),
        ("pub struct S { pub a: u8, pub(crate) b: u8 }", "no", "no"),
    ],
)
def test_what_can_be_built_by_a_literal(source: str, constructible: str, all_public: str) -> None:
    found = facts(source, "demo::S")
    assert (found["constructible"], found["all_public"]) == (constructible, all_public)


@pytest.mark.parametrize(
    ("source", "exhaustive"),
    [
        ("pub enum E { A }", "yes"),
        ("#[non_exhaustive] pub enum E { A }", "no"),
        ("pub enum E { A, #[doc(hidden)] More }", "no"),
    ],
)
def test_what_can_be_matched_without_a_wildcard(source: str, exhaustive: str) -> None:
    assert facts(source, "demo::E")["exhaustive"] == exhaustive


@pytest.mark.parametrize(
    ("source", "sealed"),
    [
        ("pub trait T {}", "no"),
        ("mod p { pub trait Sealed {} }\npub trait T: p::Sealed {}", "yes"),
        ("mod p { pub trait Sealed {} }\npub use p::Sealed;\npub trait T: Sealed {}", "no"),
        ("mod p { pub trait Sealed {} impl<X> Sealed for X {} }\npub trait T: p::Sealed {}", "no"),
        ("mod p { pub trait Sealed {} }\npub trait Middle: p::Sealed {}\npub trait T: Middle {}", "yes"),
        ("mod p { pub trait Sealed {} }\npub trait T where Self: p::Sealed {}", "yes"),
        ("mod p { pub struct Token; }\npub trait T { fn f(&self, token: p::Token); }", "yes"),
        ("mod p { pub struct Token; }\npub trait T { fn f(&self, token: p::Token) {} }", "no"),
        ("pub struct Token;\npub trait T { fn f(&self, token: Token); }", "no"),
        ("pub trait T: Clone {}", "no"),
        ("pub trait T: Other {}\npub trait Other: T {}", "no"),
    ],
)
def test_what_users_cannot_implement(source: str, sealed: str) -> None:
    assert facts(source, "demo::T")["sealed"] == sealed


@pytest.mark.parametrize(
    ("body", "dyn"),
    [
        ("fn f(&self);", "yes"),
        ("fn f(self: Box<Self>);", "yes"),
        ("fn f();", "no"),
        ("fn f() where Self: Sized;", "yes"),
        ("fn f<T>(&self, t: T);", "no"),
        ("fn f<'a>(&self, t: &'a u8);", "yes"),
        ("fn f(&self) -> Self;", "no"),
        ("fn f(&self) -> Vec<Self>;", "no"),
        ("fn f(&self, other: &Self);", "no"),
        ("fn f(&self) -> impl Clone;", "no"),
        ("async fn f(&self);", "no"),
        ("const C: u8;", "no"),
        ("type A;", "yes"),
        ("type A<X>;", "no"),
        ("type A; fn f(&self) -> Self::A;", "yes"),
    ],
)
def test_what_can_be_made_an_object(body: str, dyn: str) -> None:
    assert facts(f"pub trait T {{ {body} }}", "demo::T")["dyn"] == dyn


@pytest.mark.parametrize(
    ("source", "dyn"),
    [
        ("pub trait T: Sized {}", "no"),
        ("pub trait T: Up {}\npub trait Up { fn f(); }", "no"),
        ("pub trait T: Up {}\npub trait Up { fn f(&self); }", "yes"),
        ("pub trait T: Up<Self> {}\npub trait Up<X> {}", "no"),
        ("pub trait T where Self: Sized {}", "no"),
    ],
)
def test_supertraits_count_for_objects(source: str, dyn: str) -> None:
    assert facts(source, "demo::T")["dyn"] == dyn


@pytest.mark.parametrize(
    ("ty", "found"),
    [
        ("Self", True),
        ("Vec<Self>", True),
        ("Self::Item", False),
        ("<Self as Iterator>::Item", False),
        ("fn(Self)", True),
        ("&'a [Self]", True),
        ("Selfish", False),
    ],
)
def test_where_self_stands_in_a_type(ty: str, found: bool) -> None:
    (item,) = extract(f"fn f(x: {ty}) {{}}".encode())[0].items
    assert mentions_self(item.params[0].ty) is found


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ("#[no_mangle]", "f"),
        ("#[unsafe(no_mangle)]", "f"),
        ('#[export_name = "x"]', "x"),
        ('#[unsafe(export_name = "x")]', "x"),
        ('#[export_name = "parser"]', "parser"),
        ('#[unsafe(export_name = r"#r")]', "#r"),
        ('#[export_name = r#"say "hr""#]', 'say "hr"'),
        ("#[inline]", ""),
    ],
)
def test_the_symbol_that_a_function_is_exported_by(attributes: str, name: str) -> None:
    (item,) = extract(f"{attributes} fn f() {{}}".encode())[0].items
    assert export_name(item) == name


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("mod a { pub fn f() {} }\npub use self::a::f as g;", {"demo::g"}),
        ("mod a { pub mod b { pub fn f() {} } }\npub use a::b;", {"demo::b", "demo::b::f"}),
        ("mod a { pub fn f() {} pub fn g() {} }\npub use a::{f, g as h};", {"demo::f", "demo::h"}),
        (
            "mod a { pub use self::b::*; mod b { pub use self::c::*; mod c { pub fn f() {} } } }\npub use a::*;",
            {"demo::f"},
        ),
        (
            "pub mod a { pub use super::b::*; }\npub mod b { pub use super::a::*; pub fn f() {} }",
            {"demo::a", "demo::b", "demo::b::f", "demo::a::f"},
        ),
        ("mod a { pub enum E { X } }\npub use a::E::X;", {"demo::X"}),
        ("mod a { pub(crate) fn f() {} }\npub use a::*;", set()),
        ("mod a { pub struct S; }\npub use a::S as _;", set()),
        ("#[cfg(any(test, doctest))] pub fn f() {}\n#[cfg(FALSE)] pub fn g() {}", set()),
        ("mod a { pub fn f() {} }\n#[cfg(all(test, unix))] pub use a::f;", set()),
        ("pub fn f() { pub fn inner() {} }", {"demo::f"}),
    ],
)
def test_paths_that_lead_to_an_item(source: str, wanted: set[str]) -> None:
    assert paths(source) == wanted


@pytest.mark.parametrize("top", ["pub trait T0 {}", "mod m { pub trait S {} } pub trait T0: m::S {}"])
def test_chains_of_supertraits_may_be_long(top: str) -> None:
    chain = "\n".join(f"pub trait T{n}: T{n - 1} {{}}" for n in range(1, 500))
    found = facts(f"{top}\n{chain}\npub trait T: T499 {{}}", "demo::T")
    assert (found["sealed"], found["dyn"]) == ("yes" if "S" in top else "no", "yes")


@pytest.mark.parametrize(("bottom", "dyn"), [("", "yes"), ("fn f<X>(&self);", "no")])
def test_many_ways_to_one_supertrait_are_gone_once(bottom: str, dyn: str) -> None:
    diamonds = "\n".join(
        f"pub trait A{n}: A{n - 1} + B{n - 1} {{}} pub trait B{n}: A{n - 1} {{}}" for n in range(1, 40)
    )
    source = f"pub trait A0 {{ {bottom} }} pub trait B0 {{}}\n{diamonds}\npub trait T: A39 + B39 {{}}"
    assert facts(source, "demo::T")["dyn"] == dyn


def test_supertraits_in_a_circle_are_sealed_by_any_of_them() -> None:
    source = "mod m { pub trait S {} } pub trait A: B {} pub trait B: A + m::S {} pub trait T: A {}"
    assert facts(source, "demo::T")["sealed"] == "yes"
    assert facts(source.replace(" + m::S", ""), "demo::T")["sealed"] == "no"
