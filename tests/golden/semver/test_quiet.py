"""Changes that break nobody: no major finding, and nothing left undecided unless it says so."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

CASES = {
    "the item moves, the path stays": (
        "mod a { pub struct S { pub x: u8 } }\npub use a::S;\npub fn f(s: S) -> S { s }",
        "mod b { pub struct S { pub x: u8 } }\npub use b::S;\npub fn f(s: b::S) -> b::S { s }",
    ),
    "a type is renamed behind an alias": (
        "pub struct Old { pub x: u8, pub y: String }\npub fn f() -> Old { loop {} }",
        "pub struct New { pub x: u8, pub y: String }\npub type Old = New;\npub fn f() -> New { loop {} }",
    ),
    "impl Trait becomes a parameter": ("pub fn f(x: impl Clone) {}", "pub fn f<T: Clone>(x: T) {}"),
    "elided lifetimes are written": ("pub fn f(x: &str) -> &str { x }", "pub fn f<'a>(x: &'a str) -> &'a str { x }"),
    "lifetimes are renamed": (
        "pub struct S<'a>(pub &'a str);\nimpl<'a> S<'a> { pub fn f(&self) -> &'a str { self.0 } }",
        "pub struct S<'x>(pub &'x str);\nimpl<'y> S<'y> { pub fn f(&self) -> &'y str { self.0 } }",
    ),
    "bounds go to the where clause": (
        "pub fn f<T: Clone + Send>(t: T) {}",
        "pub fn f<T>(t: T) where T: Send + Clone {}",
    ),
    "bounds on associated types are written in place": (
        "pub fn f<I>(i: I) where I: Iterator, I::Item: Clone {}",
        "pub fn f<I: Iterator<Item: Clone>>(i: I) {}",
    ),
    "qualified and plain projections": (
        "pub fn f<I: Iterator>(i: I) -> I::Item { loop {} }",
        "pub fn f<I: Iterator>(i: I) -> <I as Iterator>::Item { loop {} }",
    ),
    "a derive becomes a manual impl": (
        "#[derive(Debug, Clone)]\npub struct S<T>(T);",
        "#[derive(Clone)]\npub struct S<T>(T);\nimpl<T: std::fmt::Debug> std::fmt::Debug for S<T> { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { loop {} } }",
    ),
    "an impl moves to another module": (
        "pub struct S;\nimpl Default for S { fn default() -> S { S } }\nmod a {}",
        "pub struct S;\nmod a { impl Default for crate::S { fn default() -> Self { crate::S } } }",
    ),
    "bounds of a returned impl grow": (
        "pub fn f() -> impl Iterator<Item = u8> { std::iter::empty() }",
        "pub fn f() -> impl Iterator<Item = u8> + Clone { std::iter::empty() }",
    ),
    "dyn bounds in another order": (
        "pub fn f(x: Box<dyn Fn(u8) -> u8 + Send + Sync>) {}",
        "pub fn f(x: Box<dyn Fn(u8) -> u8 + Sync + Send>) {}",
    ),
    "imports are spelled otherwise": (
        "use std::collections::HashMap as Map;\nuse std::fmt;\npub fn f(m: Map<u8, String>) -> fmt::Result { Ok(()) }",
        "pub fn f(m: std::collections::HashMap<u8, String>) -> core::fmt::Result { Ok(()) }",
    ),
    "a module that is called as a primitive is imported": (
        "use std::usize;\npub fn f(x: usize) -> usize { usize::MAX }",
        "pub fn f(x: usize) -> usize { usize::MAX }",
    ),
    "both alternatives of a cfg stay": (
        "#[cfg(windows)]\npub fn f() -> u8 { 1 }\n#[cfg(not(windows))]\npub fn f() -> u16 { 2 }",
        "#[cfg(not(windows))]\npub fn f() -> u16 { 3 }\n#[cfg(windows)]\npub fn f() -> u8 { 1 }",
    ),
    "a sealed trait grows": (
        "mod p { pub trait Sealed {} }\npub trait T: p::Sealed { fn a(&self); }",
        "mod p { pub trait Sealed {} }\npub trait T: p::Sealed + Send { fn a(&self); fn b(&self); }",
    ),
    "private items change": (
        "mod a { pub struct S { pub x: u8 } pub fn f(x: u8) {} pub trait T { fn a(); } }",
        "mod a { pub enum S { A } pub unsafe fn f() {} }",
    ),
    "hidden items change": (
        "#[doc(hidden)]\npub mod p { pub fn f(x: u8) {} pub struct S { pub x: u8 } }",
        "#[doc(hidden)]\npub mod p { pub fn f() {} }",
    ),
    "restricted fields change": ("pub struct S { pub(crate) x: u8 }", "pub struct S { pub(crate) y: u16, z: u8 }"),
    "an open struct and an open enum grow": (
        "#[non_exhaustive]\npub struct S { pub x: u8 }\n#[non_exhaustive]\npub enum E { A }",
        "#[non_exhaustive]\npub struct S { pub y: u8, pub x: u8 }\n#[non_exhaustive]\npub enum E { A, B }",
    ),
    "discriminants are written as they were": ("pub enum E { A, B, C }", "pub enum E { A = 0, B, C = 2 }"),
    "inherent impls are split and generic names differ": (
        "pub struct S<T>(T);\nimpl<T: Clone> S<T> { pub fn a(&self) -> T { loop {} } pub fn b(&self) {} }",
        "pub struct S<U>(U);\nimpl<V: Clone> S<V> { pub fn b(&self) {} }\nimpl<W> S<W> where W: Clone { pub fn a(&self) -> W { loop {} } }",
    ),
    "a method that no object has leaves objects alone": (
        "pub trait T { fn a(&self); }",
        "pub trait T { fn a(&self); fn b() -> Self where Self: Sized { loop {} } }",
    ),
    "raw identifiers": ("pub fn r#match(r#in: u8) {}", "pub fn r#match(other: u8) {}"),
    "a macro takes more": (
        "#[macro_export]\nmacro_rules! m { ($a:expr) => { $a }; }",
        "#[macro_export]\nmacro_rules! m { ($x:expr) => { $x }; ($x:expr, $($r:tt)*) => { $x }; }",
    ),
    "a glob gives way to names": (
        "mod a { pub struct S; pub fn f() {} }\npub use a::*;",
        "mod a { pub struct S; pub fn f() {} fn g() {} }\npub use a::{f, S};",
    ),
    "test code": ("#[cfg(test)]\npub mod tests { pub fn f() {} }", ""),
    "an item is made by a macro now": (
        "pub fn a() {}\npub fn b() {}",
        "macro_rules! make { ($($n:ident)*) => { $( pub fn $n() {} )* } }\nmake! { a b }",
    ),
    "associated types through Self": (
        "pub trait T { type A; fn f(&self) -> Self::A; }",
        "pub trait T { type A; fn f(&self) -> <Self as T>::A; }",
    ),
    "a default parameter is added to a trait": ("pub trait T { fn f(&self); }", "pub trait T<X = u8> { fn f(&self); }"),
    "a closure bound is loosened": ("pub fn f<G: Fn(u8) -> u8>(g: G) {}", "pub fn f<G: FnOnce(u8) -> u8>(g: G) {}"),
    "an impl parameter is loosened": ("pub fn f(g: impl Fn(u8) -> u8) {}", "pub fn f(g: impl FnOnce(u8) -> u8) {}"),
    "an alias of std is opened": (
        "use std::io;\npub fn f() -> Result<u8, io::Error> { Ok(1) }",
        "use std::io;\npub fn f() -> io::Result<u8> { Ok(1) }",
    ),
    "an item leaves a macro that gates it": (
        'macro_rules! cfg_x { ($($i:item)*) => { $( #[cfg(feature = "x")] $i )* } }\ncfg_x! { pub fn f() {} }',
        '#[cfg(feature = "x")]\npub fn f() {}',
    ),
    "an item is let go: hidden and deprecated": (
        "pub struct S;\nimpl S { pub fn f(&self) {} }\npub fn g() {}",
        "pub struct S;\nimpl S { #[deprecated] #[doc(hidden)] pub fn f(&self) {} }\n#[doc(hidden)]\n#[deprecated]\npub fn g() {}",
    ),
    "a supertrait that another brings": ("pub trait T: Ord {}", "pub trait T: Ord + Eq + PartialOrd {}"),
    "const and static in another spelling": (
        'pub const A: &str = "a";\npub static B: [u8; 2] = [1, 2];',
        'pub const A: &\'static str = "a";\npub static B: [u8; 2] = [1, 2, ];',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_breaks_nobody(name: str) -> None:
    old, new = CASES[name]
    found = check(graph_of({"src/lib.rs": old}), graph_of({"src/lib.rs": new}))
    assert not [(f.rule, f.message) for f in found.findings if f.level == "major"]
    assert not [(u.item, u.question) for u in found.undecided]


def test_programs_and_test_targets_have_no_api() -> None:
    toml = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
    old = {"Cargo.toml": toml, "src/main.rs": "pub fn f(x: u8) {}\nfn main() {}", "tests/t.rs": "pub fn g() {}"}
    new = {"Cargo.toml": toml, "src/main.rs": "fn main() {}", "tests/t.rs": ""}
    assert not check(graph_of(old), graph_of(new)).findings


@pytest.mark.parametrize(
    ("code", "more", "grown"),
    [
        ("mod p { pub trait Sealed {} } pub struct S; impl p::Sealed for S {}", "fn f() {}", set()),
        ("mod p { pub trait Sealed {} } pub struct S;", "impl p::Sealed for S {}", set()),
        ("pub trait Open {} pub struct S;", "impl Open for S {}", {"demo"}),
        ("pub struct S;", "impl Clone for S { fn clone(&self) -> S { S } }", {"demo"}),
    ],
)
def test_an_impl_of_a_trait_that_nobody_can_name_is_no_growth(code: str, more: str, grown: set[str]) -> None:
    manifest = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
    sides = [graph_of({"Cargo.toml": manifest, "src/lib.rs": text}) for text in (code, f"{code}\n{more}\n")]
    assert check(*sides).grown == grown


@pytest.mark.parametrize(
    ("old", "new", "edition", "rules"),
    [
        ("pub fn f(x: &Ex) {}", "pub fn f(x: &dyn Ex) {}", "2018", set()),
        ("pub fn f() -> Box<dyn Ex> { loop {} }", "pub fn f() -> Box<Ex> { loop {} }", "2015", set()),
        ("pub fn f(x: Box<std::fmt::Display>) {}", "pub fn f(x: Box<dyn std::fmt::Display>) {}", "2018", set()),
        ("pub fn f(x: &Ex) {}", "pub fn f(x: &Of) {}", "2018", {"parameter_type_changed"}),
        ("pub fn f<E: Ex>(x: E) -> E::Item { loop {} }", "pub fn f<T: Ex>(x: T) -> T::Item { loop {} }", "2018", set()),
    ],
)
def test_a_trait_without_its_dyn(old: str, new: str, edition: str, rules: set[str]) -> None:
    manifest = f'[package]\nname = "demo"\nversion = "0.1.0"\nedition = "{edition}"\n'
    traits = "pub trait Ex { type Item; }\npub trait Of {}\n"
    sides = [graph_of({"Cargo.toml": manifest, "src/lib.rs": traits + text}) for text in (old, new)]
    assert {found.rule for found in check(*sides).findings} == rules


HELPED = """\
#[macro_export] macro_rules! outer { () => { $crate::helper!() } }
#[macro_export] #[doc(hidden)] macro_rules! helper { () => {} }
"""


@pytest.mark.parametrize(("core", "rules"), [(HELPED, set()), (HELPED.splitlines()[0], {"macro_names_lost_item"})])
def test_what_a_re_exported_macro_names_is_of_the_crate_that_declares_it(core: str, rules: set[str]) -> None:
    def package(name: str, more: str = "") -> str:
        return f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2021"\n{more}'

    workspace = {"Cargo.toml": '[workspace]\nmembers = ["demo", "core"]\n'}
    old = {**workspace, "demo/Cargo.toml": package("demo"), "demo/src/lib.rs": HELPED}
    new = {
        **workspace,
        "demo/Cargo.toml": package("demo", '[dependencies]\ndemo_core = { path = "../core" }\n'),
        "demo/src/lib.rs": "pub use demo_core::outer;\n",
        "core/Cargo.toml": package("demo_core"),
        "core/src/lib.rs": core,
    }
    found = {each.rule for each in check(graph_of(old), graph_of(new)).findings}
    assert found - {"macro_removed"} == rules


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<P: ?Sized + N>(a: u8, x: &P, y: &P)", "<A: F, P1: ?Sized + N, P2: ?Sized + N>(a: A, x: &P1, y: &P2)"),
        ("<P: ?Sized + N>(x: Box<P>)", "<A: F, Q: ?Sized + N>(x: Box<Q>, a: A)"),
        ("<A: F, P: ?Sized + N>(a: A, x: &mut P)", "<Q: ?Sized + N>(a: u8, x: &mut Q)"),
    ],
)
def test_a_parameter_of_another_name_is_the_one_that_stands_at_its_place(old: str, new: str) -> None:
    traits = "pub trait N {}\npub trait F {}\nimpl F for u8 {}\n"
    sides = [graph_of({"src/lib.rs": f"{traits}pub fn f{text} {{}}"}) for text in (old, new)]
    rules = {found.rule for found in check(*sides).findings}
    assert "function_type_parameters_changed" in rules
    assert "bound_added" not in rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("impl<A, B> Clone for S<A, B> {}", "impl<A> Clone for S<A> {}", set()),
        ("impl<A, B> From<A> for S<A, B> {}", "impl<A> From<A> for S<A> {}", set()),
        ("impl<A, B> Clone for S<A, B> {}", "", {"trait_impl_removed"}),
        ("impl<A> Clone for S<A, u8> {}", "impl Clone for S<u8> {}", {"trait_impl_removed"}),
        ("impl<A, B> Clone for S<A, B> {}", "impl Clone for S<u8> {}", {"trait_impl_removed"}),
    ],
)
def test_a_type_that_takes_fewer_parameters_has_what_it_had_whatever_they_are(
    old: str, new: str, rules: set[str]
) -> None:
    types = "pub struct S<A, B>(pub A, pub B);\n", "pub struct S<A>(pub A, u8);\n"
    sides = [graph_of({"src/lib.rs": head + text}) for head, text in zip(types, (old, new), strict=True)]
    told = {found.rule for found in check(*sides).findings}
    assert "type_allows_fewer_parameters" in told
    assert told & {"trait_impl_removed"} == rules
