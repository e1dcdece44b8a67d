"""Attributes as text."""

from __future__ import annotations

import pytest

from rgraph.link.known.attributes import (
    arguments_of,
    inside,
    marked_params,
    name_of,
    pairs,
    path_of,
    paths_in,
    unwrapped,
    values_in,
)
from rgraph.link.limits import MAX_ATTRIBUTE_TEXT


def words(text: str) -> list[str]:
    return [
        "::".join(segment.name for segment in path.segments) + ("()" if called else "")
        for path, called in paths_in(text, 0)
    ]


def test_names() -> None:
    assert name_of('serde(default = "a")') == "serde"
    assert name_of("tokio::main") == "tokio::main"
    assert name_of("= 1") == ""


def test_cfg_attr_is_unwrapped_at_any_depth() -> None:
    text = "cfg_attr(all(a, b), serde(x), cfg_attr(c, test, clap(y, z)))"
    assert list(unwrapped(text)) == ["serde(x)", "test", "clap(y, z)"]
    assert arguments_of(text, "clap") == ["y, z"]
    assert arguments_of(text, "test") == [""]
    assert arguments_of(text, "cfg_attr") == []


def test_arguments_end_at_their_own_bracket() -> None:
    assert inside('a(b(")"), [c], d) e') == 'b(")"), [c], d'
    assert inside('a(b = ")", c)') == 'b = ")", c'
    assert inside("a") == ""


def test_pairs_stand_anywhere() -> None:
    assert dict(pairs('default = "a::b", rename(serialize = "c"), flatten')) == {"default": "a::b", "serialize": "c"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a::b", "a::b"),
        ("Vec::<Vec<u8>>::is_empty", "Vec::is_empty"),
        (" crate :: a ", "crate::a"),
        ("::a", "::a"),
        ("a b", None),
        ("a.b", None),
        ("|x| x", None),
        ("", None),
        ("a::", None),
    ],
)
def test_paths_in_strings(text: str, expected: str | None) -> None:
    found = path_of(text, 0)
    said = None if found is None else "::" * found.root + "::".join(segment.name for segment in found.segments)
    assert said == (expected.replace(" ", "") if expected else None)


def test_paths_in_expressions() -> None:
    assert words("a(), b::C, x.method(d), key = e, format!(f), S { g: h }, \"i\", 'j', k => l == m") == [
        "a()", "b::C", "x", "d", "e", "f", "S", "h", "k", "l", "m",
    ]  # fmt: skip


def test_words_are_no_values() -> None:
    assert values_in('long, short = \'n\', value_parser = f, "a {}", g(x)') == [
        " short = 'n'", " value_parser = f", ' "a {}"', " g(x)",
    ]  # fmt: skip


def test_params_with_attributes() -> None:
    signature = "fn f(#[case] a: u8, mut b: [u8; 2], #[from(x)] #[with(1, [2])] c: Map<K, V>, (d, e): T) -> R"
    found = marked_params(signature)
    assert (found["a"], found["b"], found["c"]) == (["case"], [], ["from(x)", "with(1, [2])"])
    assert "e" not in found


def test_what_is_too_long_is_not_read() -> None:
    text = f'serde(default = "{"a" * MAX_ATTRIBUTE_TEXT}")'
    assert list(unwrapped(text)) == []
    assert marked_params(f"fn f({text}: u8)") == {}
