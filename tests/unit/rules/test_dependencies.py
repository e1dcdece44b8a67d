"""Direct findings, and shortest chains against brute force."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.rules.code import Code
from rgraph.rules.dependencies import _chains, pair_finding, weakest
from rgraph.view.memory import graph_of

NAMES = [Symbol(name) for name in "abcdef"]
LINKS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda link: link[0] != link[1]))


def linked(pairs: set[tuple[Symbol, Symbol]]) -> dict[Symbol, dict[Symbol, tuple[RepoPath, Edge]]]:
    links: dict[Symbol, dict[Symbol, tuple[RepoPath, Edge]]] = {}
    for a, b in pairs:
        links.setdefault(a, {})[b] = (RepoPath("x.rs"), Edge(a, EdgeKind.CALLS, b, Tier.EXACT, 1, 0))
    return links


def shortest(pairs: set[tuple[Symbol, Symbol]], source: Symbol, target: Symbol, passable: frozenset[Symbol]) -> int:
    """The length of the shortest chain that passes at least one node in between; 0 for none."""
    inner = sorted(passable - {source, target})
    for count in range(1, len(inner) + 1):
        for middle in permutations(inner, count):
            chain = [source, *middle, target]
            if all(link in pairs for link in pairwise(chain)):
                return len(chain)
    return 0


@given(LINKS, st.sets(st.sampled_from(NAMES), min_size=1, max_size=2), st.sets(st.sampled_from(NAMES)))
def test_each_target_gets_one_chain_and_none_is_shorter(
    pairs: set[tuple[Symbol, Symbol]], targets: set[Symbol], through: set[Symbol]
) -> None:
    source = NAMES[0]
    passable = frozenset(through - targets - {source})
    found = {chain[-1]: chain for chain in _chains(linked(pairs), source, targets.__contains__, passable.__contains__)}
    for target in targets - {source}:
        assert len(found.get(target, [])) == shortest(pairs, source, target, passable)
    for chain in found.values():
        assert all(link in pairs for link in pairwise(chain))
        assert set(chain[1:-1]) <= passable


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
