"""A parameter that comes in before others, one of whose alternatives stands under each of two conditions."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[features]\ndefault = ["std"]\nstd = []\n'

OLD = """
pub struct R;
pub trait Nullable {}
pub struct Graph<N, Ty = u8, Ix = u32> { n: N, t: Ty, i: Ix }
impl<N: Clone, Ty: Default, Ix: Copy> Graph<N, Ty, Ix> {
    pub fn add(&mut self, at: Ix) -> Ix { at }
    pub fn with(n: N) -> Graph<N, Ty, Ix> { loop {} }
}
impl<N> Graph<N, u16> { pub fn wide(&self) {} }
impl<N, Ty, Ix: Copy> Clone for Graph<N, Ty, Ix> { fn clone(&self) -> Self { loop {} } }
"""


def inserted(param: str) -> str:
    text = OLD.replace("struct Graph<N, Ty", f"struct Graph<N, {param}, Ty")
    text = text.replace("{ n: N, t", "{ n: N, s: Option<S>, t").replace("Graph<N, u16>", "Graph<N, R, u16>")
    text = text.replace("impl<N: Clone, Ty", "impl<N: Clone, S: Clone, Ty").replace("impl<N, Ty", "impl<N, S, Ty")
    return text.replace("Graph<N, Ty, Ix>", "Graph<N, S, Ty, Ix>").replace(
        "pub struct R;", "#[derive(Clone)] pub struct R;"
    )


@pytest.mark.parametrize(
    "param",
    ["S = R", '#[cfg(feature = "std")] S = R, #[cfg(not(feature = "std"))] S'],
    ids=["plain", "under conditions"],
)
def test_it_is_one_finding_and_the_members_stay(param: str) -> None:
    old, new = (graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": text}) for text in (OLD, inserted(param)))
    majors = [finding.rule for finding in check(old, new).findings if str(finding.level) == "major"]
    assert majors == ["generic_parameters_reordered"]


def test_a_parameter_under_two_conditions_is_no_second_one() -> None:
    text = inserted('#[cfg(feature = "std")] S = R, #[cfg(not(feature = "std"))] S')
    graph = graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": text})
    item = next(item for item in graph.items() if item.name == "Graph" and item.kind == "struct")
    assert item.item is not None
    assert [param.name for param in item.item.generics.params] == ["N", "S", "Ty", "Ix"]
