"""How far a change reaches over a trait's dispatch."""

from rgraph.model.graph import Tier
from rgraph.model.ids import Symbol
from rgraph.view.memory import graph_of
from rgraph.view.reach import impact

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
