"""Of what is gone, the new item of its name is what it is now, before one by another name that is like it."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

BODY = "{ pub t: Option<u8>, pub signal: Option<String>, pub all: Vec<u8> }"
OLD = f"pub mod c {{ pub struct Stop {BODY} pub fn f(s: Stop) {{}} }}"


def told(old: str, new: str) -> set[str]:
    """The messages of the major findings."""
    found = check(graph_of({"src/lib.rs": old}), graph_of({"src/lib.rs": new})).findings
    return {finding.message for finding in found if finding.level == "major"}


def test_a_type_of_its_name_goes_before_one_that_is_like_it() -> None:
    new = f"pub mod q {{ pub struct Up {BODY} pub struct Stop {{ pub t: u16 }} }} pub mod c {{ pub fn f(s: crate::q::Stop) {{}} }}"
    assert told(OLD, new) == {"`demo::c::Stop` is `demo::q::Stop` now, and the old path leads nowhere"}


def test_two_of_its_name_decide_nothing() -> None:
    others = "pub mod q { pub struct Stop { pub t: u16 } } pub mod r { pub struct Stop { pub t: u32 } }"
    new = f"pub mod u {{ pub struct Up {BODY} }} {others} pub mod c {{ pub fn f(s: crate::u::Up) {{}} }}"
    assert told(OLD, new) == {"`demo::c::Stop` is likely `demo::u::Up` now, and the old path leads nowhere"}


def test_a_const_of_the_same_value_by_another_name_is_another_one() -> None:
    assert told("pub const GONE: u32 = 198;", "pub const OTHER: u32 = 198;") == {"the const `demo::GONE` is gone"}


def test_a_const_that_goes_to_another_module_is_known_there() -> None:
    old, new = (f"pub mod {name} {{ pub const KEPT: u32 = 198; }}" for name in ("a", "b"))
    assert "`demo::a::KEPT` is `demo::b::KEPT` now, and the old path leads nowhere" in told(old, new)


def test_what_was_there_is_told_by_its_old_name() -> None:
    old = f"pub struct Stop {BODY} pub fn f(s: Option<Stop>) {{}} pub fn g() -> Option<Stop> {{ None }} pub const C: Option<Stop> = None;"
    new = f"pub struct Up {BODY} pub fn f(s: Vec<Up>) {{}} pub fn g() -> Vec<Up> {{ loop {{}} }} pub const C: Vec<Up> = Vec::new();"
    found = told(old, new)
    assert "parameter `s` of `demo::f` is `Vec<Up>`, it was `Option<Stop>`" in found
    assert "`demo::g` returns `Vec<Up>`, it returned `Option<Stop>`" in found
    assert "`demo::C` is `Vec<Up>`, it was `Option<Stop>`" in found


def test_types_of_one_name_are_told_by_their_paths() -> None:
    types = "pub mod a { pub struct S; } pub mod b { pub struct S { pub x: u8 } }"
    old, new = (f"{types} pub fn f() -> Option<{module}::S> {{ None }}" for module in ("a", "b"))
    assert told(old, new) == {"`demo::f` returns `Option<demo::b::S>`, it returned `Option<demo::a::S>`"}
