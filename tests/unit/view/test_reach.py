"""How far a change reaches over a trait's dispatch, and over what runs without being named."""

import pytest

from rgraph.errors import ConfigError
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol
from rgraph.view.memory import graph_of
from rgraph.view.reach import callees, callers, impact, parse_kinds

KINDS = 7
"""More impls than the linker gives as candidates of one call."""

SOURCE = (
    "pub trait Draw { fn draw(&self); }\n"
    + "".join(f"pub struct S{n};\nimpl Draw for S{n} {{ fn draw(&self) {{}} }}\n" for n in range(KINDS))
    + "pub fn all(things: &[Box<dyn Draw>]) { for thing in things { thing.draw(); } }\n"
    + "#[cfg(test)] mod tests { #[test] fn draws() { super::all(&[]); } }\n"
)
GRAPH = graph_of(
    {"Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n', "src/lib.rs": SOURCE}
)


def reached(symbol: str, tiers: tuple[Tier, ...] = tuple(Tier)) -> dict[str, Tier]:
    item = GRAPH.item(Symbol(symbol))
    assert item is not None
    return {one.item.symbol: one.tier for one in impact(GRAPH, item, None, tiers).affected}


def test_a_method_of_an_impl_is_reached_by_calls_over_the_trait() -> None:
    assert reached("demo::<S3 as Draw>::draw") == {
        "demo::Draw::draw": Tier.CANDIDATE,
        "demo::all": Tier.CANDIDATE,
        "demo::tests::draws": Tier.CANDIDATE,
    }


def test_without_candidates_dispatch_is_not_followed() -> None:
    assert reached("demo::<S3 as Draw>::draw", (Tier.EXACT, Tier.INFERRED)) == {}


def test_a_changed_trait_method_reaches_its_impls() -> None:
    assert {f"demo::<S{n} as Draw>::draw" for n in range(KINDS)} <= reached("demo::Draw::draw").keys()


RUNNING = graph_of(
    {
        "src/lib.rs": "pub struct X;\n"
        "impl std::fmt::Display for X { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }\n"
        'pub fn shows(x: X) { println!("{x}"); }\n'
        "pub fn calls(x: X) { shows(x) }\n"
    }
)


def test_what_runs_without_being_named_is_followed_and_can_be_left_out() -> None:
    name = next(symbol for item in RUNNING.items() if (symbol := item.symbol).endswith("<X as Display>::fmt"))
    item, shows = RUNNING.item(name), RUNNING.item(Symbol(name.replace("<X as Display>::fmt", "shows")))
    assert item is not None and shows is not None
    runs = parse_kinds(" runs, imports,")
    assert runs == {EdgeKind.RUNS, EdgeKind.IMPORTS}
    assert [(one.edge, one.symbol) for one in callers(RUNNING, item).neighbours] == [(EdgeKind.RUNS, shows.symbol)]
    assert callers(RUNNING, item, without=runs).neighbours == []
    assert [one.depth for one in callers(RUNNING, item, depth=None).neighbours] == [1, 2]
    assert name in [one.symbol for one in callees(RUNNING, shows).neighbours]
    assert name not in [one.symbol for one in callees(RUNNING, shows, without=runs).neighbours]
    assert [one.edge for one in impact(RUNNING, item).affected] == [EdgeKind.RUNS, EdgeKind.CALLS]
    assert impact(RUNNING, item, without=runs).affected == []


def test_a_word_that_is_no_kind_of_edge_is_refused() -> None:
    with pytest.raises(ConfigError, match="no kind of edge 'running'"):
        parse_kinds("runs,running")


TEMPLATES = graph_of(
    {
        "Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
        "src/lib.rs": "pub fn one() {}\npub fn other() {}\n"
        "#[macro_export] macro_rules! pick { (1) => { $crate::one() }; (2) => { $crate::other() } }\n"
        "#[macro_export] macro_rules! outer { () => { $crate::pick!(1) } }\n"
        "pub fn calls_one() { pick!(1) }\n"
        "pub fn calls_other() { pick!(2) }\n"
        "pub fn calls_outer() { outer!() }\n",
    }
)


def templates_reached(symbol: str) -> dict[str, Tier]:
    item = TEMPLATES.item(Symbol(symbol))
    assert item is not None
    return {one.item.symbol: one.tier for one in impact(TEMPLATES, item).affected}


def test_what_a_template_names_reaches_the_macro_and_not_all_its_callers() -> None:
    assert templates_reached("demo::one") == {
        "demo::pick!": Tier.CANDIDATE,
        "demo::outer!": Tier.CANDIDATE,
        "demo::calls_one": Tier.EXACT,
        "demo::calls_outer": Tier.EXACT,
    }


def test_a_macro_that_changes_reaches_its_callers() -> None:
    assert templates_reached("demo::pick!").keys() == {
        "demo::outer!",
        "demo::calls_one",
        "demo::calls_other",
        "demo::calls_outer",
    }
