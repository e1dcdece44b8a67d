"""What a call of a macro becomes: expanded until what comes out is no call."""

from __future__ import annotations

from rgraph.link.expansion.made_text import Made, expansion_of
from rgraph.link.expansion.templates import Template
from rgraph.link.types.limits import EXPANSION_BYTES, EXPANSION_CHAIN_BYTES, MACRO_CALLS
from rgraph.link.world import World
from rgraph.model.hygiene import IN_BODIES, crate_name
from tests.unit.link_types.worlds import item, world_of


def template(world: World, name: str) -> Template:
    found = world.template(item(world, name))
    assert found is not None
    return found


def made(text: str, name: str, tokens: str, depth: int = 1) -> Made:
    world = world_of(text)
    return expansion_of(world, template(world, name), tokens, depth)


def test_a_call_expanded() -> None:
    text = "macro_rules! m { ($a:expr => $b:expr) => { ($a, $b, x) }; ($i:ident) => { $crate::f($i) } }"
    assert made(text, "m", "1 =>\n2", 2).text.split("\n") == ["(", "1", ",", "2", f", x{IN_BODIES * 2})"]
    assert made(text, "m", "1 =>\n2").rows == [-1, 0, -1, 1, -1]
    world = world_of(text)
    crate = crate_name(item(world, "m").crate.id)
    assert made(text, "m", "y").text.replace("\n", "") == f"{crate}::f(y)"


def test_why_a_call_is_not_expanded() -> None:
    text = "macro_rules! m { ($a:expr) => { $a } }"
    assert made(text, "m", "a b").reason == "not_expanded"
    assert made(text, "m", f'"{"x" * EXPANSION_BYTES}"').reason == "limit"


def test_calls_that_become_calls_are_expanded_to_the_last() -> None:
    found = made(
        """
        #[macro_export] macro_rules! count { (@ ($($d:tt)*)) => { $crate::f($($d),*) }; (@ ($($d:tt)*) $x:tt $($r:tt)*) => { $crate::count!{ @ ($($d)* $x) $($r)* } };
            ($($r:tt)*) => { other!{ $($r)* } } }
        macro_rules! other { ($($r:tt)*) => { count!{ @ () $($r)* } } }
        """,
        "count",
        "a\nb\nc",
    )
    assert [*zip(found.text.split("\n"), found.rows, strict=True)] == [
        (f"{crate_name('demo')}::f(", -1), ("a", 0), (",", -1), ("b", 1), (",", -1), ("c", 2), (")", -1)
    ]  # fmt: skip
    assert sorted({each.name for each in found.called}) == ["count", "other"]


def test_calls_without_an_end_are_cut() -> None:
    found = made("macro_rules! forever { ($($x:tt)*) => { forever!{ $($x)* } } }", "forever", "a")
    assert (found.text, found.reason) == ("", "limit")
    assert found.taken == MACRO_CALLS * (len("forever!{a}") + len(["forever", "!", "{", "a", "}"]))


def test_what_one_call_becomes_on_its_way_is_limited_too() -> None:
    long = "a" * (EXPANSION_BYTES // 2)
    found = made("macro_rules! forever { ($($x:tt)*) => { forever!{ $($x)* } } }", "forever", long)
    assert found.reason == "limit"
    assert EXPANSION_CHAIN_BYTES < found.taken <= EXPANSION_CHAIN_BYTES + EXPANSION_BYTES


def test_a_macro_in_a_function_sees_its_locals() -> None:
    world = world_of("macro_rules! m { () => {} } fn f() { macro_rules! n { () => {} } }")
    assert (template(world, "m").is_local, template(world, "n").is_local) == (False, True)
    assert template(world, "m") is template(world, "m")
    assert world.template(item(world, "f")) is None
