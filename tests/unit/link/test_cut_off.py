"""Which files a change of declarations links again: those for which it can make a difference."""

from __future__ import annotations

import pytest

from rgraph.link.linker import Linker
from rgraph.model.ids import RepoPath
from tests.dsl import manifest
from tests.golden.link.crates import MemorySource

MAKE = "macro_rules! make { ($($n:ident)*) => { $(pub struct $n; impl $n { pub fn m(&self) {} })* } }\n"
MANY = "pub trait Tr { fn m(&self); }\n" + "".join(
    f"pub struct T{number}; impl Tr for T{number} {{ fn m(&self) {{}} }}\n" for number in range(7)
)
NEW = "pub struct New; impl Tr for New { fn m(&self) {} }\n"
DYNAMIC = "fn f(x: &dyn crate::Tr) { x.m(); }"
METHOD = "pub struct S; impl S { pub fn m(&self) {} }\n"
CALL = "fn f(s: crate::S) { s.m(); }"

SAME = {
    "more items of a macro call": (MAKE + "make!(S T);", MAKE + "make!(S New T);", CALL),
    "fewer items of a macro call": (MAKE + "make!(S T);", MAKE + "make!(S);", CALL),
    "a macro call that moves": (MAKE + "make!(S);", "\n\n" + MAKE + "make!(\n\nS);", CALL),
    "one of two macro calls": (MAKE + "make!(T); make!(S);", MAKE + "make!(U); make!(T); make!(S);", CALL),
    "lines": ("pub struct S { pub f: u8 }", "pub struct\nS {\n\npub f: u8\n}", "fn f(s: crate::S) { s.f; }"),
    "attributes": (
        "pub struct S { pub f: u8 }",
        "#[repr(C)]\n#[allow(dead_code)]\npub struct S { #[doc(hidden)] pub f: u8 }",
        "fn f(s: crate::S) { s.f; }",
    ),
    "the value of a static": ("pub static K: u8 = 1;", "pub static K: u8 = 2;", "fn f() { crate::K; }"),
    "the value of a const that is no literal": (
        "pub const K: u8 = 1 + 1;",
        "pub const K: u8 = 1 + 2;",
        "fn f() { crate::K; }",
    ),
    "lifetimes": ("pub fn g(x: &u8) {}", "pub fn g<'a>(x: &'a u8) {}", "fn f() { crate::other() }"),
    "one more of many impls": (MANY, MANY + NEW, DYNAMIC),
    "an alias that no impl is written with": (METHOD, METHOD + "pub use self::S as Other;", CALL),
}

OTHER = {
    "an item of a macro call is gone": (MAKE + "make!(S T);", MAKE + "make!(T);", CALL),
    "a type": ("pub struct S { pub f: u8 }", "pub struct S { pub f: u16 }", "fn f(s: crate::S) { s.f; }"),
    "a cfg": ("pub struct S { pub f: u8 }", "pub struct S { #[cfg(x)] pub f: u8 }", "fn f(s: crate::S) { s.f; }"),
    "a derive": ("pub struct S;", "#[derive(Clone)] pub struct S;", "fn f(s: crate::S) { s.clone(); }"),
    "an attribute of a macro": ("pub struct S;", "#[of_macro] pub struct S;", "fn f(s: crate::S) { s.clone(); }"),
    "the value of a const that is a literal": (
        "pub const K: usize = 1; pub struct A<const N: usize>; impl A<1> { pub fn m(&self) {} }\n"
        "impl A<2> { pub fn m(&self) {} }",
        "pub const K: usize = 2; pub struct A<const N: usize>; impl A<1> { pub fn m(&self) {} }\n"
        "impl A<2> { pub fn m(&self) {} }",
        "use crate::*; fn f(a: A<K>) { a.m(); }",
    ),
    "few impls": ("pub trait Tr { fn m(&self); }", "pub trait Tr { fn m(&self); }\n" + NEW, DYNAMIC),
    "an impl that was counted": (MANY, MANY.replace("impl Tr for T0 { fn m(&self) {} }", ""), DYNAMIC),
    "an alias that an impl is written with": (
        "pub struct S;",
        "pub struct S; pub type Other = S; impl Other { pub fn m(&self) {} }",
        CALL,
    ),
    "an impl with an alias that was there": (
        "pub struct S; pub type Other = S;",
        "pub struct S; pub type Other = S; impl Other { pub fn m(&self) {} }",
        CALL,
    ),
}


@pytest.mark.parametrize("restored", [False, True])
@pytest.mark.parametrize("case", [*SAME, *OTHER])
def test_users_are_linked_again_only_where_it_can_make_a_difference(case: str, restored: bool) -> None:
    before, after, user = SAME.get(case) or OTHER[case]
    crate = {"Cargo.toml": manifest("demo"), "src/a.rs": user}
    source = MemorySource()
    one = source.tree({**crate, "src/lib.rs": "mod a;\n" + before})
    two = source.tree({**crate, "src/lib.rs": "mod a;\n" + after + "\npub fn another() {}"})
    linker = Linker(source)
    first = linker.link(one)
    if restored:
        linker = Linker(source)
        linker.restore(one, first.footprints)
    again = linker.link(two).linked
    assert set(again) - {RepoPath("src/lib.rs")} == ({RepoPath("src/a.rs")} if case in OTHER else set())
    assert {**first.linked, **again} == Linker(source).link(two).linked
