"""Direct findings, and how sure chains are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.rules.code import Code
from rgraph.rules.dependencies import pair_finding, weakest
from rgraph.view.memory import graph_of


@given(st.lists(st.sampled_from(Tier), min_size=1))
def test_a_chain_is_as_sure_as_its_weakest_link(tiers: list[Tier]) -> None:
    order = list(Tier)
    assert weakest(tiers) is order[max(order.index(tier) for tier in tiers)]


def test_a_pair_stands_at_its_first_reference_with_its_surest_tier() -> None:
    code = Code(graph_of({"src/lib.rs": "pub fn f() {\n    g();\n    g();\n}\npub fn g() {}\n"}))
    f, g, path = Symbol("demo::f"), Symbol("demo::g"), RepoPath("src/lib.rs")
    late = Edge(f, EdgeKind.READS, g, Tier.EXACT, 1, 2)
    early = Edge(f, EdgeKind.CALLS, g, Tier.CANDIDATE, 1, 1)
    found = pair_finding(code, "f must not use g", [(path, late), (path, early)])
    assert found.message == "f must not use g (calls, reads)"
    assert (found.place.line, found.place.text, found.tier) == (2, "    g();", "exact")
