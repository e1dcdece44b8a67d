"""Answers keep to their budget, and what is cut is counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.context.tokens import estimated
from rgraph.mcp.budget import fitted
from rgraph.mcp.limits import LEAST_BUDGET
from rgraph.render.told import WIDEST, Told, shown

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=600).map(shown), max_size=60)


@given(LINES, LINES, LINES, LINES, st.integers(LEAST_BUDGET, 3_000))
def test_no_answer_is_over_its_budget(
    standing: list[str], head: list[str], body: list[str], foot: list[str], budget: int
) -> None:
    assert estimated(fitted(standing, Told(head, body, foot), budget)) <= budget


@given(LINES, st.integers(LEAST_BUDGET, 3_000))
def test_what_is_cut_is_counted_and_no_more_is_cut_than_needed(body: list[str], budget: int) -> None:
    text = fitted(["at HEAD"], Told(["head"], body, ["foot"]), budget)
    whole = "\n".join(["at HEAD", "head", *body, "foot"])
    if estimated(whole) <= budget:
        assert text == whole
        return
    kept = text.split("\n")
    cut = next(line for line in kept if line.startswith("cut: ") and "did not fit" in line)
    missing = int(cut.split()[1].replace(",", ""))
    assert kept == ["at HEAD", "head", *body[: len(body) - missing], cut, "foot"]


def test_a_line_is_never_longer_than_it_may_be() -> None:
    assert len(shown("x" * 100_000)) < WIDEST + 60
    assert shown("a\x1b[2Jb\nc") == "a\\u001b[2Jb\\nc"
