"""The one graph of modules that rules, drift and drawings read."""

from __future__ import annotations

import pytest

from rgraph.diff.drift import dependences
from rgraph.diff.snapshot import Snapshot
from rgraph.model.graph import Tier
from rgraph.view.memory import graph_of
from rgraph.view.modules import ModuleGraph
from rgraph.view.reach import ALL_TIERS
from rgraph.view.summary import Level, summary

FILES = {
    "src/lib.rs": "pub mod a;\npub mod b;\n",
    "src/a.rs": 'use crate::b::S;\npub fn f(s: S) { s.go(); std::fs::read("x").unwrap(); }\npub mod inner { pub fn g() { super::f(todo!()) } }\n',
    "src/b.rs": "pub struct S;\nimpl S { pub fn go(&self) {} }\n"
    "#[cfg(test)] mod tests { #[test] fn t() { crate::a::inner::g() } }\n",
}


@pytest.fixture(scope="module")
def modules() -> ModuleGraph:
    return graph_of(FILES).module_graph


def test_an_item_stands_in_its_nearest_module(modules: ModuleGraph) -> None:
    assert modules.module_of("demo::b::S::go") == "demo::b"
    assert modules.module_of("demo::a::inner::g") == "demo::a::inner"
    assert modules.module_of("demo::a::inner") == "demo::a::inner"
    assert modules.module_of("std::fs::read") == "std::fs::read"
    assert modules.modules == ["demo", "demo::a", "demo::a::inner", "demo::b", "demo::b::tests"]


def test_ancestors_go_from_the_item_outwards(modules: ModuleGraph) -> None:
    assert [item.symbol for item in modules.ancestors("demo::a::inner::g")] == [
        "demo::a::inner::g",
        "demo::a::inner",
        "demo::a",
        "demo",
    ]
    assert list(modules.ancestors("std::fs::read")) == []


def test_between_modules_has_no_reference_that_stays_inside(modules: ModuleGraph) -> None:
    between = modules.between(ALL_TIERS, tests=True)
    inside = {pair for pair in between if all(end in modules.items for end in pair)}
    assert inside == {
        ("demo::a", "demo::b"),
        ("demo::a::inner", "demo::a"),
        ("demo::b::tests", "demo::a"),
        ("demo::b::tests", "demo::a::inner"),
    }
    assert ("demo::a", "std::fs::read") in between
    assert all(
        pair == (modules.module_of(e.src), modules.module_of(e.dst)) for pair, r in between.items() for _, e in r
    )


def test_tests_and_tiers_are_left_out_where_they_are_not_asked_for(modules: ModuleGraph) -> None:
    assert not [pair for pair in modules.between(ALL_TIERS, tests=False) if pair[0] == "demo::b::tests"]
    exact = modules.references((Tier.EXACT,), tests=False)
    assert {edge.tier for _, edge in exact} == {Tier.EXACT}
    assert len(exact) < len(modules.references(ALL_TIERS, tests=False))
    assert modules.references([Tier.EXACT], False) is exact


def test_drift_and_drawings_are_of_the_same_graph() -> None:
    graph = graph_of(FILES)
    modules = graph.module_graph
    leaning = set(dependences(Snapshot(graph)))
    sure = [tier for tier in Tier if tier is not Tier.CANDIDATE]
    assert leaning == {pair for pair in modules.between(sure, False) if set(pair) <= modules.items.keys()}
    drawn = {(link.src, link.dst) for link in summary(graph, Level.MODULE, ALL_TIERS).links}
    assert drawn == {pair for pair in modules.between(ALL_TIERS, True) if set(pair) <= modules.items.keys()}
