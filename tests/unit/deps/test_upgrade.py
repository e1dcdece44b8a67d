"""What lines feel of a package that moves: small versions of one crate, and code that uses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rgraph.cargo.manifest import parse_manifest
from rgraph.deps.beside.sides import CUT
from rgraph.deps.overlay.building import link_packages
from rgraph.deps.reach.asking import reaching
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.deps.upgrade.about import about
from rgraph.deps.upgrade.asking import depth_of, difference, fails, plan, targets
from rgraph.deps.upgrade.report import Depth, Effect, Upgrade
from rgraph.deps.upgrade.trees import trees
from rgraph.errors import ConfigError, RevisionError
from rgraph.render.upgrade import upgrade_text
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo
from tests.dsl.rustc import Judge, rustc_available

from .crates import packed, put_archive

MANIFEST = '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\none = "{version}"\n'
LOCK = """version = 3

[[package]]
name = "own"
version = "0.1.0"
dependencies = [
 "one",
]

[[package]]
name = "one"
version = "{version}"
source = "registry+https://github.com/rust-lang/crates.io-index"
"""


@dataclass(frozen=True)
class Case:
    """Two versions of the crate `one`, and code; what its lines feel: effect, item, lines. `compiles`: against the new
    version, as rustc says."""

    old: str
    new: str
    code: str
    felt: Sequence[tuple[Effect, str, list[int]]] = field(default_factory=list)
    compiles: bool = False
    instead: str = ""


B, M, D, V = Effect.BREAKS, Effect.MAY_BREAK, Effect.DEPRECATED, Effect.BEHAVES

CASES = {
    "a function that is gone": Case(
        "pub fn f() {}\npub fn g() {}", "pub fn g() {}", "pub fn a() {\n    one::f();\n    one::g();\n}",
        [(B, "one::f", [2])],
    ),
    "a function with one argument more": Case(
        "pub fn f(a: u8) { let _ = a; }", "pub fn f(a: u8, b: u8) { let _ = (a, b); }", "pub fn a() {\n    one::f(1);\n}",
        [(B, "one::f", [2])],
    ),
    "a function that takes more": Case(
        "pub fn f(a: &str) { let _ = a; }", "pub fn f(a: impl AsRef<str>) { let _ = a.as_ref(); }",
        'pub fn a() {\n    one::f("");\n}', compiles=True,
    ),
    "a function that takes what has another trait": Case(
        "pub fn f<T: Into<String>>(a: T, b: u8) { let _ = (a.into(), b); }", "pub fn f(a: impl Into<u64>, b: u8) { let _ = (a.into(), b); }",
        'pub fn a() {\n    one::f("", 1);\n}', [(M, "one::f", [2])],
    ),
    "a function that asks for less": Case(
        "pub fn f<T: Into<String> + Clone>(a: T) { let _ = a.clone().into(); }", "pub fn f<A>(a: A) where A: Into<String> { let _ = a.into(); }",
        'pub fn a() {\n    one::f("");\n}', compiles=True,
    ),
    "a result of another type": Case(
        "pub fn f() -> u8 { 1 }", "pub fn f() -> Option<u8> { None }", "pub fn a() -> u8 {\n    one::f()\n}",
        [(M, "one::f", [2])],
    ),
    "a result whose name alone is another": Case(
        "pub struct A;\npub fn f() -> A { A }", "pub struct B;\npub fn f() -> B { B }", "pub fn a() {\n    let _ = one::f();\n}",
        compiles=True,
    ),
    "a method that is gone, and one after it in a chain": Case(
        "pub struct S;\nimpl S { pub fn f(self) -> S { self }\n pub fn g(self) -> S { self } }",
        "pub struct S;\nimpl S { pub fn g(self) -> S { self } }",
        "pub fn a(s: one::S) {\n    let _ = s\n        .f()\n        .g();\n}", [(B, "one::S::f", [3])],
    ),
    "a method that is called on a field": Case(
        "#[derive(Default)]\npub struct S;\nimpl S { pub fn f(&self) {} }", "#[derive(Default)]\npub struct S;",
        "#[derive(Default)]\npub struct A {\n    s: one::S,\n}\nimpl A {\n    pub fn a(&self) {\n        self.s.f();\n    }\n}",
        [(B, "one::S::f", [7])],
    ),
    "an item that moved, imported": Case(
        "pub struct S;\npub fn f() -> S { S }", "pub mod m { pub struct S; }\npub fn f() -> m::S { m::S }",
        "use one::S;\npub fn a() -> S {\n    one::f()\n}", [(B, "one::S", [1, 2])], instead="`one::m::S`",
    ),
    "an item that moved and is re-exported": Case(
        "pub struct S;\npub fn f() -> S { S }", "mod m { pub struct S; }\npub use m::S;\npub fn f() -> S { S }",
        "use one::S;\npub fn a() -> S {\n    one::f()\n}", compiles=True,
    ),
    "a path that was a re-export": Case(
        "pub mod m { pub struct S; }\npub use m::S;", "pub mod m { pub struct S; }",
        "pub fn a(s: one::S) {\n    let _ = s;\n}", [(B, "one::S", [1])], instead="`one::m::S`",
    ),
    "an item that is not public any more": Case(
        "pub struct S;", "pub(crate) struct S;\npub fn f() { let _ = S; }", "pub fn a(_: one::S) {}", [(B, "one::S", [1])],
    ),
    "a variant with other fields, and what a pattern takes out of it": Case(
        "pub enum E { A(u8), B }", "pub enum E { A { a: u8 }, B }",
        "pub fn a(e: one::E) -> u8 {\n    match e {\n        one::E::A(n) => {\n            n + 1\n        }\n        one::E::B => 0,\n    }\n}",
        [(B, "one::E::A", [3, 4])],
    ),
    "a variant with a field of another type": Case(
        "pub enum E { A(u8) }", "pub enum E { A(u16) }", "pub fn a(e: one::E) -> u8 {\n    let one::E::A(n) = e;\n    n\n}",
        [(M, "one::E::A", [2, 3])],
    ),
    "a field of a type that the import lacks": Case(
        "pub enum E { A(u8), B(u8) }", "pub enum L { One }\npub enum E { A(L), B(L) }",
        "use one::E;\npub fn a(e: E) -> bool {\n    matches!(e, E::A(1))\n}\npub mod m {\n    use one::E;\n    pub fn b(e: E) -> bool {\n        matches!(e, E::B(_))\n    }\n}",
        [(M, "one::E::A", [3]), (M, "one::E::B", [8]), (M, "one::L", [1])],
    ),
    "a match whose last arm is long": Case(
        "pub enum E { A, B }", "pub enum E { A, B, C }",
        "pub fn a(e: one::E) -> u8 {\n    match e {\n        one::E::A => 1,\n        one::E::B => {\n            let x = 1;\n            x + 2\n        }\n    }\n}",
        [(B, "one::E", [6])],
    ),
    "a match that lacks a variant": Case(
        "pub enum E { A, B }", "pub enum E { A, B, C }",
        "pub fn a(e: one::E) -> u8 {\n    match e {\n        one::E::A => 1,\n        one::E::B => 2,\n    }\n}", [(B, "one::E", [4])],
    ),
    "a match that takes whatever is left": Case(
        "pub enum E { A, B }", "pub enum E { A, B, C }",
        "pub fn a(e: one::E) -> u8 {\n    match e {\n        one::E::A => 1,\n        _ => 2,\n    }\n}", compiles=True,
    ),
    "a match on what was not exhaustive": Case(
        "#[non_exhaustive]\npub enum E { A, B }", "#[non_exhaustive]\npub enum E { A, B, C }",
        "pub fn a(e: one::E) -> u8 {\n    match e {\n        one::E::A => 1,\n        other => {\n            let _ = other;\n            2\n        }\n    }\n}",
        compiles=True,
    ),
    "a lifetime that is gone": Case(
        "pub struct S<'a>(pub &'a str);", "pub struct S(pub String);", "pub fn a(_: one::S<'_>) {}\npub fn b(_: &one::S) {}",
        [(B, "one::S", [1])],
    ),
    "a trait that asks for more": Case(
        "pub trait T { fn f(&self); }", "pub trait T { fn f(&self);\n fn g(&self); }",
        "pub struct A;\nimpl one::T for A {\n    fn f(&self) {}\n}", [(B, "one::T", [2])],
    ),
    "a trait that gives more": Case(
        "pub trait T { fn f(&self); }", "pub trait T { fn f(&self);\n fn g(&self) {} }",
        "pub struct A;\nimpl one::T for A {\n    fn f(&self) {}\n}", compiles=True,
    ),
    "a method of a trait with other parameters": Case(
        "pub trait T { fn f(&self, a: u8); }", "pub trait T { fn f(&self, a: u16); }",
        "pub struct A;\nimpl one::T for A {\n    fn f(&self, _: u8) {}\n}", [(B, "one::T::f", [3])],
    ),
    "what is deprecated": Case(
        "pub fn f() {}", '#[deprecated(note = "use g")]\npub fn f() {}\npub fn g() {}', "pub fn a() {\n    one::f();\n}",
        [(D, "one::f", [2])], compiles=True, instead="use g",
    ),
    "what was deprecated and is gone": Case(
        '#[deprecated(note = "use g")]\npub fn f() {}\npub fn g() {}', "pub fn g() {}",
        "#[allow(deprecated)]\npub fn a() {\n    one::f();\n}", [(B, "one::f", [3])], instead="use g",
    ),
    "the same code by another name": Case(
        "pub fn f(a: u8) -> u8 { a + 41 }", "pub fn g(a: u8) -> u8 { a + 41 }", "pub fn a() -> u8 {\n    one::f(1)\n}",
        [(B, "one::f", [2])], instead="`one::g`",
    ),
    "a function that is unsafe now": Case(
        "pub fn f() {}", "pub unsafe fn f() {}", "pub fn a() {\n    one::f();\n}", [(B, "one::f", [2])],
    ),
    "a function that is no longer unsafe": Case(
        "pub unsafe fn f() {}", "pub fn f() {}", "pub fn a() {\n    unsafe { one::f() };\n}", compiles=True,
    ),
    "a method of a trait that is no longer unsafe": Case(
        "pub trait T { unsafe fn f(&self); }", "pub trait T { fn f(&self); }",
        "pub struct A;\nimpl one::T for A {\n    unsafe fn f(&self) {}\n}", [(B, "one::T::f", [3])],
    ),
    "a macro that asks for some variants": Case(
        "pub enum E { A, B, C }", "pub enum E { A, B, C, D }",
        "pub fn a(e: one::E) -> bool {\n    matches!(e, one::E::A | one::E::B)\n}", compiles=True,
    ),
    "a body that is another": Case("pub fn f() -> u8 { 1 }", "pub fn f() -> u8 { 2 }", "pub fn a() -> u8 {\n    one::f()\n}", compiles=True),
    "what nobody uses": Case("pub fn f() {}\npub fn g() {}", "pub fn g() {}", "pub fn a() {\n    one::g();\n}", compiles=True),
    "a macro that makes less": Case(
        "#[macro_export]\nmacro_rules! make { ($n:ident) => { pub struct $n; impl Clone for $n { fn clone(&self) -> Self { $n } } } }",
        "#[macro_export]\nmacro_rules! make { ($n:ident) => { pub struct $n; } }",
        "one::make!(A);\npub fn a(a: &A) -> A {\n    a.clone()\n}", [(M, "one::make", [1])],
    ),
    "a member of a trait's impl that is written otherwise": Case(
        "pub struct S;\nimpl std::fmt::Display for S {\n fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> { f.write_str(\"\") } }",
        "pub struct S;\nimpl std::fmt::Display for S {\n fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(\"\") } }",
        "use std::fmt::Display;\npub fn a(s: one::S, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {\n    s.fmt(f)\n}",
        compiles=True,
    ),
    "a member of an impl of a trait that is another one": Case(
        "pub trait T { fn f(&self) -> u8; }\npub struct S;\nimpl T for S { fn f(&self) -> u8 { 1 } }",
        "pub trait T { fn f(&self) -> Option<u8>; }\npub struct S;\nimpl T for S { fn f(&self) -> Option<u8> { None } }",
        "use one::T;\npub fn a(s: one::S) -> u8 {\n    s.f()\n}", [(M, "one::S::f", [3])],
    ),
    "a member of the code's own of the same name on the line": Case(
        "pub enum E { A { a: u8 } }", "pub enum E { A { a: u8 } }",
        "pub enum Own {\n    A(u8),\n}\npub fn a(own: Own) -> one::E {\n    match own {\n        Own::A(a) => one::E::A { a },\n    }\n}",
        compiles=True,
    ),
    "a name that another on the line has too": Case(
        "pub enum E { A, B }", "pub enum E { B }",
        "pub enum Own {\n    A,\n}\npub fn a(own: Own) -> one::E {\n    match own {\n        Own::A => one::E::A,\n    }\n}",
        [(B, "one::E::A", [6])],
    ),
    "an import by another name, on lines without the item's": Case(
        "pub fn f() {}", "pub fn f(_: u8) {}",
        "use one::f as g;\npub fn a() {\n    let of = 1;\n    let _ = of;\n    g();\n}", [(B, "one::f", [5])],
    ),
    "a function that is private now": Case(
        "pub fn f() {}", "fn f() {}\npub fn g() { f() }", "pub fn a() {\n    one::f();\n}", [(B, "one::f", [2])],
    ),
    "a method that is private now": Case(
        "pub struct S;\nimpl S { pub fn f(&self) {} }", "pub struct S;\nimpl S { fn f(&self) {}\n pub fn g(&self) { self.f() } }",
        "pub fn a(s: &one::S) {\n    s.f();\n    one::S::f(s);\n}", [(B, "one::S::f", [2, 3])],
    ),
    "a field that is private now": Case(
        "pub struct S { pub a: u8 }", "pub struct S { a: u8 }\nimpl S { pub fn g(&self) -> u8 { self.a } }",
        "pub fn a(s: &one::S) -> u8 {\n    s.a\n}", [(B, "one::S.a", [2])],
    ),
    "a method that a trait has now": Case(
        "pub struct S;\nimpl S { pub fn f(&self) {} }\npub trait T {}",
        "pub struct S;\npub trait T { fn f(&self); }\nimpl T for S { fn f(&self) {} }",
        "#[allow(unused_imports)]\nuse one::T;\npub fn a(s: &one::S) {\n    s.f();\n}", compiles=True,
    ),
    "a function under opposite predicates": Case(
        "#[cfg(unix)]\npub fn f() {}\n#[cfg(not(unix))]\npub fn f() {}",
        "#[cfg(unix)]\npub fn f(_: u8) {}\n#[cfg(not(unix))]\npub fn f(_: u8) {}",
        "pub fn a() {\n    one::f();\n}", [(B, "one::f", [2])],
    ),
    "an item that a macro of the package makes": Case(
        "macro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn f() {} } } }\nmake!(S);",
        "macro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn f(_: u8) {} } } }\nmake!(S);",
        "pub fn a() {\n    one::S::f();\n}", [(B, "one::S::f", [2])],
    ),
    "a method of a trait, called by the trait's path": Case(
        "pub trait T { fn f(&self) {} }\nimpl T for u8 {}", "pub trait T { fn f(&self, _: u8) {} }\nimpl T for u8 {}",
        "use one::T;\npub fn a() {\n    T::f(&1u8);\n    <u8 as one::T>::f(&1);\n    1u8.f();\n}", [(B, "one::T::f", [3, 4, 5])],
    ),
    "a prelude": Case(
        "pub mod prelude { pub use crate::S; }\npub struct S;\nimpl S { pub fn f() {} }",
        "pub mod prelude { pub use crate::m::S; }\nmod m { pub struct S;\n impl S { pub fn f(_: u8) {} } }",
        "use one::prelude::*;\npub fn a() {\n    S::f();\n}", [(B, "one::S::f", [3])],
    ),
    "a type that is declared privately, by another name outside": Case(
        "mod m { pub struct Inner;\n impl Inner { pub fn f() {} } }\npub use self::m::Inner as Outer;",
        "mod m { pub struct Inner;\n impl Inner { pub fn f(_: u8) {} } }\npub use self::m::Inner as Outer;",
        "pub fn a() {\n    one::Outer::f();\n}", [(B, "one::Outer::f", [2])],
    ),
    "generics, of which one is no more": Case(
        "pub struct S<A, B>(pub A, pub B);", "pub struct S<A>(pub A);", "pub type X = one::S<u8, u8>;",
        [(B, "one::S", [1])],
    ),
    "a macro that is called by another name": Case(
        "#[macro_export]\nmacro_rules! make { ($n:ident) => { pub struct $n; impl Clone for $n { fn clone(&self) -> Self { $n } } } }",
        "#[macro_export]\nmacro_rules! make { ($n:ident) => { pub struct $n; } }",
        "use one::make as mk;\nmk!(A);\npub fn a(a: &A) -> A {\n    a.clone()\n}", [(M, "one::make", [2])],
    ),
}  # fmt: skip


@pytest.fixture
def tier(tmp_path: Path) -> ColdTier:
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")


def publish(tmp_path: Path, version: str, text: str, more: str = "", name: str = "one") -> None:
    manifest = f'[package]\nname = "{name}"\nversion = "{version}"\nedition = "2021"\n{more}'
    archive = packed(f"{name}-{version}", {"Cargo.toml": manifest, "src/lib.rs": text + "\n"})
    put_archive(tmp_path / "cargo", name, version, archive)


def asked(tmp_path: Path, case: Case) -> Session:
    publish(tmp_path, "1.0.0", case.old)
    publish(tmp_path, "2.0.0", case.new)
    repo = Repo(tmp_path / "repo")
    repo.commit(
        {"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": LOCK.format(version="1.0.0"), "src/lib.rs": case.code}
    )
    return open_session(str(repo.path))


def lines_of(found: Upgrade) -> list[tuple[Effect, str, list[int]]]:
    return [(felt.effect, felt.item, sorted({site.line for site in felt.sites})) for felt in found.felt]


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_lines_feel(tmp_path: Path, tier: ColdTier, name: str) -> None:
    case = CASES[name]
    found = plan(asked(tmp_path, case), tier, "HEAD", {"one": "2"})
    assert lines_of(found) == list(case.felt)
    assert not case.instead or case.instead in {felt.instead for felt in found.felt}


CRATES = [
    ("--edition", "2021", "--crate-name", "one", "one.rs"),
    ("--edition", "2021", "--crate-name", "own", "--extern", "one=libone.rmeta", "own.rs"),
]


@pytest.mark.skipif(not rustc_available(), reason="rustc is not here")
@pytest.mark.parametrize("name", sorted(CASES))
def test_the_compiler_says_so_too(name: str, judge: Judge) -> None:
    case = CASES[name]
    refused = [judge.refusal({"one.rs": library, "own.rs": case.code}, CRATES) for library in (case.old, case.new)]
    assert not refused[0], refused[0]
    assert (not refused[1]) is case.compiles, refused[1]


def test_a_body_that_is_another_is_told_on_request(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, CASES["a body that is another"])
    found = plan(session, tier, "HEAD", {"one": "2"}, depth=Depth.CALLEE)
    assert lines_of(found) == [(Effect.BEHAVES, "one::f", [2])]


DERIVED = """pub struct B;
impl B {
    pub fn gone(self) -> B { self }
    pub fn other(self, n: u8) -> B { self }
    pub fn same(self, n: u8) -> B { self }
    pub fn one_of_two(self) -> B { self }
}
pub struct C;
impl C { pub fn one_of_two(self) -> C { self } pub fn went(self) {} }
pub trait D {}
#[proc_macro_derive(D, attributes(d))]
pub fn derive_d(input: TokenStream) -> TokenStream { input }
"""


def test_methods_that_attributes_of_derives_name_are_looked_at(tmp_path: Path, tier: ColdTier) -> None:
    new = DERIVED.replace("pub fn gone(self) -> B { self }", "").replace(
        "other(self, n: u8)", "other(self, n: u8, m: u8)"
    )
    new = new.replace("pub struct C;", "pub struct E;").replace("impl C {", "impl E {").replace("fn went", "fn came")
    new = new.replace("pub fn one_of_two(self) -> B", "pub fn one_of_two(self, n: u8) -> B")
    code = """#[derive(one::D)]
