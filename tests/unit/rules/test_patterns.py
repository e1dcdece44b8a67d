"""Patterns and globs that users write: what they mean, and that no text makes them slow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.rules.limits import MAX_PATTERN_CHARS, MAX_SELECTOR_CHARS, MAX_SELECTOR_PARTS
from rgraph.rules.patterns import PatternError, check_pattern, found_in, matches_whole
from rgraph.rules.selector import SelectorError, matches_outside, name_pattern, parse_selection, path_pattern


def segment_fits(glob: str, text: str) -> bool:
    """What a glob of one segment means, by its definition."""
    if not glob:
        return not text
    if glob[0] == "*":
        return any(segment_fits(glob[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and glob[0] in ("?", text[0]) and segment_fits(glob[1:], text[1:])


def path_fits(globs: list[str], names: list[str]) -> bool:
    """What a path means, by its definition."""
    if not globs:
        return not names
    if globs[0] == "**":
        return any(path_fits(globs[1:], names[at:]) for at in range(len(names) + 1))
    return bool(names) and segment_fits(globs[0], names[0]) and path_fits(globs[1:], names[1:])


segments = st.text("ab*?", min_size=1, max_size=4).filter(lambda text: text != "**")
paths = st.lists(st.one_of(segments, st.just("**")), min_size=1, max_size=5)
names = st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=5)


@settings(deadline=None)
@given(paths, names)
def test_a_path_means_what_its_definition_says(globs: list[str], name: list[str]) -> None:
    assert bool(path_pattern("::".join(globs)).match("::".join(name))) is path_fits(globs, name)


@settings(deadline=None)
@given(st.text("ab*", min_size=1, max_size=6), st.text("ab", max_size=6))
def test_a_glob_of_crates_means_what_its_definition_says(glob: str, name: str) -> None:
    assert bool(name_pattern(glob).match(name)) is segment_fits(glob, name)


@pytest.mark.parametrize(
    ("selector", "name"),
    [
        ("**::" * 60 + "z", "::".join(["a"] * 300)),
        ("**::a::" * 40 + "z", "::".join(["a"] * 300)),
        ("*a" * 60 + "z", "a" * 3_000),
        ("*a*::" * 40 + "z", "::".join(["a" * 40] * 60)),
        ("a" + "*" * 900, "b" * 3_000),
        ("**::" + "*a" * 60 + "z", "::".join(["a" * 200] * 20)),
        ("x::**::" + "?*" * 100 + "::**::z", "x::" + "::".join(["a" * 150] * 20)),
    ],
)
def test_no_path_backtracks(selector: str, name: str) -> None:
    """Each of these took more steps than there are atoms, when every star could be tried everywhere."""
    assert not path_pattern(selector).match(name)
    assert not matches_outside(parse_selection(selector), name)


def test_no_glob_of_crates_backtracks() -> None:
    assert not name_pattern("*a" * 60 + "z").match("a" * 3_000)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "(a|aa)+$", "a*a*a*a*a*a*a*$", "(.*)*x", "(?:a?){50}a{50}b"])
def test_no_pattern_backtracks(pattern: str) -> None:
    assert not matches_whole(pattern, "a" * 5_000 + "!")


@settings(deadline=None)
@given(
    st.sampled_from(["^[a-z_]+$", "get_", "^(is|has)_", "[A-Z]{2,}", r"\d+$", "a.b", "x?", "^$"]),
    st.text("aAb_1x", max_size=8),
)
def test_a_pattern_means_what_it_means_to_python(pattern: str, name: str) -> None:
    assert found_in(pattern, name) is (re.search(pattern, name) is not None)
    assert matches_whole(pattern, name) is (re.fullmatch(pattern, name) is not None)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(", "missing )"),
        ("(?=x)", "look-around"),
        ("(?<!x)y", "look-around"),
        (r"(a)\1", "back-references"),
        ("a" * (MAX_PATTERN_CHARS + 1), "characters"),
        ("(((a{1,100}){1,10}){1,10}){1,10}", "repetition"),
        (r"(\pL{500}|\pN{500}){2}", "too large"),
        ("\ud800", "half a surrogate"),
    ],
)
def test_what_is_no_pattern_says_why(pattern: str, said: str) -> None:
    with pytest.raises(PatternError, match=re.escape(said)):
        check_pattern(pattern)
    with pytest.raises(SelectorError, match=re.escape(said)):
        parse_selection({"name": pattern})


def test_a_selector_has_a_limit() -> None:
    for text in ("a" * (MAX_SELECTOR_CHARS + 1), "crate:" + "a" * (MAX_SELECTOR_CHARS + 1)):
        with pytest.raises(SelectorError, match="characters"):
            parse_selection(text)
    with pytest.raises(SelectorError, match="are allowed"):
        parse_selection(["a"] * (MAX_SELECTOR_PARTS + 1))
