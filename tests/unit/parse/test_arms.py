"""Which arms of a macro a call can fit, by its first token: none is left out that could, and the order stays."""

from __future__ import annotations

import pytest

from rgraph.model.facts import Arm
from rgraph.parse.arms import Arms
from rgraph.parse.expand import Expansion, argument, expand_call

MATCHERS = ["a $x:expr", "b", "$x:ident", "", "a", "$($x:tt),*", "@ $x:tt", "é", "[ $x:tt ]", "$crate x"]
ARMS = Arms([Arm(matcher, str(at)) for at, matcher in enumerate(MATCHERS)])


def made(arms: Arms, tokens: str) -> str | None:
    found = expand_call(arms, argument(tokens), crate="krate")
    return found.text if isinstance(found, Expansion) else None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("a", "0 2 3 4 5"),
        ("b", "1 2 3 5"),
        ("c", "2 3 5"),
        ("", "2 3 5"),
        ("@", "2 3 5 6"),
        ("[", "2 3 5 8"),
        ("$crate", "2 3 5 9"),
    ],
)
def test_arms_that_can_fit(word: str, found: str) -> None:
    assert " ".join(ARMS[at].body for at in ARMS.beginning_with(word)) == found


@pytest.mark.parametrize(
    ("tokens", "arm"), [("a 1", "0"), ("a", "2"), ("b", "1"), ("", "3"), ("é", "2"), ("@ x", "6"), ("[ x ]", "5")]
)
def test_the_first_that_fits_is_taken(tokens: str, arm: str) -> None:
    assert made(ARMS, tokens) == arm


def test_a_call_of_a_name_of_other_letters() -> None:
    arms = Arms([Arm("ä", "1"), Arm("é", "2")])
    assert [made(arms, tokens) for tokens in ("é", "ä", "e")] == ["2", "1", None]
