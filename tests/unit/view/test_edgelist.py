"""The flat list of references: who owns which, and under which word."""

from __future__ import annotations

from rgraph.model.graph import Tier
from rgraph.view.edgelist import references
from rgraph.view.memory import graph_of

CODE = """\
use std::fmt;
use crate::m::Tr;
pub mod m {
    pub trait Tr {}
    pub fn f() {}
    #[macro_export]
    macro_rules! Mine { () => {} }
}
#[derive(Clone)]
pub struct S(u8);
impl Tr for S {}
impl Clone for m2::Q { fn clone(&self) -> Self { loop {} } }
pub mod m2 { pub struct Q; }
pub fn user(_: &S) { use m::f; f() }
"""


def rows(code: str) -> set[tuple[str, str, str]]:
    """Owner, kind and target of each reference."""
    graph = graph_of({"src/lib.rs": code})
    return {(row.owner_name, row.kind, row.target_name) for row in references(graph, list(Tier))}


def test_a_blocks_imports_are_its_functions_and_a_modules_are_nobodys() -> None:
    found = rows(CODE)
    assert ("user", "imports", "f") in found
    assert not [row for row in found if row[1] == "imports" and row[2] == "Tr"]


def test_a_derive_of_the_workspace_is_listed_as_an_impl() -> None:
    macro = "pub mod p { pub trait Made {} }\n#[derive(p::Made)]\npub struct D;\n"
    assert ("D", "impl", "Made") in rows(macro)


def test_an_impl_is_owned_by_its_block() -> None:
    assert ("S", "impl", "Tr") in rows(CODE)
