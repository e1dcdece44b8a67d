"""Invariant 3: linking from one tree to the next gives what linking the next alone gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rgraph.link.linker import Linker
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import RepoPath
from tests.dsl import manifest
from tests.golden.link.crates import MemorySource

PARTS = [
    "pub struct S;",
    "pub struct S { pub f: T, pub g: u8 }",
    "pub struct T;",
    "pub enum E { A, B(S) }",
    "pub trait Tr { type Out; fn m(&self) -> Self::Out; }",
    "pub trait Tr { fn m(&self) -> S { self.other() } fn other(&self) -> S; }",
    "impl Tr for S { type Out = T; fn m(&self) -> T { T } }",
    "impl S { pub fn new() -> S { helper(); S::other_new() } pub fn m(&self) -> T { T } }",
    "impl S { pub fn other_new() -> S { loop {} } }",
    "impl crate::a::S { pub fn far(&self) -> E { self.m(); E::A } }",
    "pub fn helper() -> T { T }",
    "fn helper() -> E { E::A }",
    "pub fn user(s: &S, e: E) { s.m(); S::new().far(); helper(); let x = s.f; match e { E::A => {} _ => {} } }",
    "fn user(s: &crate::a::S) { s.m().m(); crate::b::helper(); mac!(s.m()); }",
    "use crate::a::*;",
    "pub use crate::b::*;",
    "use crate::c::{S, Tr};",
    "pub use super::b::helper as renamed;",
    "use crate::a::S as Other; impl Other { fn of_other(&self) {} }",
    "pub type Al = S; impl Al { pub fn of_alias(&self) -> Al { S::new() } }",
    "macro_rules! mac { ($e:expr) => { $e } }",
    "#[macro_export] macro_rules! exported { () => {} } exported! {}",
    "#[cfg(windows)] pub fn helper() {} #[cfg(unix)] pub fn helper() -> S { S::new() }",
    "mod inner { use super::*; pub fn deep(s: S) -> T { s.m() } }",
    "fn holder() { struct S; impl S { fn m(&self) {} } use crate::b::T; let t: T = S.m(); }",
    "impl From<u8> for S { fn from(_: u8) -> S { S::new() } }",
    "impl From<u16> for S { fn from(_: u16) -> S { S::new() } }",
    "impl<X: Tr> crate::b::Tr for X { fn m(&self) {} }",
    "macro_rules! mac { ($e:expr) => { helper() } }",
    "macro_rules! mac { ($e:expr) => { { let made = $e; inner_mac!(made).m(); $crate::a::helper() } } }",
    "macro_rules! inner_mac { ($e:expr) => { { use crate::b::*; helper(); $e } } }",
    "macro_rules! inner_mac { ($e:expr) => { { fn helper() -> S { S::new() } helper().m(); $e } } }",
    "fn through() { mac!(S::new()).m(); let t: ty_mac!(S) = S::new(); t.m(); }",
    "macro_rules! ty_mac { ($t:ty) => { Option<$t> } }",
    "macro_rules! ty_mac { ($t:ty) => { $t } }",
    "fn blocks() { fn helper() -> T { T } use crate::c::*; { use crate::b::helper as h; h(); } helper(); mac!(user); }",
    "fn blocks() { fn helper() -> E { E::A } macro_rules! mac { ($e:expr) => { $e } } mac!(helper()); }",
    "const K: u8 = { helper(); 1 }; pub enum Disc { A = K as isize, B = { helper(); 2 } }",
    "pub fn generic(x: impl Tr) { x.m(); } pub fn call_generic() { generic(S::new()); }",
    "pub fn generic(x: &str) { x.len(); }",
    "pub fn tried(r: Result<u8, u8>) -> Result<u8, S> { Ok(r?) } pub fn turned() -> S { 1u8.into() }",
    'impl std::fmt::Display for S { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "{}", 1) } }',
    'pub fn shown(s: &S) { println!("{s} {:?}", Some(T)); for x in T {} } impl std::fmt::Debug for T {}',
    "impl Iterator for T { type Item = S; fn next(&mut self) -> Option<S> { None } }",
    "pub const N: usize = 2; pub struct Sized2<const K: usize>; impl Sized2<2> { pub fn of_two(&self) { helper() } }",
    "pub const N: usize = 3; pub fn sized(a: [u8; N], s: crate::a::Sized2<N>) { s.of_two() }",
    "#![cfg(windows)]",
    'include!("c.rs");',
    'pub fn of_file() -> S { include!("expression.rs"); include!("b.rs"); include!("expression.rs") }',
    'mod inner { include!("b.rs"); pub fn user(s: &S) { helper(); s.m(); mac!(s.m()); } }',
    '#[cfg(windows)] include!("a.rs");',
    "#[cfg(windows)] use crate::a::{helper, S}; #[cfg(unix)] use crate::b::{helper, S};",
    '#[cfg(feature = "x")] pub use crate::a::*; #[cfg(not(feature = "x"))] pub use crate::c::*;',
    "#[cfg(windows)] use crate::c::helper; #[cfg(windows)] use crate::a::S as Option; pub fn made(_: Option<u8>) { helper() }",
    "#[cfg(windows)] fn odd(s: &S) { helper(); s.m(); }",
    "macro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn m(&self) -> T { helper() } } } } make!(S);",
    "make!(U); pub fn uses_made(u: U) { u.m(); }",
    "macro_rules! make { ($n:ident) => { pub enum $n { A, B(S) } pub use crate::b::helper as made_use; } }",
    "make! { S } pub fn uses_made(s: S) { s.m(); made_use(); crate::a::made(); crate::b::made(); }",
    "#[macro_export] macro_rules! exported { () => { pub fn made() { helper() } pub mod deep { use super::*; made!(); } } }",
    "crate::exported!(); pub fn calls_exported() { made(); deep::made(); }",
    "use crate::exported as ex; ex!(); pub use crate::a::made as again;",
    "macro_rules! outer { () => { macro_rules! made { () => { pub fn of_made() { helper() } } } made!(); } } outer!();",
    "made!(); pub fn calls_made() { of_made(); crate::a::of_made(); }",
    "macro_rules! mods { () => { mod a; pub mod c; pub use self::c::*; } } mods!();",
    "macro_rules! keep { ($($i:item)*) => { $(#[cfg(unix)] $i)* } } keep! { pub fn helper() -> S { S::new() } }",
    "macro_rules! lose { ($($t:tt)*) => { pub fn made() { helper() } } } lose! { pub fn helper() {} } exported!();",
    "#[macro_export] macro_rules! exported { ($t:ty) => { impl Tr for $t { fn m(&self) { helper() } } } } exported!(T);",
    "macro_rules! exported { () => { crate::a::exported!(); pub fn looks() { crate::made() } } } exported!();",
    "#[repr(C)]\npub struct\nS {\n #[from] pub f: T,\n\n pub g: u8 }",
    "pub trait Tr { fn m(&self); } impl Tr for u8 { fn m(&self) {} } impl Tr for u16 { fn m(&self) {} }",
    "impl Tr for i8 { fn m(&self) {} } impl Tr for i16 { fn m(&self) {} } impl crate::a::Tr for S { fn m(&self) {} }",
    "impl Tr for i64 { fn m(&self) {} } impl Tr for u64 { fn m(&self) {} } impl crate::b::Tr for T { fn m(&self) {} }",
    "impl<X> Tr for [X] { fn m(&self) {} } impl<X> Tr for Vec<X> { fn m(&self) {} } impl Tr for E { fn m(&self) {} }",
    "fn dynamic(x: &dyn Tr, y: &dyn crate::a::Tr) { x.m(); y.m(); }",
    "macro_rules! several { ($($n:ident)*) => { $(pub struct $n; impl $n { pub fn m(&self) -> T { helper() } })* } }",
    "several!(S T); pub fn several_made(s: S, t: T) { s.m(); t.m(); crate::a::several_made(); }",
    "several!(T);",
    "several!(U); several!(S V); several!(T); pub fn several_made(s: S, u: U, v: V) { s.m(); u.m(); v.m(); }",
    "pub type Al = T; pub use crate::a::S as Other; pub use crate::a::Tr as OtherTr; impl OtherTr for Al { fn m(&self) {} }",
    "pub use crate::a::Al as Again; impl Again { pub fn of_again(&self) {} } fn again(s: &S) { s.of_again(); s.m(); }",
]

MODS = ["mod a;", "mod b;", "mod c;", '#[path = "c.rs"] mod odd;', "pub mod a; mod b; mod c;", "#[macro_use] mod a;"]
MODS += ['#[cfg_attr(windows, path = "b.rs")] mod a;', "#[cfg(windows)] mod a;"]

SETTINGS = ['[cfg]\ntargets = ["x86_64-pc-windows-msvc"]', "[cfg]\nfeatures = []", "[cfg]\ntest = 1"]

MANIFESTS = [
    '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
    '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2015"\n',
    '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nserde = "1"\nc = "1"\n',
    '[package]\nname = "renamed"\nversion = "0.1.0"\nedition = "2021"\n[lib]\nname = "demo2"\n',
]

FRONTMATTER = [
    "",
    "---\n---\n",
    '---\n[dependencies]\ndemo = { path = ".." }\n---\n',
    '---\n[dependencies]\nc = { path = "..", package = "demo" }\n---\n',
    "---\n[package\n---\n",
]
"""Manifests of a cargo script: none, empty, with a package of the tree, wrong."""

contents = st.lists(st.sampled_from(PARTS), max_size=5, unique=True).map("\n".join)
roots = st.tuples(st.lists(st.sampled_from(MODS), min_size=1, max_size=3, unique=True).map("\n".join), contents).map(
    "\n".join
)
trees = st.fixed_dictionaries(
    {"Cargo.toml": st.sampled_from(MANIFESTS), "src/lib.rs": roots},
    optional={
        "src/a.rs": contents,
        "src/b.rs": contents,
        "src/c.rs": contents,
        "src/b/mod.rs": contents,
        "src/expression.rs": st.sampled_from(["helper()", "{ fn own() {} own(); S::new().m(); S::new() }", "[", ""]),
        "src/main.rs": roots,
        "rgraph.toml": st.sampled_from(SETTINGS),
        "tools/script.rs": st.tuples(
            st.sampled_from(FRONTMATTER), contents, st.sampled_from(["", "mod part; fn f() { demo::a::helper(); }"])
        ).map("".join),
        "tools/part.rs": contents,
        "tests/t.rs": contents.map(lambda text: "use demo::a::S;\n" + text),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(trees | st.just({}), min_size=2, max_size=4))
def test_incremental_equals_from_scratch(history: list[dict[str, str]]) -> None:
    link_one_after_the_other(history)


SHOWN = 'pub struct S; pub fn f(s: S) { println!("{s:?}"); }\n'
DEBUG = "impl std::fmt::Debug for S { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { Ok(()) } }\n"


@pytest.mark.parametrize("between", [{}, {"Cargo.toml": manifest("demo")}, {"src/lib.rs": ""}, {"README.rs": SHOWN}])
def test_what_was_answered_of_files_that_have_all_gone_is_asked_again(between: dict[str, str]) -> None:
    """As on a branch that deletes everything before another history is merged."""
    crate = {"Cargo.toml": manifest("demo")}
    link_one_after_the_other(
        [{**crate, "src/lib.rs": SHOWN}, between, {**crate, "src/lib.rs": SHOWN + DEBUG}, between, crate]
    )


def link_one_after_the_other(history: list[dict[str, str]]) -> None:
    source = MemorySource()
    linker = Linker(source)
    state: dict[RepoPath, LinkedFile] = {}
    for files in history:
        delta = linker.link(source.tree(files))
        for path in delta.gone:
            state.pop(path, None)
        state.update(delta.linked)
        assert state == Linker(source).link(source.tree(files)).linked


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(trees, st.data())
def test_small_steps_equal_from_scratch(files: dict[str, str], data: st.DataObject) -> None:
    source = MemorySource()
    linker = Linker(source)
    state = dict(linker.link(source.tree(files)).linked)
    for _ in range(3):
        path = data.draw(st.sampled_from(sorted(each for each in files if each.endswith(".rs"))))
        files = {**files, path: data.draw(contents) if path != "src/lib.rs" else data.draw(roots)}
        delta = linker.link(source.tree(files))
        state.update(delta.linked)
        assert state == Linker(source).link(source.tree(files)).linked


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees, trees)
def test_restored_linker_goes_on_as_the_one_that_linked(first: dict[str, str], second: dict[str, str]) -> None:
    source = MemorySource()
    one, two = source.tree(first), source.tree(second)
    linker = Linker(source)
    state = linker.link(one)
    restored = Linker(source)
    restored.restore(one, state.footprints)
    after = restored.link(two)
    expected = Linker(source).link(two).linked
    assert {**state.linked, **after.linked} | {path: expected[path] for path in after.linked} == {
        **state.linked,
        **after.linked,
    }
    kept = {path: file for path, file in {**state.linked, **after.linked}.items() if path not in after.gone}
    assert kept == expected


def test_two_declarations_of_a_module_whose_file_appears() -> None:
    source = MemorySource()
    root = {"src/lib.rs": "#[cfg(unix)]\nmod a;\n#[cfg(windows)]\nmod a;\n"}
    linker = Linker(source)
    state = linker.link(source.tree(root)).linked
    after = source.tree({**root, "src/a.rs": "fn f() {}\n"})
    assert {**state, **linker.link(after).linked} == Linker(source).link(after).linked


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees)
@example(
    {
        "Cargo.toml": manifest("demo"),
        "src/lib.rs": 'mod a;\nmod inner { pub fn user() {} }\ninclude!("a.rs");',
        "src/a.rs": "mod inner { pub fn user() {} }",
    }
)
def test_symbols_are_distinct(files: dict[str, str]) -> None:
    source = MemorySource()
    linked = Linker(source).link(source.tree(files)).linked
    symbols = [each.symbol for file in linked.values() for each in file.defs if each.ord >= 0]
    assert len(symbols) == len(set(symbols))


def test_a_body_edit_links_one_file() -> None:
    source = MemorySource()
    files = {
        "Cargo.toml": MANIFESTS[0],
        "src/lib.rs": "mod a;\npub fn f() -> u8 { 1 }\n",
        "src/a.rs": "pub fn g() { crate::f(); }\n",
    }
    linker = Linker(source)
    linker.link(source.tree(files))
    files["src/lib.rs"] = "mod a;\n\n// moved\npub fn f() -> u8 { 2 }\n"
    assert set(linker.link(source.tree(files)).linked) == {"src/lib.rs"}


def test_an_edit_links_only_who_read_the_name() -> None:
    source = MemorySource()
    files = {
        "Cargo.toml": MANIFESTS[0],
        "src/lib.rs": "mod a;\nmod b;\npub struct S;\npub struct T;\n",
        "src/a.rs": "fn g(_: crate::S) {}\n",
        "src/b.rs": "fn g(_: crate::T) {}\n",
    }
    linker = Linker(source)
    linker.link(source.tree(files))
    files["src/lib.rs"] = "mod a;\nmod b;\npub enum S {}\npub struct T;\n"
    assert set(linker.link(source.tree(files)).linked) == {"src/lib.rs", "src/a.rs"}


def test_nothing_changed_links_nothing() -> None:
    source = MemorySource()
    tree = source.tree({"Cargo.toml": MANIFESTS[0], "src/lib.rs": PARTS[0]})
    linker = Linker(source)
    linker.link(tree)
    delta = linker.link(tree)
    assert not delta.linked
    assert not delta.gone


def test_a_macros_template_is_linked_again_where_what_it_names_changes() -> None:
    """Through its first call, its last one, and a target that moves."""
    manifest = {"Cargo.toml": MANIFESTS[0]}
    macro = "#[macro_export] macro_rules! m { () => { $crate::b::helper() } }"
    root = "mod a; pub mod b; mod c;"
    states = [
        {"src/a.rs": macro, "src/b.rs": "pub fn helper() {}", "src/c.rs": ""},
        {"src/a.rs": macro, "src/b.rs": "pub fn helper() {}", "src/c.rs": "fn f() { crate::m!() }"},
        {"src/a.rs": macro, "src/b.rs": "pub fn helper() {}", "src/c.rs": ""},
        {"src/a.rs": macro, "src/b.rs": "pub use crate::c::helper;", "src/c.rs": "pub fn helper() {}"},
        {"src/a.rs": macro, "src/b.rs": "", "src/c.rs": "pub fn helper() {}"},
    ]
    source = MemorySource()
    linker = Linker(source)
    state: dict[RepoPath, LinkedFile] = {}
    named = []
    for files in states:
        tree = source.tree({**manifest, "src/lib.rs": root, **files})
        state.update(linker.link(tree).linked)
        assert state == Linker(source).link(tree).linked
        edges = state[RepoPath("src/a.rs")].edges
        named.append([edge.dst for edge in edges if edge.src.endswith("m!") and edge.kind == "calls"])
    assert named == [["demo::b::helper"]] * 3 + [["demo::c::helper"], []]


INCLUDED = {
    "Cargo.toml": '[package]\nname = "demo"\n',
    "src/a.rs": "",
    "src/b.rs": 'include!("a.rs");\n',
    "src/lib.rs": '#[path = "b.rs"] mod a;\n',
}


@pytest.mark.parametrize("steps", [(0, 1), (1, 0), (0, 1, 0)])
def test_a_module_whose_file_becomes_an_included_one_and_back(steps: tuple[int, ...]) -> None:
    histories = [{**INCLUDED, "src/lib.rs": "mod a;\n"}, INCLUDED]
    source = MemorySource()
    linker = Linker(source)
    state: dict[RepoPath, LinkedFile] = {}
    for step in steps:
        state.update(linker.link(source.tree(histories[step])).linked)
        assert state == Linker(source).link(source.tree(histories[step])).linked


def test_the_index_forgets_a_module_whose_file_becomes_an_included_one() -> None:
    make = "macro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn m(&self) {} } } } make!(S);\n"
    first = {**INCLUDED, "src/a.rs": make, "src/lib.rs": "mod a;\n"}
    second = {**INCLUDED, "tests/t.rs": make}
    source = MemorySource()
    linker = Linker(source)
    state = dict(linker.link(source.tree(first)).linked)
    delta = linker.link(source.tree(second))
    assert delta.gaps == []
    assert {**state, **delta.linked} == Linker(source).link(source.tree(second)).linked
