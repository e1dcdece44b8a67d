"""What changed between two versions of one item, phrase by phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.details import return_text
from rgraph.diff.report import ChangeKind, Detail
from rgraph.parse.extract import extract

from .crates import change, report, words


def details(old: str, new: str, name: str) -> list[Detail]:
    return list(change(report(old, new), name).details)


def texts(old: str, new: str, name: str = "f") -> list[str]:
    return [detail.text for detail in details(old, new, name)]


# ---- functions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fn f(a: u8, b: u8) {}", "fn f(a: u8, c: u8) {}", ["parameter `b` is called `c`"]),
        (
            "fn f(a: u8, b: u8) {}",
            "fn f(b: u8, a: u8) {}",
            ["parameter `a` is called `b`", "parameter `b` is called `a`"],
        ),
        ("fn f(a: u8) {}", "fn f(b: u16) {}", ["parameter `b` is `u16`, was `u8`"]),
        ("fn f(a: u8) {}", "fn f() {}", ["parameter `a: u8` removed"]),
        (
            "enum T { A(u8) } fn f(T::A(x): T) {}",
            "enum T { A(u8) } fn f(T::A(_): &T) {}",
            ["parameter `T::A(_)` is `&T`, was `T`"],
        ),
        (
            "struct P { x: u8 } fn f(P { x: a }: P) {}",
            "struct P { x: u8 } fn f(P { x: b }: P) {}",
            ["parameter `P { x: a }` is called `P { x: b }`"],
        ),
        ("fn f(a: m::T) {}", "fn f(a: n::T) {}", ["parameter `a` is `n::T`, was `m::T`"]),
        (
            "fn f(a: u8, b: u8) {}",
            "fn f(b: u16, x: u8, y: u8) {}",
            [
                "parameter `a: u8` removed",
                "parameter `b` is `u16`, was `u8`",
                "parameter `x: u8` added",
                "parameter `y: u8` added",
            ],
        ),
        ("fn f() {}", "fn f() -> u8 { 1 }", ["returns `u8`, was `()`", "body"]),
        (
            "fn f() -> u8 { 1 }",
            "fn f() -> u16 where u8: Copy { 1 }",
            ["returns `u16`, was `u8`", "generics or bounds changed"],
        ),
        ("fn f() {}", "async fn f() {}", ["`async` now"]),
        ("const unsafe fn f() {}", "fn f() {}", ["no longer `const`", "no longer `unsafe`"]),
        ('extern "C" fn f() {}', "fn f() {}", ['no longer `extern "C"`']),
        ("fn f<T>(t: T) {}", "fn f<T: Clone>(t: T) {}", ["generics or bounds changed"]),
        ("fn f() {}", "fn f() { let x = 1; }", ["body"]),
    ],
)
def test_functions(old: str, new: str, told: list[str]) -> None:
    assert texts(old, new) == told
    assert {d.kind for d in details(old, new, "f")} <= {ChangeKind.SIGNATURE, ChangeKind.BODY}


METHOD = "pub struct S;\nimpl S {{ fn m({}) {{}} }}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("&self", "&mut self", "takes `&mut self`, was `&self`"),
        ("&self", "", "no longer takes `&self`"),
        ("", "self", "takes `self` now"),
        ("self", "self: Box<Self>", "takes `self: Box<Self>`, was `self`"),
    ],
)
def test_receivers(old: str, new: str, told: str) -> None:
    assert texts(METHOD.format(old), METHOD.format(new), "S::m") == [told]


@pytest.mark.parametrize(
    ("signature", "returned"),
    [
        ("fn f()", ""),
        ("fn f() -> u8", "u8"),
        ("fn f(g: fn(u8) -> u8) -> Vec<u8>", "Vec<u8>"),
        ("fn f<F: Fn(u8) -> u8>(g: F) -> Option<F>", "Option<F>"),
        ("fn f<T>(t: T) -> impl Iterator<Item = T> where T: Clone", "impl Iterator<Item = T>"),
        ("fn f() -> fn() -> u8", "fn() -> u8"),
        ("fn f<'a>(x: &'a str) -> &'a str", "&'a str"),
        ("fn f(g: impl Fn() -> u8)", ""),
        ("fn f() -> !", "!"),
        ("fn f() -> (u8, [u8; 3])", "(u8, [u8; 3])"),
    ],
)
def test_a_return_type_is_found_past_every_other_arrow(signature: str, returned: str) -> None:
    (item,) = extract(f"{signature} {{ loop {{}} }}".encode())[0].items
    assert return_text(item) == returned


TYPES = st.recursive(
    st.sampled_from(["u8", "String", "()", "T"]),
    lambda inner: (
        st.builds("Vec<{}>".format, inner)
        | st.builds("fn({0}) -> {0}".format, inner)
        | st.builds("({0}, {0})".format, inner)
    ),
    max_leaves=4,
)


@given(TYPES, TYPES)
def test_any_return_type_is_found_whatever_the_parameters_are(param: str, returned: str) -> None:
    (item,) = extract(f"fn f<T>(a: {param}) -> {returned} {{ loop {{}} }}".encode())[0].items
    wanted = returned
    assert return_text(item) == wanted or (returned == "()" and return_text(item) in {"", "()"})


# ---- declarations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "name", "told"),
    [
        ("const C: u8 = 1;", "const C: u8 = 2;", "C", ["value changed"]),
        ("const C: u8 = 1;", "const C: u16 = 1;", "C", ["type changed"]),
        ("static S: u8 = 1;", "static mut S: u8 = 1;", "S", ["`mut` now"]),
        ("type A = u8;", "type A = u16;", "A", ["type changed"]),
        ("struct S;", "struct S();", "S", ["unit form became tuple"]),
        ("trait T {}", "trait T: Clone {}", "T", ["supertraits changed"]),
        ("trait T {}", "unsafe trait T {}", "T", ["`unsafe` now"]),
        ("trait T { type A; }", "trait T { type A: Clone; }", "T::A", ["bounds changed"]),
        ("trait T { fn f(); }", "trait T { fn f() {} }", "T::f", ["default gained"]),
        ("trait T { fn f() {} }", "trait T { fn f(); }", "T::f", ["default removed"]),
        ("struct S<T> { t: T }", "struct S<T: Clone> { t: T }", "S", ["generics or bounds changed"]),
        ("macro_rules! m { () => {} }", "macro_rules! m { () => {}; (1) => {} }", "m!", ["arms changed (1 -> 2)"]),
        ("macro_rules! m { () => {} }", "macro_rules! m { () => { 1 } }", "m!", ["arms changed"]),
        ("mod m {}", "pub mod m {}", "m", ["visibility private -> `pub`"]),
    ],
)
def test_declarations(old: str, new: str, name: str, told: list[str]) -> None:
    assert texts(old, new, name) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("/// a\nfn f() {}", "/// b\nfn f() {}", "docs changed"),
        ("fn f() {}", "/// b\nfn f() {}", "docs added"),
        ("/// a\nfn f() {}", "fn f() {}", "docs removed"),
        ("#[inline]\nfn f() {}", "#[cold]\nfn f() {}", "lost `inline`"),
        ("#[derive(Clone)] struct f;", "#[derive(Copy)] struct f;", "derives +Copy, -Clone"),
    ],
)
def test_docs_and_attributes(old: str, new: str, told: str) -> None:
    assert told in texts(old, new)


def test_an_attribute_that_stands_twice_is_told_as_often() -> None:
    assert texts("fn f() {}", "#[cold]\n#[cold]\nfn f() {}") == ["gained `cold`", "gained `cold`"]


# ---- members --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("struct S { a: u8 }", "struct S { a: u16 }", ["private field `a`: type changed"]),
        ("struct S { a: u8 }", "struct S { pub a: u8 }", ["field `a`: visibility private -> `pub`"]),
        ("struct S { pub a: u8, b: u8 }", "struct S { b: u8 }", ["field `a` removed"]),
        ("enum S { V { a: u8 } }", "enum S { V { a: u8, b: u8 } }", ["variant `V`: field `b` added"]),
        ("struct S { a: u8, b: u8 }", "struct S { b: u8 }", ["private field `a` removed"]),
        ("struct S { /** x */ a: u8 }", "struct S { a: u8 }", ["private field `a`: docs removed"]),
        ("enum S { A, B }", "enum S { B }", ["variant `A` removed"]),
        ("enum S { A }", "enum S { A = 3 }", ["variant `A` = 3, was default"]),
        ("enum S { A(u8) }", "enum S { A { x: u8 } }", None),
        ("enum S { A }", "enum S { #[cold] A }", ["variant `A`: gained `cold`"]),
        ("union S { a: u8 }", "union S { a: u8, b: u16 }", ["private field `b` added"]),
    ],
)
def test_members_are_told_with_what_holds_them(old: str, new: str, told: list[str] | None) -> None:
    found = texts(old, new, "S")
    assert found == told if told is not None else any("form became" in text or "declaration" in text for text in found)
    assert len(report(old, new).changes) == 1


def test_a_renamed_field_is_known_by_its_type_and_place() -> None:
    found = texts("struct S { first: Vec<u8>, b: u8 }", "struct S { second: Vec<u8>, b: u8 }", "S")
    assert found in (
        ["private field `second`: renamed from `first`"],
        ["private field `first` removed", "private field `second` added"],
    )


def test_nothing_is_told_of_what_did_not_change() -> None:
    source = "/// doc\n#[derive(Clone)]\npub struct S<T> { pub a: T }\nimpl<T> S<T> { pub fn f(&self, x: u8) -> u8 { x } }\npub trait T { const C: u8 = 1; }\n"
    assert words(report(source, source.replace("\n", "\n\n"))) == set()


def test_what_a_body_does_with_its_self_is_no_change_of_the_signature() -> None:
    base = "pub struct S(u8);\nimpl S { pub fn f(%s) -> S { S(1) } }"
    assert not report(base % "self", base % "mut self").changes
    assert texts(base % "self", base % "&self", "S::f") == ["takes `&self`, was `self`"]


# ---- lifetimes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fn f(x: &S) -> S { loop {} }", "fn f(x: &'_ S) -> S<'_> { loop {} }"),
        ("fn f(x: &u8) -> W<S, u8> { loop {} }", "fn f(x: &u8) -> W<'_, S<'_>, u8> { loop {} }"),
        ("fn f(x: u8) {}", "fn f(mut x: u8) {}"),
    ],
    ids=["reference and path", "among arguments", "mut"],
)
def test_what_says_no_more_than_leaving_it_out_is_no_change(old: str, new: str) -> None:
    types = "pub struct S<'a>(&'a u8); pub struct W<'a, A, B>(&'a A, B); "
    assert not report(types + f"pub {old}", types + f"pub {new}").changes
    assert not report(types + f"pub {new}", types + f"pub {old}").changes


def test_a_lifetime_that_says_something_is_told() -> None:
    types = "pub struct S<'a>(&'a u8); "
    old, new = "pub fn f(x: &u8) -> S<'_> { loop {} }", "pub fn f(x: &u8) -> S<'static> { loop {} }"
    assert texts(types + old, types + new) == ["returns `S<'static>`, was `S<'_>`"]
    assert texts("pub fn f(x: &u8) -> impl Fn() {}", "pub fn f(x: &u8) -> impl Fn() + '_ {}")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("impl<'a> T for &'a [u8] {}", "impl T for &[u8] {}", True),
        ("impl<'a, X> T for W<'a, X> {}", "impl<X> T for W<'_, X> {}", True),
        ("impl<X, 'a> T for W<'a, X> {}", "impl<X> T for W<'_, X> {}", True),
        ("impl<'a> V<'a> for &'a u8 {}", "impl V<'_> for &u8 {}", False),
        ("impl<'a, X> T for W<'a, X> {}", "impl<X: Copy> T for W<'_, X> {}", False),
    ],
)
def test_a_name_for_a_lifetime_that_is_used_once_is_no_change_of_an_impl(old: str, new: str, same: bool) -> None:
    types = "pub trait T {} pub trait V<'a> {} pub struct W<'a, X>(&'a X); "
    assert (not report(types + old, types + new).changes) is same
