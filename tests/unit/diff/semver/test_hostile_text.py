"""Macros and build scripts that nobody writes: they are read within bounds, or not at all."""

from __future__ import annotations

import pytest

from rgraph.diff.limits import MAX_BUILD_SCRIPT, MAX_MACRO_BODY
from rgraph.diff.semver.build_flags import flags_set_by
from rgraph.diff.semver.probes.macro_calls.macro_results import given
from rgraph.diff.semver.probes.macro_calls.samples import all_taken
from rgraph.diff.semver.probes.macro_calls.written_for_callers import _written


def _same(one: str, two: str) -> bool:
    return one == two


@pytest.mark.parametrize("word", ["(", "{", "(1 + ", "1 + ", "a . b (", "{ ; ", "x [", "&"])
def test_what_a_macro_gives_is_read_within_bounds(word: str) -> None:
    body = word * (MAX_MACRO_BODY // len(word))
    assert given(body) == given(body + "1u8") == ""


def test_brackets_within_bounds_are_read() -> None:
    assert given("(" * 9 + "1u8" + ")" * 9) == "u8"
    assert given("{ let a = 1; (1 + (2 * 3u16)) }") == "u16"


@pytest.mark.parametrize(
    "word", ["impl ", "impl for ", "pub ", "pub a(", "derive(", "derive ( a,", "impl\t\t", "pub \n\n"]
)
def test_what_a_macro_writes_is_read_within_bounds(word: str) -> None:
    assert len(list(_written(word * (MAX_MACRO_BODY // len(word))))) <= MAX_MACRO_BODY


@pytest.mark.parametrize(
    "word", ["match ", "if ", "if a ==", "if\t\t\t", "let a ", "let a = ", '"a" | ', '"a"   ', "{", "if cfg!(b) {"]
)
def test_build_scripts_are_read_within_bounds(word: str) -> None:
    script = "CARGO_PKG_NAME cfg!(a) " + word * ((MAX_BUILD_SCRIPT - 30) // len(word))
    assert "CARGO_PKG_NAME" in flags_set_by(script, "p")


def test_in_a_script_that_is_too_long_every_word_may_be_a_flag() -> None:
    script = 'if cfg!(unstable) { println!("cargo:rustc-cfg=unstable"); }'
    assert "unstable" not in flags_set_by(script)
    assert "unstable" in flags_set_by(script + " " * MAX_BUILD_SCRIPT + "end")


def test_a_group_that_never_stands_is_not_looked_for() -> None:
    groups = " ".join("$ ( $a ) *" for _ in range(30))
    assert not all_taken(f"{groups} $ ( $z ) q", [f"{groups} q"], _same)


def test_groups_in_groups_are_asked_once_for_a_place() -> None:
    deep = "$ ( " * 30 + "$a" + " ) ?" * 30
    assert all_taken(f"{deep} b", [f"{deep} b"], _same)
    assert not all_taken(f"{deep} b", [f"{deep} c"], _same)
    often = "$ ( " * 30 + "$a" + " ) *" * 30
    assert not all_taken(" ".join(["$a"] * 90 + ["b"]), [often], _same)
