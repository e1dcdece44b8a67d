"""Answers for agents: each place once, nothing of a whole file where an outline tells more."""

from __future__ import annotations

from rgraph.render.compact import card_told, impact_told, neighbours_told
from rgraph.view.card import card
from rgraph.view.graph import CommitGraph
from rgraph.view.lines import Lines
from rgraph.view.memory import graph_of
from rgraph.view.pick import pick_item
from rgraph.view.reach import callees, callers, impact

FILES = {
    "Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": (
        "/// Counts.\n#[derive(Debug)]\npub struct Counter {\n    pub count: u32,\n}\n\n"
        "impl Counter {\n    pub fn add(&mut self) {}\n}\n\n"
        "pub fn twice(counter: &mut Counter) {\n    counter.add();\n\n\n\n\n\n    counter.add();\n    counter.add();\n}\n\n"
        "fn alone() {}\n\n#[test]\nfn adds() {\n    twice(&mut Counter { count: 0 });\n}\n"
    ),
}


def _graph() -> CommitGraph:
    return graph_of(FILES)


def test_an_item_that_refers_several_times_has_one_line() -> None:
    graph = _graph()
    told = neighbours_told(callers(graph, pick_item(graph, "Counter::add")), Lines(graph))
    assert told.body == ["src/lib.rs", "  12: demo::twice  (inferred, 3 times) | counter.add();"]
    used = neighbours_told(callers(graph, pick_item(graph, "Counter")), Lines(graph)).body
    assert sum("demo::twice" in line for line in used) == 1


def test_lines_beside_are_shown_once_with_gaps_between() -> None:
    graph = _graph()
    told = neighbours_told(callers(graph, pick_item(graph, "demo::Counter")), Lines(graph), beside=1)
    text = "\n".join(told.body)
    assert "  11: pub fn twice(counter: &mut Counter) {" in text
    numbers = [line for line in told.body if line.startswith("  12")]
    assert len(numbers) == 1


def test_a_card_has_the_code_and_what_stands_elsewhere() -> None:
    graph = _graph()
    item = pick_item(graph, "demo::Counter")
    told = card_told(card(graph, item), Lines(graph))
    assert "3: pub struct Counter {" in told.body and "1: /// Counts." in told.body
    assert "contains 1 elsewhere:" in told.body and "8: pub fn add(&mut self)" in told.body
    assert not any(line.startswith("4: pub count: u32") and "contains" in line for line in told.body)
    without = card_told(card(graph, item), Lines(graph), source=False)
    assert "4: pub count: u32" in without.body and "/// Counts." in without.body


def test_nobody_is_said_in_words() -> None:
    graph = _graph()
    told = neighbours_told(callers(graph, pick_item(graph, "demo::alone")), Lines(graph))
    assert told.body == [] and told.foot[0] == "nothing in this tree refers to it"
    public = neighbours_told(callers(graph, pick_item(graph, "Counter.count")), Lines(graph))
    assert public.head[0].startswith("callers of demo::Counter.count: 1")
    nothing = neighbours_told(callees(graph, pick_item(graph, "demo::alone")), Lines(graph))
    assert nothing.foot == ["nothing in it refers to anything that was resolved"]


def test_the_tests_that_a_change_reaches_come_first() -> None:
    graph = _graph()
    told = impact_told(impact(graph, pick_item(graph, "Counter::add")))
    assert told.body[0].startswith("run 1 test: cargo test")
    assert told.body[1] == "1 edge away:"
