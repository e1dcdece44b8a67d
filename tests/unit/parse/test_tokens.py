"""Lexing: comments, strings, optional commas, and hashes that see only tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.parse.limits import MAX_FRONTMATTER_BYTES
from rgraph.parse.tokens import Tokens, frontmatter, hash_tokens, normalised_tokens, prologue

from .rust_samples import SAMPLE, stretched


def words(text: str) -> list[str]:
    return Tokens(text).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a // b\n c", ["a", "c"]),
        ("a /* b /* c */ d */ e", ["a", "e"]),
        ("a /* /* /* /* /* /* deep */ */ */ */ */ */ b", ["a", "b"]),
        ("a /* no end", ["a"]),
        ('r#"a " b"# c', ['r#"a " b"#', "c"]),
        ('br##"a"# b"## c"d" b\'x\'', ['br##"a"# b"##', 'c"d"', "b'x'"]),
        (r'"a \" // b" c', [r'"a \" // b"', "c"]),
        ("'a' 'a '\\'' '\\u{1F600}' 'static", ["'a'", "'a", "'\\''", "'\\u{1F600}'", "'static"]),
        ("r#match x", ["r#match", "x"]),
        ("1.5e-3_f64 0x1F 1..2 a.0.1", ["1.5e-3_f64", "0x1F", "1", "..", "2", "a", ".", "0.1"]),
        ("a::<B>() -> c => d ..= e", ["a", "::", "<", "B", ">", "(", ")", "->", "c", "=>", "d", "..=", "e"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f(a, b,)", "f(a, b)"),
        ("f::<T>(a,)", "f::<T>(a)"),
        ("fn f(a: u8,) {}", "fn f(a: u8) {}"),
        ("[1, 2,]", "[1, 2]"),
        ("S { a: 1, }", "S { a: 1 }"),
        ("A<B, C,>", "A<B, C>"),
        ("(a, b,)", "(a, b)"),
        ("(A<B, C>, D,)", "(A<B, C>, D)"),
        ("fn f() where T: X, {}", "fn f() where T: X {}"),
        ("struct S where T: X,;", "struct S where T: X;"),
        ("match a { B => { c }, D => e, }", "match a { B => { c } D => e }"),
        ('#[doc = "x"] fn f() {}', "/// y\nfn f() {}"),
        ("a//x\n+b", "a + b"),
        ("Vec<Vec<u8>>", "Vec < Vec < u8 > >"),
    ],
)
def test_optional_tokens_mean_nothing(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(x,)", "(x)"),
        ("return (x,)", "return (x)"),
        ("A<(x,)>", "A<(x)>"),
        ("let a: (B<C, D>,) = e", "let a: (B<C, D>) = e"),
        ("$(,)?", "$()?"),
        ("(f(a, b),)", "(f(a, b))"),
        ("f(a)", "f(b)"),
        ('#[doc = "x"] #[doc(hidden)] a', "a"),
        ("'a'", "'a"),
    ],
)
def test_tokens_that_mean_something(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_normalised_tokens_of_a_range_are_decoded() -> None:
    source = "fn größe(x: &str,) { /* no */ }".encode()
    assert normalised_tokens(source, 0, source.index(b"{")) == ["fn", "größe", "(", "x", ":", "&", "str", ")"]


def test_hash_of_nothing_is_empty() -> None:
    assert hash_tokens([]) == ""
    assert len(hash_tokens(["a"])) == 16
    assert hash_tokens(["a", "b"]) != hash_tokens(["ab"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fn f() {}", 0),
        ("\xef\xbb\xbffn", 3),
        ("#!/bin/sh\nfn", 9),
        ("#![no_std]\n", 0),
        ("---\n[package]\n---\nfn", 17),
        ("--x", 0),
    ],
)
def test_prologue(text: str, expected: int) -> None:
    assert prologue(text) == expected


def test_an_open_string_is_found() -> None:
    assert Tokens('f("a") "b').open_string == 7
    assert Tokens('f(r#"a" ').open_string == 2
    assert Tokens(r'f("a\"').open_string == 2
    assert Tokens('f("a")').open_string is None
    assert Tokens(r'"a\\"').open_string is None


@given(
    st.lists(st.sampled_from([" ", "\n", "\t", "/* c */", "// l\n", "\r\n", "/* /* n */ */"]), min_size=1, max_size=8)
)
@settings(max_examples=40, deadline=None)
def test_space_and_comments_between_tokens_mean_nothing(fillers: list[str]) -> None:
    assert words(stretched(SAMPLE, fillers)) == words(SAMPLE)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_lexing_loses_no_visible_character_but_comments(text: str) -> None:
    latin = text.encode("utf-8", "replace").decode("latin-1")
    tokens = Tokens(latin, complete=True)
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        assert latin[start : start + len(word)] == word
    assert tokens.starts == sorted(tokens.starts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na = 1\n---\nfn main() {}", "a = 1\n"),
        ("#!/usr/bin/env cargo\n---cargo\na = 1\nb = 2\n---\n", "a = 1\nb = 2\n"),
        ("\n\n--- cargo \n---\n", "\n"),
        ("-----\n---\n-----\n", "---\n"),
        ("---\n# gr\xc3\xbcn\n---\n", "# gr\u00fcn\n"),
        ("---other\na = 1\n---\n", ""),
        ("---\na = 1\n", ""),
        ("fn f() {}\n---\na = 1\n---\n", ""),
        ("#![allow(x)]\n---\na = 1\n---\n", ""),
        (f"---\n{'#' * MAX_FRONTMATTER_BYTES}\n---\n", ""),
    ],
)
def test_frontmatter_is_what_stands_between_the_fences(text: str, expected: str) -> None:
    assert frontmatter(text) == expected
