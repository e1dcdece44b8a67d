"""What macro calls make, as views show it: items with the place of the call, and the macro's name."""

from __future__ import annotations

from rgraph.model.graph import Tier
from rgraph.render.markdown import card_markdown
from rgraph.render.text import card_text, impact_text, neighbours_text
from rgraph.view.card import card, template
from rgraph.view.edgelist import references
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import graph_of
from rgraph.view.reach import callers, impact

CODE = """\
macro_rules! mk {
    ($a:ident, $e:expr) => {
        pub struct $a;
        impl $a { pub fn new() -> Self { helper(); $e; $a } }
    };
}
fn helper() {}
fn named() {}
mk!(
    A,
    named()
);
macro_rules! run { ($e:expr) => { { helper(); $e } } }
fn user() { A::new(); run!(named()); }
"""


def test_an_item_from_a_macro_stands_at_the_call_and_says_so() -> None:
    graph = graph_of({"src/lib.rs": CODE})
    made = graph.item("demo::A::new")
    assert made is not None
    text = card_text(card(graph, made))
    assert "function in src/lib.rs:9-12, crate demo, from macro mk! of src/lib.rs:1" in text
    assert "crate `demo`, from macro `mk!` of `src/lib.rs:1`" in card_markdown(card(graph, made))
    struct = graph.item("demo::A")
    assert struct is not None
    assert struct.line == 10  # the argument that names it


def test_two_templates_of_one_name_are_not_told_apart() -> None:
    code = """\
mod m { macro_rules! mk { ($n:ident) => { pub fn $n() {} } } pub(crate) use mk; }
mod n { macro_rules! mk { ($n:ident) => { pub fn $n() {} } } pub(crate) use mk; }
m::mk!(a); n::mk!(b);
mod single { crate::n::mk!(c); }
"""
    graph = graph_of({"src/lib.rs": code})
    assert [_template(graph, name) for name in ("demo::a", "demo::b", "demo::single::c")] == [
        None,
        None,
        "demo::n::mk!",
    ]


def _template(graph: CommitGraph, name: str) -> str | None:
    item = graph.item(name)
    assert item is not None
    found = template(graph, item)
    return found.symbol if found is not None else None


def test_callers_from_a_macro_say_so() -> None:
    graph = graph_of({"src/lib.rs": CODE})
    helper = graph.item("demo::helper")
    assert helper is not None
    text = neighbours_text(callers(graph, helper))
    assert "demo::A::new  calls, exact, from macro mk!" in text
    assert "demo::user  calls, exact, through a macro" in text


def test_the_edge_list_has_what_the_source_names() -> None:
    graph = graph_of({"src/lib.rs": CODE})
    found = {(row.owner_name, row.target_name) for row in references(graph, list(Tier)) if row.kind == "call"}
    assert found == {("user", "new"), ("user", "named"), ("mk", "helper"), ("run", "helper")}


def test_what_a_template_alone_names_is_marked() -> None:
    graph = graph_of({"src/lib.rs": CODE})
    marks = {edge.dst: edge.of_template for edge in graph.out("demo::user") if edge.via_macro}
    assert marks["demo::helper"]
    assert not marks["demo::named"]


def test_what_the_source_names_too_is_not_marked() -> None:
    code = CODE + "fn both() { run!(1); helper(); }\nfn before() { helper(); run!(1); }\n"
    graph = graph_of({"src/lib.rs": code})
    for owner in ("demo::both", "demo::before"):
        (edge,) = [edge for edge in graph.out(owner) if edge.dst == "demo::helper"]
        assert not edge.of_template


def test_what_a_macro_gives_back_elsewhere_owns_its_references() -> None:
    code = """\
macro_rules! both {
    ($($t:tt)*) => { mod one { $($t)* fn rt() {} } mod two { $($t)* fn rt() {} } };
}
pub fn named() {}
both! {
    fn test() { crate::named(); rt(); }
}
"""
    rows = {row for row in references(graph_of({"src/lib.rs": code}), list(Tier)) if row.kind == "call"}
    assert {(row.owner_name, row.owner_line, row.target_name) for row in rows} == {
        ("test", 6, "named"),
        ("test", 6, "rt"),
    }


def test_a_name_of_the_argument_in_a_path_that_the_template_goes_on_with_is_not_marked() -> None:
    code = """\
mod deep { pub enum Level { A } }
struct S;
impl S { fn new() {} }
macro_rules! new { ($t:ident) => { $t::new() } }
macro_rules! level { ($t:ident) => { crate::deep::$t::A } }
macro_rules! inside { ($m:ident) => { $m::Level::A } }
fn begins() { new!(S); }
fn stands_within() { level!(Level); }
fn module() { inside!(deep); }
"""
    graph = graph_of({"src/lib.rs": code})
    marks = {(edge.src, edge.dst): edge.of_template for edge in graph.edges() if edge.via_macro}
    assert marks == {
        ("demo::begins", "demo::S"): False,
        ("demo::begins", "demo::S::new"): True,
        ("demo::stands_within", "demo::deep"): True,
        ("demo::stands_within", "demo::deep::Level"): False,
        ("demo::stands_within", "demo::deep::Level::A"): True,
        ("demo::module", "demo::deep"): False,
        ("demo::module", "demo::deep::Level"): True,
        ("demo::module", "demo::deep::Level::A"): True,
    }


def test_self_in_the_trait_of_an_argument_names_the_trait() -> None:
    code = "macro_rules! keep { ($($i:item)*) => { $($i)* } }\nkeep! { pub trait Tr { fn m(&self) -> Box<Self>; } }\n"
    rows = {(row.owner_name, row.target_name) for row in references(graph_of({"src/lib.rs": code}), list(Tier))}
    assert ("m", "Tr") in rows


def test_impact_says_what_a_macro_makes() -> None:
    graph = graph_of({"src/lib.rs": CODE})
    helper = graph.item("demo::helper")
    assert helper is not None
    text = impact_text(impact(graph, helper))
    assert "demo::A::new  calls, exact, from macro mk!" in text
    assert not [line for line in text.splitlines() if "demo::user" in line and "from macro" in line]
