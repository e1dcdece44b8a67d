"""`metrics`: what each measure counts, its limits, and what was too big before."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import refused, said

CODE = (
    "pub mod a { pub fn f(x: u8, y: u8) { crate::b::g(); crate::c::h();\n } }\n"
    "pub mod b { pub fn g() { crate::c::h() } pub struct S { pub p: u8, pub q: u8, pub r: u8 } impl S { pub fn m(&self) {} } }\n"
    "pub mod c { pub fn h() {} pub enum E { A, B } pub trait T { fn one(); fn two() {} } }\n"
)


def over(measure: str, limit: float, more: str = "") -> list[str]:
    return said("metrics", f'measure = "{measure}"\nmax = {limit}\n{more}', CODE)


@pytest.mark.parametrize(
    ("measure", "limit", "told"),
    [
        ("lines", 1, ["demo::a::f: lines is 2, over 1"]),
        ("parameters", 1, ["demo::a::f: parameters is 2, over 1"]),
        ("fields", 2, ["demo::b::S: fields is 3, over 2"]),
        ("variants", 1, ["demo::c::E: variants is 2, over 1"]),
        ("methods", 1, ["demo::c::T: methods is 2, over 1"]),
        ("callers", 1, ["demo::c::h: callers is 2, over 1"]),
        ("fan_in", 1, ["demo::c: fan_in is 2, over 1"]),
        ("fan_out", 1, ["demo::a: fan_out is 2, over 1"]),
        ("instability", 0.5, ["demo::a: instability is 1.00, over 0.50"]),
        ("file_lines", 3, ["demo: file_lines is 4, over 3"]),
    ],
)
def test_measures(measure: str, limit: float, told: list[str]) -> None:
    found = said("metrics", f'measure = "{measure}"\nmax = {limit}', CODE)
    assert [line.replace("over 0.5", "over 0.50") for line in found] == told


def test_a_value_at_the_limit_is_fine() -> None:
    assert over("parameters", 2) == []
    assert over("fan_in", 2) == []


def test_a_least_value_is_told_too() -> None:
    assert said("metrics", 'measure = "variants"\nmin = 3', CODE) == ["demo::c::E: variants is 2, under 3"]


def test_scope_limits_what_is_judged() -> None:
    assert over("parameters", 1, 'scope = "demo::b"') == []


def test_what_was_over_the_limit_before_is_told_only_where_it_got_worse() -> None:
    more = CODE.replace("y: u8)", "y: u8, z: u8)")
    rule = 'measure = "parameters"\nmax = 1\nsince = "x"'
    assert said("metrics", rule, CODE, CODE) == []
    assert said("metrics", rule, more, CODE) == ["demo::a::f: parameters is 3, over 1"]
    assert said("metrics", rule, CODE, more) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ('measure = "weight"\nmax = 1', "`measure` must be one of"),
        ('measure = "lines"', "needs `max` or `min`"),
        ('measure = "lines"\nmax = 1\nmin = 2', "contradictory"),
    ],
)
def test_what_has_no_meaning_is_refused(fields: str, why: str) -> None:
    assert why in refused("metrics", fields)
