"""`forbidden`: direct and indirect dependences, and what is let through."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import places, refused, said

CHAIN = (
    "pub mod a { pub fn f() { crate::b::g() } }\n"
    "pub mod b { pub fn g() { crate::c::h() } }\n"
    "pub mod c { pub fn h() {} }\n"
)
APART = 'from = "demo::a"\nto = "demo::c"\n'


def test_a_chain_is_found_only_where_it_is_asked_for() -> None:
    assert said("forbidden", APART, CHAIN) == []
    assert said("forbidden", APART + "transitive = true", CHAIN) == [
        "demo::a must not depend on demo::c, not even by way of demo::b::g"
    ]


def test_a_chain_through_an_allowed_module_is_none() -> None:
    assert said("forbidden", APART + 'transitive = true\nvia = "demo::b"', CHAIN) == []


def test_a_chain_stands_at_its_first_step() -> None:
    assert places("forbidden", APART + "transitive = true", CHAIN) == ["src/lib.rs:1:36"]


def test_what_is_both_source_and_target_may_use_itself() -> None:
    code = "pub mod a { pub mod x { pub fn f() { super::y::g() } } pub mod y { pub fn g() {} } }\n"
    assert said("forbidden", 'from = "demo::a"\nto = "demo::a"', code) == []


def test_one_pair_of_items_is_one_finding_with_every_verb() -> None:
    code = "pub mod a { use crate::b::S; pub fn f(s: S) -> S { S::new(); S::new(); s } }\npub mod b { pub struct S; impl S { pub fn new() {} } }\n"
    found = said("forbidden", 'from = "demo::a"\nto = "demo::b"', code)
    assert found == [
        "demo::a must not depend on demo::b::S (imports)",
        "demo::a::f must not depend on demo::b::S (uses type)",
        "demo::a::f must not depend on demo::b::S::new (calls)",
    ]


def test_the_module_on_the_way_of_a_path_is_not_told_twice() -> None:
    code = "pub mod a { pub fn f() { crate::b::g() } }\npub mod b { pub fn g() {} }\n"
    assert said("forbidden", 'from = "demo::a"\nto = "demo::b"', code) == [
        "demo::a::f must not depend on demo::b::g (calls)"
    ]


@pytest.mark.parametrize("to", ["std::fs", "external:std"])
def test_outside_names_can_be_forbidden(to: str) -> None:
    code = 'pub fn f() { std::fs::read("x").unwrap(); }\n'
    found = said("forbidden", f'from = "demo"\nto = "{to}"', code)
    assert any("std::fs::read" in line for line in found)


def test_only_the_kinds_of_edges_that_are_asked_for_count() -> None:
    code = "pub mod a { use crate::b::S; pub fn f(_: S) {} }\npub mod b { pub struct S; }\n"
    pair = 'from = "demo::a"\nto = "demo::b"\n'
    assert said("forbidden", pair + 'edges = ["uses_type"]', code) == [
        "demo::a::f must not depend on demo::b::S (uses type)"
    ]
    assert said("forbidden", pair + 'edges = ["calls"]', code) == []


def test_tests_count_only_where_they_are_asked_for() -> None:
    code = "pub mod a { #[cfg(test)] mod tests { #[test] fn t() { crate::b::g() } } }\npub mod b { pub fn g() {} }\n"
    pair = 'from = "demo::a"\nto = "demo::b"\n'
    assert said("forbidden", pair, code) == []
    assert said("forbidden", pair + "tests = true", code) == ["demo::a::tests::t must not depend on demo::b::g (calls)"]


def test_via_without_transitive_is_refused() -> None:
    assert "only with `transitive = true`" in refused("forbidden", APART + 'via = "demo::b"')


def test_an_edge_kind_that_is_none_is_refused_with_the_nearest() -> None:
    assert "did you mean `calls`" in refused("forbidden", APART + 'edges = ["call"]')
