"""`acyclic`: which links close a cycle, at which level, and which few are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.view.cycles import cyclic_links
from tests.unit.rules.trees import judge, places, refused, said, written

MODULES = "abcd"
LINKS = st.sets(
    st.tuples(st.sampled_from(MODULES), st.sampled_from(MODULES)).filter(lambda link: link[0] != link[1]), max_size=8
)


def crate(links: set[tuple[str, str]]) -> str:
    bodies = {name: " ".join(f"crate::{to}::f();" for a, to in sorted(links) if a == name) for name in MODULES}
    return "".join(f"pub mod {name} {{ pub fn f() {{ {body} }} }}\n" for name, body in bodies.items())


@settings(max_examples=25)
@given(LINKS)
def test_taking_out_the_links_that_are_told_leaves_no_cycle(links: set[tuple[str, str]]) -> None:
    report = judge(written("acyclic", ""), {"src/lib.rs": crate(links)})
    cut = {(v.finding.source[-1], v.finding.target[-1]) for v in report.violations}
    graph: dict[str, set[str]] = {}
    for a, b in links - cut:
        graph.setdefault(a, set()).add(b)
    assert cut <= links
    assert cyclic_links(graph) == []
    whole: dict[str, set[str]] = {}
    for a, b in links:
        whole.setdefault(a, set()).add(b)
    assert bool(cut) == bool(cyclic_links(whole))


def test_a_cycle_is_told_with_its_way_and_the_link_that_opens_it() -> None:
    code = crate({("a", "b"), ("b", "a")}).replace("crate::b::f();", "crate::b::f(); crate::b::g();")
    code = code.replace("pub mod b {", "pub mod b { pub fn g() {}")
    (violation,) = judge(written("acyclic", ""), {"src/lib.rs": code}).violations
    assert violation.finding.message == "cycle among modules: demo::b -> demo::a -> demo::b"
    assert violation.finding.hint == "Cutting demo::b -> demo::a (2 references) breaks it."
    assert [(step.source, step.target) for step in violation.finding.steps] == [
        ("demo::b::f", "demo::a::f"),
        ("demo::a::f", "demo::b::f"),
    ]


FAMILY = "pub mod p { pub fn f() { c::g() } pub mod c { pub fn g() { super::f() } } }\n"


def test_parent_and_child_count_only_where_they_are_asked_for() -> None:
    assert said("acyclic", "", FAMILY) == []
    assert len(said("acyclic", "parents = true", FAMILY)) == 1


DEEP = (
    "pub mod a { pub mod x { pub fn f() { crate::b::y::g() } } }\n"
    "pub mod b { pub mod y { pub fn g() {} } pub mod z { pub fn h() { crate::a::x::f() } } }\n"
)


def test_depth_folds_modules_into_their_ancestors() -> None:
    assert said("acyclic", "", DEEP) == []
    assert said("acyclic", "depth = 1", DEEP) == ["cycle among modules: demo::b -> demo::a -> demo::b"]


def test_scope_leaves_out_what_is_elsewhere() -> None:
    code = crate({("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")})
    assert len(said("acyclic", "", code)) == 2
    (message,) = said("acyclic", 'scope = ["demo::c", "demo::d"]', code)
    assert "demo::c" in message and "demo::a" not in message


TYPES = "pub struct A { pub b: Option<Box<B>> }\npub struct B { pub a: Option<Box<A>> }\npub struct C { pub c: Option<Box<C>> }\n"


def test_types_in_one_module_can_be_in_a_cycle() -> None:
    assert said("acyclic", "", TYPES) == []
    assert said("acyclic", 'level = "type"', TYPES) == ["cycle among types: demo::B -> demo::A -> demo::B"]
    assert places("acyclic", 'level = "type"', TYPES) == ["src/lib.rs:2:34"]


def test_a_cycle_that_was_there_is_known_and_a_second_link_into_it_is_new() -> None:
    before = crate({("a", "b"), ("b", "a")})
    assert said("acyclic", 'since = "x"', before, before) == []
    after = crate({("a", "b"), ("b", "a"), ("b", "c"), ("c", "a")})
    (message,) = said("acyclic", 'since = "x"', after, before)
    assert "demo::c" in message


@pytest.mark.parametrize(
    ("fields", "why"), [('level = "item"', "`level` must be one of"), ("depth = -1", "at least 1")]
)
def test_what_has_no_meaning_is_refused(fields: str, why: str) -> None:
    assert why in refused("acyclic", fields)
