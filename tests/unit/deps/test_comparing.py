"""Types as two versions of a package write them."""

from __future__ import annotations

import pytest

from rgraph.deps.upgrade.attributes import words
from rgraph.deps.upgrade.comparing import plain_type


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&'a std::path::Path", "&Path"),
        ("Box<dyn for<'a> Fn(&'a str) -> crate::m::S<'a>>", "Box<dyn Fn(&str) -> S>"),
        ("<T as Iterator>::Item", "<T as Iterator>::Item"),
        ("Cow<'static, str>", "Cow<str>"),
        ("a :: b :: C", "C"),
        ("Iter<'_, Self>", "Iter<Self>"),
    ],
)
def test_lifetimes_and_modules_are_left_out(text: str, plain: str) -> None:
    assert plain_type(text) == plain


@pytest.mark.parametrize("part", ["w", "for<", " ", "a ", "'a", "<", "w::", ":"])
def test_the_longest_signature_takes_no_longer_than_it_is(part: str) -> None:
    """With a step for each pair of letters this would go on for an hour."""
    text = "x" + part * (1 << 19)
    assert len(plain_type(text)) <= len(text)


@pytest.mark.parametrize("part", ["#[d(", "/*", '"', "(", "'a", "d ", "#[d(x", "\n", "*", "\\"])
def test_the_longest_attribute_takes_no_longer_than_it_is(part: str) -> None:
    assert len(list(words("#[d(" + part * (1 << 17), {"d"}))) <= 1 << 17


def test_the_words_of_attributes_stand_right_inside() -> None:
    text = """#[d(a = 1, b(c(2)), "d(3)", e == 1)]
// #[x(f(1))]
#[ d (
    g(1), // h(1)
    /* i(1)
    */ j(1), k = '(', l(1)
)] struct S { m: u8 }"""
    assert list(words(text, {"d"})) == [(1, "a"), (1, "b"), (4, "g"), (6, "j"), (6, "k"), (6, "l")]
