"""One global assignment, against brute force."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.diff.limits import MAX_COMPONENT
from rgraph.diff.matching.assign import assign

PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(1, 9).map(lambda n: n / 10), max_size=10
)


def best(scored: dict[tuple[str, str], float]) -> float:
    olds, news = sorted({a for a, _ in scored}), sorted({b for _, b in scored})
    wide = [*news, *[""] * len(olds)]
    sums = [
        sum(scored.get(pair, 0.0) for pair in zip(olds, order, strict=False))
        for order in set(permutations(wide, len(olds)))
    ]
    return max(sums, default=0.0)


@settings(max_examples=40)
@given(PAIRS)
def test_no_assignment_has_a_larger_sum(scored: dict[tuple[str, str], float]) -> None:
    found = assign(scored)
    assert len(set(found.values())) == len(found)
    assert set(found.items()) <= set(scored)
    assert round(sum(scored[pair] for pair in found.items()), 6) == round(best(scored), 6)


@given(PAIRS, st.randoms())
def test_the_order_of_the_scores_does_not_matter(scored: dict[tuple[str, str], float], random: object) -> None:
    shuffled = list(scored.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign(dict(shuffled)) == assign(scored)


def test_equal_sums_go_to_the_smaller_names() -> None:
    scored = {("a", "x"): 0.5, ("a", "y"): 0.5, ("b", "x"): 0.5, ("b", "y"): 0.5}
    assert assign(scored) == {"a": "x", "b": "y"}


def test_large_components_take_the_best_pair_first() -> None:
    count = MAX_COMPONENT
    scored = {(f"a{n:03}", f"b{n:03}"): 0.9 for n in range(count)} | {
        (f"a{n:03}", f"b{n + 1:03}"): 0.95 for n in range(count - 1)
    }
    found = assign(scored)
    assert len(set(found.values())) == len(found)
    assert all(found[f"a{n:03}"] == f"b{n + 1:03}" for n in range(count - 1))


def test_nothing_scored_is_nothing_assigned() -> None:
    assert assign({}) == {}
