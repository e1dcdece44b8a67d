"""Cycles and the links that open them, against brute force."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.view.cycles import Link, _ordered, cyclic_links, feedback_links, followers, shortest_cycle

LINKS = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda link: link[0] != link[1]))


def reaches(start: str, end: str, links: set[Link]) -> bool:
    seen, stack = {start}, [start]
    while stack:
        name = stack.pop()
        for a, b in links:
            if a == name and b not in seen:
                seen.add(b)
                stack.append(b)
    return end in seen


def graph_of_links(links: set[Link]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for a, b in links:
        graph.setdefault(a, set()).add(b)
    return graph


@given(LINKS)
@settings(max_examples=150, deadline=None)
def test_a_link_is_cyclic_if_its_end_reaches_its_start(links: set[Link]) -> None:
    found = {link for _, inside in cyclic_links(graph_of_links(links)) for link in inside}
    assert found == {(a, b) for a, b in links if reaches(b, a, links)}


@given(LINKS, st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_without_the_feedback_links_no_removable_link_is_on_a_cycle(links: set[Link], fixed: int) -> None:
    every = sorted(links)
    removable = set(every[fixed:])
    removed = set(feedback_links(every, {}, removable))
    assert removed <= removable
    left = links - removed
    assert not [(a, b) for a, b in left & removable if reaches(b, a, left)]
    # and none of them is removed in vain
    assert all(reaches(b, a, left | {(a, b)}) for a, b in removed)


def test_two_cycles_that_share_a_link_are_opened_there() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("b", "d"), ("d", "a")]
    assert feedback_links(links, {}, set(links)) == [("a", "b")]


def test_the_lighter_link_is_cut() -> None:
    links = [("a", "b"), ("b", "a")]
    assert feedback_links(links, {("a", "b"): 9, ("b", "a"): 1}, set(links)) == [("b", "a")]
    assert feedback_links(links, {("a", "b"): 1, ("b", "a"): 9}, set(links)) == [("a", "b")]


def test_the_shortest_cycle_starts_with_the_link() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("b", "d"), ("d", "c")]
    assert shortest_cycle(("a", "b"), followers(links)) == ["a", "b", "c", "a"]
    assert shortest_cycle(("c", "a"), followers(links)) == ["c", "a", "b", "c"]


def test_small_feedback_sets_are_near_the_smallest() -> None:
    names = "abcde"
    links = [(a, b) for a, b in combinations(names, 2)] + [("e", "a"), ("d", "a")]
    assert len(feedback_links(links, {}, set(links))) == 2


def plainly_ordered(links: list[Link], weights: dict[Link, int]) -> list[str]:
    """The heuristic of Eades, Lin and Smyth by its words: every choice looks at all nodes that are left."""
    left = {name for link in links for name in link}
    first: list[str] = []
    last: list[str] = []
    while left:
        inside = [link for link in links if link[0] in left and link[1] in left]
        gives = {name: sum(weights.get(link, 1) for link in inside if link[0] == name) for name in left}
        takes = {name: sum(weights.get(link, 1) for link in inside if link[1] == name) for name in left}
        sinks = [name for name in left if not gives[name]]
        sources = [name for name in left if not takes[name]]
        name = min(
            sinks or sources or left, key=lambda name: (takes[name] - gives[name] if not sinks + sources else 0, name)
        )
        (last if sinks else first).append(name)
        left.remove(name)
    return first + last[::-1]


@given(LINKS, st.lists(st.integers(1, 9), min_size=36, max_size=36))
@settings(max_examples=150, deadline=None)
def test_the_order_is_that_of_the_plain_heuristic(links: set[Link], numbers: list[int]) -> None:
    every = sorted(links)
    weights = dict(zip(every, numbers, strict=False))
    assert _ordered(every, weights) == plainly_ordered(every, weights)


def test_a_long_chain_of_pairs_takes_steps_in_proportion() -> None:
    """Twice the nodes, about twice the links that are looked at."""

    class Counted(dict[Link, int]):
        asked = 0

        def get(self, key: Link, default: int = 1) -> int:  # type: ignore[override]
            self.asked += 1
            return default

    def asked(pairs: int) -> int:
        links = [link for i in range(pairs) for link in ((f"a{i}", f"b{i}"), (f"b{i}", f"a{i}"))]
        weights = Counted()
        assert len(feedback_links(links, weights, set(links))) == pairs
        return weights.asked

    assert asked(200) <= 2.2 * asked(100)