#[d(gone = 1, same(2), one_of_two(3), nothing = 4)]
pub struct S {
    #[d(
        same(other(1)),
        other("gone(1)"), // gone(1)
        went(1)
    )]
    f: u8,
    #[e(gone(1))]
    g: u8,
}
"""
    found = plan(asked(tmp_path, Case(DERIVED, new, code)), tier, "HEAD", {"one": "2"})
    assert lines_of(found) == [(B, "one::B::gone", [2]), (B, "one::B::other", [6]), (B, "one::C::went", [7])]


DEEP = """pub struct S;
pub trait T { fn t(&self) { given() } }
impl T for S {}
impl T for u8 { fn t(&self) { own() } }
pub fn own() {}
pub fn given() { KEPT }
pub fn far() { near() }
fn near() { last() }
fn last() { KEPT }
impl Drop for S { fn drop(&mut self) { last() } }
pub fn same() { kept(); far as fn(); }
fn kept() {}
"""


def test_a_body_behind_what_is_called_is_told_on_request(tmp_path: Path, tier: ColdTier) -> None:
    code = "use one::T;\npub fn a() {\n    one::far();\n    one::own();\n    one::S.t();\n    1u8.t();\n    one::given();\n}"
    session = asked(tmp_path, Case(DEEP.replace("KEPT", ""), DEEP.replace("KEPT", "let _ = 1;"), code))
    assert lines_of(plan(session, tier, "HEAD", {"one": "2"}, depth=Depth.CALLEE)) == [(V, "one::given", [7])]
    found = plan(session, tier, "HEAD", {"one": "2"}, depth=Depth.BEHIND)
    assert lines_of(found) == [(V, "one::T::t", [5]), (V, "one::far", [3]), (V, "one::given", [7])]
    assert [felt.what for felt in found.felt] == [
        "behind it, the body of `one::given` changed", "behind it, the body of `one::last` changed", "its body changed"
    ]  # fmt: skip


def test_all_that_an_api_says_otherwise_is_told_on_request_what_is_used_here_first(
    tmp_path: Path, tier: ColdTier
) -> None:
    old = "#[derive(Clone)]\npub struct S;\npub fn f() -> S { S }\npub fn g() {}"
    code = "pub fn a(_: &one::S) {\n    one::f();\n}"
    session = asked(tmp_path, Case(old, "pub struct S;\npub fn f() -> S { S }\npub fn h() {}", code))
    found = plan(session, tier, "HEAD", {"one": "2"}, whole=True)
    (api,) = found.apis
    told = [(each.finding.rule, each.finding.item, [site.line for site in each.sites]) for each in api.findings]
    assert told == [("derive_removed", "one::S", [1]), ("function_removed", "one::g", [])]
    assert (api.needed, api.made, api.added_paths, api.removed_paths) == ("major", "major", ("one::h",), ("one::g",))
    assert found.felt == (), "what lines feel stays what it is"
    assert "the API of one 1.0.0 -> 2.0.0: 2 major; 1 on what is used here" in upgrade_text(found)
    assert plan(session, tier, "HEAD", {"one": "2"}).apis == ()


BROKEN = "pub fn g() {}\npub mod m {\npub fn f() {}\n"
"""A file whose open bracket may hide what stood in it."""
WHOLE = "pub fn f() {}\npub fn g() {}\npub fn h() {}"


@pytest.mark.parametrize(("old", "new", "version"), [(WHOLE, BROKEN, "2.0.0"), (BROKEN, WHOLE, "1.0.0")])
def test_a_file_with_syntax_errors_is_compared_as_if_it_had_not_changed(
    tmp_path: Path, tier: ColdTier, old: str, new: str, version: str
) -> None:
    session = asked(tmp_path, Case(old, new, "pub fn a() {\n    one::f();\n    one::g();\n}"))
    found = plan(session, tier, "HEAD", {"one": "2"}, whole=True)
    assert found.felt == ()
    (note,) = (note for note in found.notes if "src/lib.rs" in note)
    assert f"syntax error that may hide items (one@{version}), so what changed in the file is not judged" in note
    (api,) = found.apis
    assert api.findings == ()
    assert [each.question for each in api.undecided] == [note]


def test_a_syntax_error_in_a_body_of_a_package_costs_nothing(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, Case(WHOLE, "pub fn g() { let = ; }\npub fn h() {}", "pub fn a() {\n    one::f();\n}"))
    found = plan(session, tier, "HEAD", {"one": "2"})
    assert lines_of(found) == [(Effect.BREAKS, "one::f", [2])]
    assert not [note for note in found.notes if "syntax" in note]


def test_a_move_that_was_made_tells_what_was_adapted(tmp_path: Path, tier: ColdTier) -> None:
    old = "pub fn f() {}\npub fn g() {}\npub fn h() {}"
    publish(tmp_path, "1.0.0", old)
    publish(tmp_path, "2.0.0", '#[deprecated(note = "no")]\npub fn g() {}\npub fn h(_: u8) {}')
    repo = Repo(tmp_path / "repo")
    code = "pub fn a() {\n    one::f();\n    one::g();\n    one::h();\n}\n"
    files = {"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": LOCK.format(version="1.0.0"), "src/lib.rs": code}
    repo.commit(files)
    repo.commit(
        {
            "Cargo.toml": MANIFEST.format(version=2),
            "Cargo.lock": LOCK.format(version="2.0.0"),
            "src/lib.rs": "// moved\n" + code.replace("    one::f();\n", "").replace("h()", "h(1)"),
        }
    )
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert [(f.item, sorted(s.line for s in f.sites), f.adapted) for f in found.felt] == [
        ("one::f", [], 1),
        ("one::h", [], 1),
        ("one::g", [3], 0),
    ]
    assert [(str(move.old), str(move.new)) for move in found.moves] == [("one@1.0.0", "one@2.0.0")]
    assert not fails(found, "breaks") and fails(found, "deprecated")


def test_lines_that_an_import_or_an_arm_elsewhere_adapted_are_not_left_behind(tmp_path: Path, tier: ColdTier) -> None:
    one, two = "pub trait T {{ fn f(&self) {{}} }}\nimpl T for crate::S {{}}", "pub struct S;\npub enum E { A, B"
    publish(tmp_path, "1.0.0", two + " }\npub mod m { " + one.format() + " }")
    publish(tmp_path, "2.0.0", two + ", C }\npub mod n { " + one.format() + " }")
    code = (
        "use one::m::T;\nuse one::E;\npub fn a(s: one::S) {\n    s.f();\n}\npub fn b(e: E) {\n    match e {\n"
        "        E::A => {}\n        E::B => {}\n    }\n}\npub fn c(e: E) {\n    match e {\n        E::A | E::B => {}\n    }\n}\n"
    )
    later = code.replace("one::m", "one::n").replace("E::A =>", "E::C => {}\n        E::A =>")
    repo = Repo(tmp_path / "repo")
    for version, text in (("1.0.0", code), ("2.0.0", later)):
        lock, manifest = LOCK.format(version=version), MANIFEST.format(version=version)
        repo.commit({"Cargo.toml": manifest, "Cargo.lock": lock, "src/lib.rs": text})
    session = open_session(str(repo.path))
    assert lines_of(plan(session, tier, "HEAD~1", {"one": "2"})) == [
        (B, "one::E", [9, 14]), (B, "one::m::T", [1]), (B, "one::m::T::f", [4])
    ]  # fmt: skip
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert [(effect, item, lines) for effect, item, lines in lines_of(found) if lines] == [(B, "one::E", [15])]


def test_a_match_that_moved_to_another_function_with_its_new_arm_is_not_left_behind(
    tmp_path: Path, tier: ColdTier
) -> None:
    publish(tmp_path, "1.0.0", "pub enum E { A, B }")
    publish(tmp_path, "2.0.0", "pub enum E { A, B, C }")
    code = "use one::E;\npub fn a(e: E) {\n    match e {\n        E::A => {}\n        E::B => {}\n    }\n}\n"
    later = "use one::E;\npub fn a(e: E) {\n    b(e);\n}\n" + code.partition("\n")[2].replace("fn a", "fn b").replace(
        "        E::A", "        E::C => {}\n        E::A"
    )
    repo = Repo(tmp_path / "repo")
    for version, text in (("1.0.0", code), ("2.0.0", later)):
        lock, manifest = LOCK.format(version=version), MANIFEST.format(version=version)
        repo.commit({"Cargo.toml": manifest, "Cargo.lock": lock, "src/lib.rs": text})
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert [(felt.item, felt.sites, felt.adapted) for felt in found.felt] == [("one::E", (), 1)]


def test_what_cannot_be_compared_is_no_bare_nothing(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, Case("", "", "pub fn a() {\n    one::f();\n}"))
    for version in ("1.0.0", "2.0.0"):
        publish(tmp_path, version, "pub use two::f;", '[dependencies]\ntwo = "1"\n')
    found = plan(session, tier, "HEAD", {"one": "2"})
    assert (found.felt, found.untold) == ((), 1)
    assert "nothing that could be judged is seen to break; 1 reference to changed packages checked, " in upgrade_text(
        found
    )
    assert list(found.notes) == ["1 reference through one@1.0.0 not judged: `two::f` cannot be seen"]


def test_manifests_are_told_in_one_sentence_a_package() -> None:
    old = parse_manifest(
        b'[package]\nname = "x"\nversion = "1.0.0"\nlicense = "MIT"\n[features]\ndefault = ["a"]\na = []\n'
    )
    new = parse_manifest(
        b'[package]\nname = "x"\nversion = "2.0.0"\nrust-version = "1.60"\n[features]\ndefault = ["b"]\nb = []\n'
    )
    promises = "x: licence MIT -> (none); rust-version (none) -> 1.60"
    assert about("x", old, new, is_direct=False) == promises
    assert about("x", old, new) == (
        f"{promises}; gone features a; new features b; on by default b; no longer on by default a"
    )
    assert about("x", new, new) == ""


def test_a_move_to_an_older_version_says_so(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, CASES["what nobody uses"])
    publish(tmp_path, "0.9.0", "pub fn g() {}")
    assert plan(session, tier, "HEAD", {"one": "0.9"}).notes == ("one@0.9.0 is older than 1.0.0, which is used here",)
    assert not plan(session, tier, "HEAD", {"one": "2"}).notes


def test_what_is_not_there(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, CASES["what nobody uses"])
    with pytest.raises(ConfigError, match="no package 'two' is locked here"):
        plan(session, tier, "HEAD", {"two": "2"})
    with pytest.raises(ConfigError, match=r"no source of one 3 is available \(available versions: 1\.0\.0, 2\.0\.0\)"):
        plan(session, tier, "HEAD", {"one": "3"})
    with pytest.raises(ConfigError, match=r"one is at 1\.0\.0 already"):
        plan(session, tier, "HEAD", {"one": "1"})
    with pytest.raises(ConfigError, match="no version is given for two"):
        targets(["one", "2", "two"])
    with pytest.raises(ConfigError, match="two is given twice"):
        targets(["two", "2", "two", "3"])
    with pytest.raises(RevisionError, match="HEAD has no parent"):
        trees(session.repository, "HEAD")
    with pytest.raises(ConfigError, match="no such effect"):
        fails(plan(session, tier, "HEAD", {"one": "2"}), "breaking")


def test_the_start_of_a_version_means_the_highest_that_begins_so(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, CASES["what nobody uses"])
    for version in ("1.5.0", "1.5.3", "1.50.0", *(f"3.{minor}.0" for minor in range(9))):
        publish(tmp_path, version, "pub fn g() {}")
    wanted = ("1.5", "1", "1.5.0", ">=1.5, <1.6")
    news = [str(plan(session, tier, "HEAD", {"one": each}).moves[0].new) for each in wanted]
    assert news == ["one@1.5.3", "one@1.50.0", "one@1.5.0", "one@1.5.3"]
    with pytest.raises(
        ConfigError, match=r"1\.5\.1 is available \(available versions: 1\.0\.0, 1\.5\.0, 1\.5\.3, 1\.50\.0 and 10 more"
    ):
        plan(session, tier, "HEAD", {"one": "1.5.1"})
    with pytest.raises(ConfigError, match=r"versions: 3\.1\.0, 3\.2\.0, 3\.3\.0, .*3\.8\.0 and 6 more\)"):
        plan(session, tier, "HEAD", {"one": "3.9"})


def locked(*versions: str, own: str) -> str:
    """A lock file with several versions of `one`; `own` is what the package here needs."""
    head = LOCK.partition('[[package]]\nname = "one"')
    each = (head[1] + head[2].format(version=version) for version in versions)
    return head[0].replace(' "one",\n', f" {own},\n" if own else "") + "\n".join(each)


def moved_between(tmp_path: Path, before: str, after: str) -> list[tuple[str, str]]:
    """Which packages move between two lock files."""
    repo = Repo(tmp_path / "repo")
    for lock in (before, after):
        repo.commit({"Cargo.toml": MANIFEST.format(version=">0"), "Cargo.lock": lock, "src/lib.rs": ""})
    session = open_session(str(repo.path))
    tier = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")
    found = difference(session, tier, trees(session.repository, "HEAD"))
    return [(str(move.old), str(move.new)) for move in found.moves]


def test_a_version_that_others_need_too_stays_where_the_code_moves_on(tmp_path: Path, tier: ColdTier) -> None:
    """`one` 1.0.0 is there before and after, for a dependency: it is the code here that goes from it to 2.0.0."""
    publish(tmp_path, "1.0.0", "pub fn f() {}")
    publish(tmp_path, "2.0.0", "pub fn g() {}")
    repo = Repo(tmp_path / "repo")
    code = "pub fn a() {\n    one::f();\n}\n"
    before, after = locked("1.0.0", own='"one"'), locked("1.0.0", "2.0.0", own='"one 2.0.0"')
    repo.commit({"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": before, "src/lib.rs": code})
    repo.commit({"Cargo.toml": MANIFEST.format(version=2), "Cargo.lock": after})
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert [(str(move.old), str(move.new)) for move in found.moves] == [("one@1.0.0", "one@2.0.0")]
    assert lines_of(found) == [(Effect.BREAKS, "one::f", [2])]


def test_of_several_versions_the_nearest_are_paired_by_precedence(tmp_path: Path) -> None:
    before = locked("0.9.0", "0.10.0", own='"one 0.10.0"')
    after = locked("0.9.0", "0.11.0", own='"one 0.11.0"')
    assert moved_between(tmp_path / "direct", before, after) == [("one@0.10.0", "one@0.11.0")]
    before, after = locked("0.9.0", "0.10.0", "1.0.0", own=""), locked("0.11.0", "1.0.1", own="")
    assert moved_between(tmp_path / "below", before, after) == [
        ("one@1.0.0", "one@1.0.1"),
        ("one@0.10.0", "one@0.11.0"),
        ("one@0.9.0", "None"),
    ]


def test_what_came_to_hand_since_the_commit_was_linked_is_looked_at(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "2.0.0", "pub fn g() {}")
    repo = Repo(tmp_path / "repo")
    code = "pub fn a() {\n    one::f();\n}\n"
    files = {"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": LOCK.format(version="1.0.0"), "src/lib.rs": code}
    repo.commit(files)
    session = open_session(str(repo.path))
    link_packages(session, tier, "HEAD")
    publish(tmp_path, "1.0.0", "pub fn f() {}")
    more = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages")
    assert lines_of(plan(session, more, "HEAD", {"one": "2"})) == [(Effect.BREAKS, "one::f", [2])]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("pub use two::*;", 0),
        ("pub use two::*;\npub use three::*;", 0),
        ("pub use two::{f, S};", 0),
        ("pub use two::S;", 1),
        ("pub use four::*;", 3),
        ("use two::*;", 3),
    ],
)
def test_what_a_package_that_is_not_at_hand_may_have_is_not_gone(
    tmp_path: Path, tier: ColdTier, text: str, gone: int
) -> None:
    code = "pub fn a(s: one::S) {\n    one::f();\n    s.g();\n}"
    session = asked(tmp_path, Case("pub struct S;\nimpl S { pub fn g(&self) {} }\npub fn f() {}", "", code))
    publish(
        tmp_path, "3.0.0", text, '[dependencies]\ntwo = "1"\nthree = "1"\nfour = { version = "1", optional = true }\n'
    )
    found = plan(session, tier, "HEAD", {"one": "3"})
    assert (len(lines_of(found)), found.used) == (gone, gone + 2), "the crate itself is named twice"
    assert any("one@3.0.0 re-exports packages that are not available" in note for note in found.notes) is (gone < 3)


def test_what_macros_that_are_not_at_hand_make_is_said_once_a_package(tmp_path: Path, tier: ColdTier) -> None:
    old = "macro_rules! made { ($n:ident) => { pub fn $n() {} } }\nmade!(f);"
    session = asked(tmp_path, Case(old, "", "pub fn a() {\n    one::f();\n}"))
    publish(tmp_path, "3.0.0", "two::more!(g);\ntwo::made!(f);", '[dependencies]\ntwo = "1"\n')
    found = plan(session, tier, "HEAD", {"one": "3"})
    said = "what `made!`, `more!` makes in one@3.0.0 is not known: its source is not available"
    assert (lines_of(found), list(found.notes)) == ([], [said])


@pytest.mark.parametrize(("own", "moved"), [("", ["one@2.0.0", "two@2.0.0"]), ('two = "1"\n', ["one@2.0.0"])])
def test_what_a_package_re_exports_of_another_moves_with_it(
    tmp_path: Path, tier: ColdTier, own: str, moved: list[str]
) -> None:
    for version, text in (("1.0.0", "pub fn f() {}"), ("2.0.0", "")):
        publish(tmp_path, version, "pub use two::*;", f'[dependencies]\ntwo = "={version}"\n')
        publish(tmp_path, version, text, name="two")
    lock = LOCK.format(version="1.0.0") + 'dependencies = ["two"]\n'
    lock += "\n[[package]]" + LOCK.format(version="1.0.0").rpartition("[[package]]")[2].replace('"one"', '"two"')
    files = {"Cargo.toml": MANIFEST.format(version=1) + own, "src/lib.rs": "pub fn a() {\n    one::f();\n}\n"}
    repo = Repo(tmp_path / "repo")
    repo.commit({**files, "Cargo.lock": lock.replace(' "one",\n', ' "one",\n "two",\n') if own else lock})
    found = plan(open_session(str(repo.path)), tier, "HEAD", {"one": "2"}, whole=True)
    assert [str(move.new) for move in found.moves] == moved
    assert lines_of(found) == ([] if own else [(Effect.BREAKS, "one::f", [2])])
    lost = {"one": [] if own else ["one::f"], "two": ["two::f"]}
    assert {each.move.name: list(each.removed_paths) for each in found.apis} == {
        move.partition("@")[0]: lost[move.partition("@")[0]] for move in moved
    }


def test_packages_too_many_behind_one_another_are_said(
    tmp_path: Path, tier: ColdTier, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "1.0.0", "pub fn g() {}", name="two")
    for version in ("1.0.0", "2.0.0"):
        publish(tmp_path, version, "pub use two::g as f;", '[dependencies]\ntwo = "1"\n')
    lock = LOCK.format(version="1.0.0") + 'dependencies = ["two"]\n'
    lock += "\n[[package]]" + LOCK.format(version="1.0.0").rpartition("[[package]]")[2].replace('"one"', '"two"')
    repo = Repo(tmp_path / "repo")
    code = "pub fn a() {\n    one::f();\n}\n"
    repo.commit({"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": lock, "src/lib.rs": code})
    session = open_session(str(repo.path))
    assert CUT not in plan(session, tier, "HEAD", {"one": "2"}).notes
    monkeypatch.setattr("rgraph.deps.beside.sides.MAX_ROUNDS", 0)
    assert CUT in plan(session, tier, "HEAD", {"one": "2"}).notes


def test_of_a_version_that_is_not_at_hand_nothing_is_said(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "1.0.0", "pub fn f() {}")
    repo = Repo(tmp_path / "repo")
    for version, code in (("1.0.0", "pub fn a() {\n    one::f();\n}\n"), ("2.0.0", "")):
        lock, manifest = LOCK.format(version=version), MANIFEST.format(version=version)
        repo.commit({"Cargo.toml": manifest, "Cargo.lock": lock, "src/lib.rs": code})
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert (found.felt, found.used, found.missing) == ((), 0, ("one@2.0.0",))
    assert "nothing could be compared: no package has both of its versions available" in upgrade_text(found)


def test_more_packages_than_are_looked_at_are_said(
    tmp_path: Path, tier: ColdTier, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = asked(tmp_path, CASES["what nobody uses"])
    monkeypatch.setattr("rgraph.deps.upgrade.moving.MAX_PULLED", -1)
    assert (
        "not examined: the dependencies of one@2.0.0, as more than -1 packages would come in"
        in plan(session, tier, "HEAD", {"one": "2"}).notes
    )


def test_an_effect_to_fail_on_is_looked_for(tmp_path: Path, tier: ColdTier) -> None:
    session = asked(tmp_path, CASES["a body that is another"])
    found = plan(session, tier, "HEAD", {"one": "2"}, depth=depth_of(False, False, "breaks, behaves-otherwise"))
    assert fails(found, "behaves-otherwise") and not depth_of(False, False, "breaks")


CALLING = "pub fn a() {\n    one::f();\n}\n"


def checked_out(tmp_path: Path) -> Repo:
    """A working directory that calls `one::f`, which version 2 has not."""
    publish(tmp_path, "1.0.0", "pub fn f() {}")
    publish(tmp_path, "2.0.0", "")
    repo = Repo(tmp_path / "repo")
    repo.commit(
        {"Cargo.toml": MANIFEST.format(version=1), "Cargo.lock": LOCK.format(version="1.0.0"), "src/lib.rs": CALLING}
    )
    repo.checkout()
    return repo


def test_the_working_directory_and_the_index_are_looked_at(tmp_path: Path, tier: ColdTier) -> None:
    repo = checked_out(tmp_path)
    repo.write("src/lib.rs", "// staged\n" + CALLING)
    repo.stage("src/lib.rs")
    repo.write("src/lib.rs", "// not\n// staged\n" + CALLING)
    session = open_session(str(repo.path))
    link_packages(session, tier, "HEAD")
    for rev, line in (("HEAD", 2), ("staged", 3), ("worktree", 4)):
        assert lines_of(plan(session, tier, rev, {"one": "2"})) == [(Effect.BREAKS, "one::f", [line])]
        assert [way.line for way in reaching(session, tier, rev, "one", "f").ways] == [line]


def test_what_is_not_committed_is_compared_with_head(tmp_path: Path, tier: ColdTier) -> None:
    """After `cargo update`, before the commit: the lock file moves, first in the directory, then in the index."""
    repo = checked_out(tmp_path)
    repo.write("Cargo.lock", LOCK.format(version="2.0.0"))
    repo.write("Cargo.toml", MANIFEST.format(version=2))
    session = open_session(str(repo.path))

    def told(text: str) -> list[tuple[Effect, str, list[int]]]:
        return lines_of(difference(session, tier, trees(session.repository, text)))

    broken = [(Effect.BREAKS, "one::f", [2])]
    assert (told("worktree"), told("HEAD..worktree"), told("staged")) == (broken, broken, [])
    repo.stage("Cargo.lock")
    repo.stage("Cargo.toml")
    session.forget("staged")
    assert (told("staged"), told("..staged")) == (broken, broken)
    with pytest.raises(ConfigError, match="no package 'none' in HEAD or worktree"):
        difference(session, tier, trees(session.repository, "worktree"), ["none"])


def test_second_versions_and_moved_requirements_are_told(tmp_path: Path, tier: ColdTier) -> None:
    """Of what lock files and manifests say, whatever is at hand."""
    repo = Repo(tmp_path / "repo")
    for version, lock in ((1, locked("1.0.0", own='"one"')), (2, locked("1.0.0", "2.0.0", own='"one 2.0.0"'))):
        repo.commit({"Cargo.toml": MANIFEST.format(version=version), "Cargo.lock": lock, "src/lib.rs": ""})
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert [(each.before, each.after) for each in found.several] == [(("1.0.0",), ("1.0.0", "2.0.0"))]
    assert [(each.name, each.before, each.after) for each in found.asked] == [("one", '"1"', '"2"')]
    said = upgrade_text(found)
    assert 'required: one "1" -> "2" in Cargo.toml' in said
    assert "more versions of one in Cargo.lock: 1.0.0, 2.0.0" in said
    back = difference(session, tier, trees(session.repository, "HEAD..HEAD~1"))
    assert "fewer versions of one in Cargo.lock: 1.0.0, was 1.0.0, 2.0.0" in upgrade_text(back)


def test_a_requirement_without_a_lock_file_is_told(tmp_path: Path, tier: ColdTier) -> None:
    repo = Repo(tmp_path / "repo")
    for version in (1, 2):
        repo.commit({"Cargo.toml": MANIFEST.format(version=version), "src/lib.rs": ""})
    session = open_session(str(repo.path))
    found = difference(session, tier, trees(session.repository, "HEAD"))
    assert ([*found.moves], [(each.before, each.after) for each in found.asked]) == ([], [('"1"', '"2"')])
    assert not found.notes


def test_what_the_machine_has_is_told_as_such_where_no_lock_file_says_it(tmp_path: Path, tier: ColdTier) -> None:
    publish(tmp_path, "1.0.0", "")
    publish(tmp_path, "2.0.0", "")
    repo = Repo(tmp_path / "repo")
    for version in (1, 2):
        repo.commit({"Cargo.toml": MANIFEST.format(version=version), "src/lib.rs": ""})
    repo.commit({"Cargo.toml": MANIFEST.format(version=2), "Cargo.lock": LOCK.format(version="2.0.0")})
    session = open_session(str(repo.path))
    for asked, without in (("HEAD~2..HEAD~1", "HEAD~2 and HEAD~1 have"), ("HEAD~2..HEAD", "HEAD~2 has")):
        found = difference(session, tier, trees(session.repository, asked))
        assert [note.partition(" no lock file")[0] for note in found.notes] == [without]
        assert "note: HEAD~2 " in upgrade_text(found)
