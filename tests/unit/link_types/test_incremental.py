"""Types lean on other files: linking what changed gives what linking alone gives."""

from __future__ import annotations

import pytest

from rgraph.link.linker import Linker
from rgraph.model.ids import BlobHash
from tests.golden.bodies.crate import MANIFEST, Texts

LIB = "pub mod model; pub mod user;"
USER = """
use crate::model::{Conn, make, Tr};
pub fn run(c: &Conn, all: Vec<Conn>) {
    c.part.go();
    make().go();
    for each in all { each.tr(); }
    c.text("x").len();
    c.kind().go();
}
"""
MODEL = """
use std::path::Path;
pub struct A; impl A { pub fn go(&self) {} }
pub struct B; impl B { pub fn go(&self) {} }
pub struct Conn { pub part: A }
pub trait Tr { fn tr(&self) {} }
impl Tr for Conn {}
pub fn make() -> A { A }
impl Conn {
    pub fn text(&self, path: &str) -> String { path.to_string() }
    pub fn kind(&self) -> impl Kind { A }
}
pub trait Kind { fn go(&self); }
impl Kind for A { fn go(&self) {} }
"""
EDITS = [
    ("pub part: A", "pub part: B"),
    ("make() -> A { A }", "make() -> B { B }"),
    ("impl Tr for Conn {}", "impl Tr for Conn { fn tr(&self) {} }"),
    ("impl Tr for Conn {}", "impl<T> Tr for T {}"),
    ("impl Tr for Conn {}", ""),
    (
        "path: &str) -> String { path.to_string() }",
        "path: impl AsRef<Path>) -> usize { path.as_ref().as_os_str().len() }",
    ),
    ("-> impl Kind { A }", "-> A { A }"),
    ("pub struct A;", "pub struct A; impl std::ops::Deref for A { type Target = B; fn deref(&self) -> &B { &B } }"),
    ("impl A { pub fn go(&self) {} }", "impl std::ops::Deref for A { type Target = B; fn deref(&self) -> &B { &B } }"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_an_edit_and_its_undoing(old: str, new: str) -> None:
    assert old in MODEL
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": LIB, "src/user.rs": USER}
    texts = Texts({**files, "before": MODEL, "after": MODEL.replace(old, new)})
    unchanged = {path: BlobHash(path) for path in files}
    trees = [{**unchanged, "src/model.rs": BlobHash(name)} for name in ("before", "after", "before")]
    linker = Linker(texts)
    state = {}
    for tree in trees:
        state.update(linker.link(tree).linked)  # type: ignore[arg-type]
        assert state == Linker(texts).link(tree).linked  # type: ignore[arg-type]


MANY = "".join(f"pub trait T{at} {{ fn go(&self) {{}} }} " for at in range(40))
MAKES = "#[macro_export] macro_rules! make { ($t:ty) => { impl $crate::model::T7 for $t {} } }"
CALLER = """
use crate::model::*;
pub fn run(a: &A, b: &B) { a.go(); b.go(); }
"""
STATES = [
    ["", "impl T3 for A {}", "impl T3 for A {} impl T5 for B {}", "impl T5 for B {}", ""],
    [
        "impl T3 for A {}",
        "impl T4 for A {}",
        "impl T3 for A {} impl T4 for A {}",
        "impl<T> T4 for T {}",
        "impl T3 for A {}",
    ],
    ["", MAKES, MAKES + " impl T3 for A {}", MAKES.replace("T7", "T8"), ""],
    ["impl T3 for A {}", "use T3 as Other; impl Other for A {}", "use A as C; impl T3 for C {}", ""],
]


@pytest.mark.parametrize("states", STATES)
def test_a_trait_more_or_less_of_many_with_one_method_name(states: list[str]) -> None:
    """The impls stand in a file of their own, so that neither the caller's text nor the traits' changes."""
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub mod model; pub mod user; pub mod impls;"}
    files |= {"src/user.rs": CALLER, "src/model.rs": f"{MANY} pub struct A; pub struct B;"}
    texts = Texts({**files, **{f"state {at}": f"use crate::model::*; {text}" for at, text in enumerate(states)}})
    linker, state, seen = Linker(texts), {}, []
    for at in range(len(states)):
        tree = {**{path: BlobHash(path) for path in files}, "src/impls.rs": BlobHash(f"state {at}")}
        state.update(linker.link(tree).linked)  # type: ignore[arg-type]
        assert state == Linker(texts).link(tree).linked  # type: ignore[arg-type]
        calls = [edge.dst for edge in state["src/user.rs"].edges if edge.kind.value == "calls"]  # type: ignore[index]
        seen.append(sorted(calls))
    assert len({tuple(each) for each in seen}) > 1, seen
