"""Matchers and transcribers read as values and blocks."""

from __future__ import annotations

import pytest

from rgraph.link.bodies.expansion import (
    SILENCE,
    Arm,
    arguments_of,
    arms_of,
    expansion_of,
    fitting,
    local_name,
    matched_values,
)
from rgraph.link.defs import Def
from rgraph.link.types.limits import EXPANSION_BYTES, MACRO_CALLS, TRANSCRIBER_BYTES
from rgraph.link.types.terms import UNKNOWN, Terms
from rgraph.link.world import World
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import ECall, SExpr
from rgraph.parse.arms import Arms
from rgraph.parse.expand import Expansion, expand_call
from tests.unit.link_types.worlds import item, world_of


@pytest.mark.parametrize(
    ("matcher", "found"),
    [
        ("", ((), False)),
        ("$e:expr", (("e",), False)),
        ("$a:expr, $b:ident", (("a", "b"), False)),
        ("$a : expr , $b : tt ,", (("a", "b"), False)),
        ("$a:expr $(,)?", (("a",), False)),
        ("$($e:expr),*", (("e",), True)),
        ("$($e:expr),* $(,)?", (("e",), True)),
        ("$($e:expr);+", (("e",), True)),
        ("$a:expr, $($b:expr),*", (("a", "b"), True)),
        ("$($a:expr),*, $b:expr", None),
        ("$a:ty", None),
        ("$a:expr => $b:expr", None),
        ("key: $a:expr", None),
        ("$($k:expr => $v:expr),*", None),
        ("struct $i:ident", None),
    ],
)
def test_the_values_that_a_matcher_takes(matcher: str, found: tuple[tuple[str, ...], bool] | None) -> None:
    assert matched_values(matcher) == found


def arms(text: str, name: str = "m") -> tuple[Arm, ...]:
    world = world_of(text)
    return arms_of(world, item(world, name))


def test_arms_that_take_values_and_parse() -> None:
    found = arms(
        "macro_rules! m { () => { 1 }; ($a:expr, $b:expr) => { f($a, $b) }; ($t:ty) => { 2 }; ($e:expr) => { struct S; } }"
    )
    assert [each.variables for each in found] == [(), ("a", "b")]


def test_the_arm_for_so_many_values() -> None:
    found = arms("macro_rules! m { ($a:expr) => { 1 }; ($a:expr, $b:expr) => { 2 }; ($a:expr, $($b:expr),*) => { 3 } }")
    assert [fitting(found, count, []) for count in (0, 1, 2, 3, 9)] == [None, found[0], found[1], found[2], found[2]]
    assert fitting(found, 1, [found[0]]) is found[2]  # one that is being read is done with
    assert fitting((), 1, []) is None


def test_an_arm_that_binds_a_name_of_the_caller_declares() -> None:
    (one,) = arms("macro_rules! m { ($i:ident) => { let $i = 1; } }")
    (other,) = arms("macro_rules! m { ($e:expr) => { let x = $e; } }")
    assert one.declares
    assert not other.declares


def test_variables_are_locals() -> None:
    terms = Terms()
    (arm,) = arms("macro_rules! m { ($a:expr, $($b:expr),*) => { f($a, $($b),*) } }")
    assert arguments_of(arm, [terms.bool, terms.str, terms.usize]) == {
        local_name("a"): terms.bool,
        local_name("b"): terms.str,
    }
    assert arguments_of(arm, [terms.bool]) == {local_name("a"): terms.bool, local_name("b"): UNKNOWN}


def test_a_long_transcriber_is_not_read() -> None:
    short, long = "1; " * 10, "1; " * TRANSCRIBER_BYTES
    assert len(arms(f"macro_rules! m {{ () => {{ {short} }} }}")) == 1
    assert arms(f"macro_rules! m {{ () => {{ {long} }} }}") == ()


def test_imports_and_crate_in_a_transcriber() -> None:
    (arm,) = arms("macro_rules! m { ($e:expr) => {{ use $crate::x::{Y, z}; $crate::f($e) }} }")
    assert len(arm.block.stmts) == 1


def test_what_is_no_macro_has_no_arms() -> None:
    assert arms("fn m() {}") == ()


def expanded(world: World, macro: Def, tokens: str) -> bool:
    return expansion_of(world, macro, tokens).block is not None


def test_a_call_expanded() -> None:
    world = world_of("macro_rules! m { ($a:expr => $b:expr) => { ($a, $b) }; ($i:ident) => { $crate::f($i) } }")
    macro = item(world, "m")
    assert expanded(world, macro, "1 => 2")
    assert expanded(world, macro, "x")
    assert not expanded(world, macro, "a b c")
    assert not expanded(world, macro, f'"{"x" * EXPANSION_BYTES}" => 2')


def test_calls_that_become_calls_are_expanded_to_the_last() -> None:
    world = world_of(
        """
        #[macro_export] macro_rules! count { (@ ($($d:tt)*)) => { f($($d),*) }; (@ ($($d:tt)*) $x:tt $($r:tt)*) => { $crate::count!{ @ ($($d)* one) $($r)* } };
            ($($r:tt)*) => { count!{ @ () $($r)* } } }
        macro_rules! forever { ($($x:tt)*) => { forever!{ $($x)* } } }
        """
    )
    block = expansion_of(world, item(world, "count"), "a b c").block
    assert block is not None
    (stmt,) = block.stmts
    assert isinstance(stmt, SExpr)
    assert isinstance(stmt.expr, ECall)
    once = expand_call(Arms(item(world, "forever").item.arms), "a", crate="")  # type: ignore[union-attr]
    assert isinstance(once, Expansion)
    assert expansion_of(world, item(world, "forever"), "a") == (None, MACRO_CALLS * len(once.text), True)


def test_silence_says_nothing() -> None:
    world = world_of("pub fn f() {}")
    f = item(world, "f")
    assert not SILENCE.explaining
    SILENCE.edge(f, EdgeKind.CALLS, f, Tier.EXACT, 0)
    SILENCE.edges(f, EdgeKind.CALLS, (f,), Tier.EXACT, 0)
    SILENCE.unresolved("x", "y")
    SILENCE.note("z")
