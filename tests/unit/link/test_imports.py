"""Paths of `use` declarations: where they start, and through which imports they may go."""

from __future__ import annotations

import pytest

from rgraph.link.imports import as_start
from rgraph.link.resolution import NOTHING, Ns, Resolution

from .code import Code

TREE = """
pub mod a { pub struct S; pub mod deep { pub fn f() {} } pub fn a() {} }
pub mod b { pub use crate::a::S as Renamed; pub use super::a::deep; }
pub enum E { One, Two }
fn here() { use crate::a::deep; fn inner() {} }
"""


@pytest.mark.parametrize(
    ("module", "path", "meaning"),
    [
        ("", "a::S", "a::S"),
        ("", "self::a::S", "a::S"),
        ("a::deep", "super::S", "a::S"),
        ("a::deep", "super::super::b::Renamed", "a::S"),
        ("a::deep", "crate::b::deep", "a::deep"),
        ("b", "a::S", "?"),
        ("b", "Renamed", "a::S"),
        ("", "E::Two", "E::Two"),
        ("", "E::Three", "E +1"),
        ("", "std::vec::Vec", "std::vec::Vec"),
        ("", "::std::vec::Vec", "std::vec::Vec"),
        ("", "serde::de::Error", "serde::de::Error"),
        ("", "nobody::x", "?"),
        ("", "u8", "u8"),
        ("here", "deep", "a::deep"),
        ("here", "inner", "?"),
        ("a", "super::super::super::E", "?"),
    ],
)
def test_where_paths_lead(module: str, path: str, meaning: str) -> None:
    code = Code(TREE, manifest='[dependencies]\nserde = "1"\n')
    assert code.path(module, path) == meaning


def test_2015_paths_start_at_the_root() -> None:
    code = Code("mod a { pub struct S; } mod b { pub mod a { pub struct T; } }", edition="2015")
    assert code.path("b", "a::S") == "a::S"
    assert code.path("b", "a::T") == "?"
    assert code.path("b", "self::a::T") == "b::a::T"


def test_a_use_does_not_resolve_through_itself_but_through_another() -> None:
    code = Code("use outer::outer; use outer::T; use T as Again;", manifest='[dependencies]\nouter = "1"\n')
    uses = code.item("").place.table.facts.uses
    found = [code.world.imported(code.item(""), use, Ns.TYPE).outside for use in uses]
    assert found == ["outer::outer", "outer::T", "outer::T"]


def test_a_glob_does_not_resolve_through_itself() -> None:
    code = Code("mod m { pub enum E { F, G } } use m::*; use E::*;")
    assert code.lookup("", "E") == "m::E"
    assert code.lookup("", "F", Ns.VALUE) == "m::E::F"


def test_what_a_crate_calls_by_its_own_name_is_no_prefix() -> None:
    twin = Resolution(outside="x::x")
    assert as_start(twin, ["x"]) is twin
    assert as_start(twin, ["x", "y"]) is NOTHING
    assert as_start(Resolution(outside="y::x"), ["x", "y"]).outside == "y::x"


def test_a_self_import_is_of_types_alone() -> None:
    code = Code("mod a { pub fn deep() {} pub mod deep {} } use a::deep::{self};")
    (use,) = code.item("").place.table.facts.uses
    assert [bool(code.world.imported(code.item(""), use, ns)) for ns in Ns] == [True, False, False]
