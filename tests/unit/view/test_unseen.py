"""What was not seen of an item's uses: calls on unknown receivers, paths that lead nowhere, macro calls."""

from __future__ import annotations

import pytest

from rgraph.model.facts import ItemKind
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import graph_of
from rgraph.view.pick import pick
from rgraph.view.reach import callees, callers, impact
from rgraph.view.unseen import Unseen, not_expanded, unseen

MANIFEST = '[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\n{rest}'

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["low", "high", "aside"]\n',
    "low/Cargo.toml": MANIFEST.format(name="low", rest='gone = "1"\n'),
    "low/src/lib.rs": """
pub struct Span { pub id: u8, secret: u8 }
impl Span {
    pub fn enter(&self) {}
    pub fn new() -> Span { Span { id: 0, secret: 0 } }
    pub(crate) fn inner(&self) {}
    fn own(&self) {}
}
pub fn free() {}
pub trait Go { fn go(&self) {} }
pub enum Kind { Round }
fn blind(c: unknown::Thing) { c.f.enter(); c.f.enter(); c.f.other(); c.f.id; c.f.inner(); c.f.own(); c.f.go(); }
mod deep { fn blind(c: unknown::Thing) { c.f.own(); nowhere::free(); mystery!(x); } }
""",
    "high/Cargo.toml": MANIFEST.format(name="high", rest='low = { path = "../low" }\n'),
    "high/src/lib.rs": """
fn blind(c: unknown::Thing) { c.f.enter(); c.f.inner(); mystery!(y); mystery!(z); }
mystery!(items);
""",
    "aside/Cargo.toml": MANIFEST.format(name="aside", rest=""),
    "aside/src/lib.rs": "fn blind(c: unknown::Thing) { c.f.enter(); c.f.read(); mystery!(y); }\n",
}


@pytest.fixture(scope="module")
def graph() -> CommitGraph:
    return graph_of(FILES)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("low::Span::enter", Unseen(3, 0, 4)),  # in the crates that can name it
        ("low::Span::inner", Unseen(1, 0, 1)),  # in its crate
        ("low::Span::own", Unseen(2, 0, 1)),  # in its module and below
        ("low::Go::go", Unseen(1, 0, 4)),
        ("low::Span.id", Unseen(1, 0, 4)),
        ("low::Span.secret", Unseen(0, 0, 1)),
        ("low::Span::new", Unseen(0, 0, 4)),  # no call by a receiver means it
        ("low::free", Unseen(0, 1, 4)),
        ("low::Kind::Round", Unseen(0, 0, 4)),
        ("low::deep", Unseen(0, 0, 1)),
        ("std::fs::read", Unseen(0, 0, 5)),
        ("std::io::Read::read", Unseen(1, 0, 5)),
    ],
)
def test_what_may_mean_an_item_is_counted_where_code_can_name_it(graph: CommitGraph, name: str, found: Unseen) -> None:
    assert unseen(graph, pick(graph, name).item) == found


def test_callers_and_impact_say_it(graph: CommitGraph) -> None:
    item = pick(graph, "low::Span::enter").item
    said = [
        "3 .enter() have a receiver of unknown type and may mean this",
        "4 macro calls in scope were not expanded: more uses may hide there",
    ]
    assert callers(graph, item).notes == impact(graph, item).notes == said
    assert callers(graph, item).unseen == Unseen(3, 0, 4)
    assert callees(graph, item).unseen is None and callees(graph, item).notes == []


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("low::Span::inner", "1 .inner() has a receiver of unknown type and may mean this"),
        ("low::Span.id", "1 .id has a receiver of unknown type and may mean this"),
        ("low::free", "1 path that ends in `free` and could not be resolved may mean this"),
        ("low::Span::new", "4 macro calls in scope were not expanded: more uses may hide there"),
        ("low::Span.secret", "1 macro call in scope was not expanded: more uses may hide there"),
    ],
)
def test_the_words(graph: CommitGraph, name: str, first: str) -> None:
    assert callers(graph, pick(graph, name).item).notes[0] == first


def test_macro_calls_by_crate_and_place(graph: CommitGraph) -> None:
    assert not_expanded(graph) == 5
    assert not_expanded(graph, {"high"}) == 3
    assert not_expanded(graph, {"high"}, items_only=True) == 1
    assert not_expanded(graph, {"low"}, items_only=True) == 0
    made = graph.item("high::<mystery!>")
    assert made is not None and made.kind is ItemKind.MACRO_CALL


def test_where_all_is_seen_nothing_is_said() -> None:
    graph = graph_of({"src/lib.rs": "pub struct S;\nimpl S { pub fn f(&self) {} }\npub fn g(s: S) { s.f() }\n"})
    found = callers(graph, pick(graph, "S::f").item)
    assert (found.notes, found.unseen) == ([], Unseen())
