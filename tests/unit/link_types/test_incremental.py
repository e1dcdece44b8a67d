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
