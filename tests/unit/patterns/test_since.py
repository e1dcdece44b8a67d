"""What appeared and what went between two trees; what stands in a list is compared one by one."""

from __future__ import annotations

import dataclasses
import json

import pytest

from rgraph.errors import ConfigError
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.finding import portrait
from rgraph.patterns.pattern import Portrait
from rgraph.render.formats import written
from rgraph.render.style import PLAIN
from rgraph.view.memory import graph_of

VISITOR = "pub trait Visit { fn visit_a(&self) {} fn visit_b(&self) {} fn visit_c(&self) {} }\n"
GUARD = "pub struct OpenGuard;\nimpl Drop for OpenGuard { fn drop(&mut self) {} }\n"


def codebase(text: str) -> Codebase:
    return Codebase(graph_of({"src/lib.rs": text}))


def told(before: str, after: str) -> Portrait:
    return portrait(codebase(after), "new", (), codebase(before), "old")


def words(format: str, found: Portrait) -> str:
    return written("patterns", format, found, style=PLAIN, verbose=False)


def changes(found: Portrait) -> list[tuple[str, str, str]]:
    return [(each.pattern, one.change, one.subject) for each in found.patterns for one in each.findings]


def test_what_appeared_and_what_went() -> None:
    found = told(VISITOR, GUARD)
    assert changes(found) == [("raii_guards", "appeared", "demo::OpenGuard"), ("visitors", "gone", "demo::Visit")]


def test_what_only_moved_is_neither() -> None:
    assert changes(told(VISITOR + GUARD, GUARD + "\n\n" + VISITOR)) == []


def test_a_list_tells_what_came_to_it_and_what_left_it() -> None:
    found = told("pub struct A(u8);\npub struct B(u8);\n", "pub struct A(u8);\npub struct C(u8);\n")
    (newtypes,) = found.patterns
    assert [(one.change, one.statement, [e.symbol for e in one.evidence]) for one in newtypes.findings] == [
        ("appeared", "1 newtype in demo", ["demo::C"]),
        ("gone", "1 newtype in demo", ["demo::B"]),
    ]


def cycle(*modules: str) -> str:
    """Modules of which each uses the next, and the last the first."""
    pairs = zip(modules, [*modules[1:], modules[0]], strict=True)
    return "".join(f"pub mod {one} {{ pub struct S; pub fn f(_: super::{other}::S) {{}} }}\n" for one, other in pairs)


def test_a_cycle_that_shrank_or_grew_is_neither_new_nor_gone() -> None:
    large, small = cycle("a", "b", "c", "d"), cycle("b", "c", "d") + "pub mod a {}\n"
    assert changes(told(large, small)) == [("cycles", "changed", "demo::b")]
    assert changes(told(small, large)) == [("cycles", "changed", "demo::a")]
    assert "demo::a left" in words("text", told(large, small))
    assert "demo::a joined" in words("text", told(small, large))
    assert "  ~ " in words("text", told(large, small))
    assert changes(told(large, large)) == []


def test_a_cycle_that_fell_apart_is_two_that_changed_and_one_of_other_modules_is_new() -> None:
    apart = cycle("a", "b") + cycle("c", "d")
    assert changes(told(cycle("a", "b", "c", "d"), apart)) == [
        ("cycles", "changed", "demo::a"),
        ("cycles", "changed", "demo::c"),
    ]
    other = cycle("a", "b") + "pub mod c {}\npub mod d {}\n"
    assert changes(told(other, cycle("c", "d"))) == [("cycles", "appeared", "demo::c"), ("cycles", "gone", "demo::a")]


def test_the_words_of_each_format() -> None:
    found = told(VISITOR, GUARD)
    assert "  + demo::OpenGuard cleans up when it is dropped" in words("text", found)
    assert "  - demo::Visit is a visitor" in words("text", found)
    assert "- **gone**: demo::Visit is a visitor" in words("markdown", found)
    results = json.loads(words("sarif", found))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["raii_guards"]
    assert "no pattern appeared, changed or disappeared since old" in words("text", told(GUARD, GUARD))


def test_what_a_repository_wrote_leaves_no_format() -> None:
    found = told("", GUARD)
    (guards,) = found.patterns
    hostile = dataclasses.replace(guards.findings[0], statement="\x1b[31m<script>](x) ::error ::y\n::error ::z")
    found = dataclasses.replace(found, patterns=(dataclasses.replace(guards, findings=(hostile,)),))
    text, page = words("text", found), words("markdown", found)
    assert "\x1b" not in text and "\n::error" not in text
    assert "<script>" not in page and "\x1b" not in page


def test_a_pattern_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean `visitors`"):
        portrait(codebase(""), "", ["visitor"])
