"""A trait that gains a method concerns the files where it can be in scope, by whatever way, and no others."""

from __future__ import annotations

import pytest

from rgraph.link.linker import Linker
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath
from tests.golden.link.crates import MANIFEST, MemorySource

LIB = "mod far; mod between; mod user; pub struct S; impl far::Far for S {}"
CALL = "pub fn call(s: &crate::S) { s.go(); }"
USER = RepoPath("src/user.rs")

WAYS = {
    "import": f"use crate::far::Far; {CALL}",
    "under another name": f"use crate::far::Far as Near; {CALL}",
    "import of another name": f"use crate::between::Renamed; {CALL}",
    "unnamed": f"use crate::far::Far as _; {CALL}",
    "unnamed import of another name": f"use crate::between::Renamed as _; {CALL}",
    "glob": f"use crate::far::*; {CALL}",
    "glob of a re-export": f"use crate::between::*; {CALL}",
    "glob of a glob": f"use crate::between::all::*; {CALL}",
    "glob of what is unnamed there": f"use crate::between::unnamed::*; {CALL}",
    "the module around": f"use crate::far::Far; mod inner {{ use super::*; {CALL} }}",
    "block": "pub fn call(s: &crate::S) { use crate::far::Far; s.go(); }",
    "block, unnamed": "pub fn call(s: &crate::S) { { use crate::far::Far as _; s.go(); } }",
    "block with a glob": "pub fn call(s: &crate::S) { use crate::between::all::*; s.go(); }",
    "block around a function": "pub fn call() { use crate::far::*; fn inner(s: &crate::S) { s.go(); } }",
    "import that a macro makes in a body": (
        "macro_rules! bring { () => { use crate::far::Far as _; } } pub fn call(s: &crate::S) { bring!(); s.go(); }"
    ),
    "import that a macro makes": f"macro_rules! bring {{ () => {{ use crate::far::Far; }} }} bring!(); {CALL}",
    "impl of the trait": "pub struct U; impl crate::far::Far for U { fn other(&self, s: &crate::S) { s.go(); } }",
    "subtrait": "pub fn call(s: &impl crate::between::Sub) { s.go(); }",
    "path": "pub fn call() { <crate::S as crate::far::Far>::go(&crate::S); }",
    "included file": 'include!("part.rs"); use crate::far::Far;',
    "import in an included file": f'include!("imports.rs"); {CALL}',
}

FILES = {
    "Cargo.toml": MANIFEST.format(edition="2021"),
    "src/lib.rs": LIB,
    "src/between.rs": (
        "pub use crate::far::{Far, Far as Renamed}; pub trait Sub: Far {}"
        " pub mod all { pub use crate::far::*; } pub mod unnamed { pub use crate::far::Far as _; }"
    ),
    "src/part.rs": CALL,
    "src/imports.rs": "use crate::far::Far;",
}

WITHOUT = "pub trait Far { fn other(&self, s: &crate::S) {} }"
WITH = "pub trait Far { fn other(&self, s: &crate::S) {} fn go(&self) {} }"


def made(text: str) -> str:
    """The same trait, made by a macro."""
    return f"macro_rules! makes {{ () => {{ {text} }} }} makes!();"


@pytest.mark.parametrize("way", list(WAYS))
def test_whoever_has_the_trait_in_scope_is_linked_again(way: str) -> None:
    source = MemorySource()
    for without, with_ in ((WITHOUT, WITH), (made(WITHOUT), made(WITH)), ("", WITH)):
        linker = Linker(source)
        trees = [
            source.tree(FILES | {"src/user.rs": WAYS[way], "src/far.rs": far}) for far in (without, with_, without)
        ]
        state = dict(linker.link(trees[0]).linked)
        for tree in trees[1:]:
            state |= linker.link(tree).linked
            alone = Linker(source).link(tree).linked
            assert state == alone
            edges = [edge for file in alone.values() for edge in file.edges if edge.kind is EdgeKind.CALLS]
            assert any(edge.dst.endswith("::go") for edge in edges) == (tree is trees[1])


def test_who_cannot_have_it_in_scope_is_not() -> None:
    source = MemorySource()
    linker = Linker(source)
    files = FILES | {"src/user.rs": f"use crate::between::Sub; {CALL}"}
    linker.link(source.tree(files | {"src/far.rs": WITHOUT}))
    for far in (WITH, WITHOUT, WITH + " pub trait Further { fn go(&self) {} }"):
        assert USER not in linker.link(source.tree(files | {"src/far.rs": far})).linked


def test_a_name_that_becomes_that_of_many() -> None:
    source = MemorySource()
    linker = Linker(source)
    files = FILES | {"src/user.rs": CALL}
    many = "".join(f"pub trait T{at} {{ fn go(&self) {{}} }} " for at in range(30))
    for far, again in ((WITHOUT, True), (WITHOUT + many, True), (WITHOUT + many + WITH.replace("Far", "F"), False)):
        assert (USER in linker.link(source.tree(files | {"src/far.rs": far})).linked) == again
