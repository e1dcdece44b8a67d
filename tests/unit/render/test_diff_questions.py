"""Questions that say the same are asked once."""

from __future__ import annotations

from rgraph.diff.report import Undecided
from rgraph.render.diff_questions import questions


def _asked(*each: tuple[str, str]) -> list[tuple[tuple[str, ...], str]]:
    return [(one.items, one.text) for one in questions(Undecided("c", item, text, None) for item, text in each)]


def _lost(ty: str, macro: str, line: int) -> str:
    return f"there is no impl for `{ty}` any more, but `{macro}!` (src/a.rs:{line}) was not expanded: does it make it?"


def test_one_question_of_several_items() -> None:
    assert _asked(("a", "is it?"), ("b", "was it?"), ("c", "is it?")) == [(("a", "c"), "is it?"), (("b",), "was it?")]


def test_calls_of_one_macro_are_one_question() -> None:
    found = _asked(("a", _lost("u8", "m", 1)), ("a", _lost("u16", "m", 9)), ("b", _lost("u8", "m", 1)))
    assert found == [(("a", "b"), _lost("u8", "m", 1) + " (1 more of this kind)")]


def test_calls_of_two_macros_are_two_questions() -> None:
    assert len(_asked(("a", _lost("u8", "m", 1)), ("a", _lost("u8", "n", 1)))) == 2


def test_constants_that_have_other_values_are_one_question() -> None:
    asked = "does a user take it as a length, a const argument, a discriminant or a pattern?"
    one, two = f"is `2`, it was `1`: {asked}", f"is `8`, it was `9`: {asked}"
    assert _asked(("A", one), ("B", two)) == [(("A", "B"), f"{one} (1 more of this kind)")]
    assert len(_asked(("A", one), ("B", "is `8`, it was `9`: is it?"))) == 2


def test_methods_that_are_those_of_another_type_are_one_question() -> None:
    one, two = (f"`{name}` is that of `B` now, by `Deref`: is it called with a dot alone?" for name in "fg")
    assert _asked(("A", one), ("A", two)) == [(("A",), f"{one} (1 more of this kind)")]
    assert len(_asked(("A", one), ("A", one.replace("`B`", "`C`")))) == 2
