"""The doors: what a terminal or a runner would obey is shown; everything else passes as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.render.doors import COLOUR, DOORS, annotation_lines, json_text, log_text, markup
from rgraph.render.formats import REPORTS, written
from rgraph.render.markdown_words import code, escape, fenced, quoted
from rgraph.render.style import Style
from rgraph.view.query.ask import Table


def test_every_format_has_a_door() -> None:
    assert DOORS.keys() == {format for formats in REPORTS.values() for format in formats}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 漢 🦀\n\ttab", "plain é 漢 🦀\n\ttab"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\rb\x9bc\u202ed", "a\\rb\\u009bc\\u202ed"),
        ("::error::x", "\\::error::x"),
        ("  ::set-output name=a::b", "  \\::set-output name=a::b"),
        ("ok\n::warning file=a::b\nok", "ok\n\\::warning file=a::b\nok"),
        ("x ::error::x", "x ::error::x"),
        ("a::b::c", "a::b::c"),
        ("## [link] and #[attr]", "## [link] and #[attr]"),
        ("x ##[error]y ##vso[task.x]", "x #\\#[error]y #\\#vso[task.x]"),
        (f"{COLOUR}[31mours{COLOUR}[0m", "\x1b[31mours\x1b[0m"),
    ],
)
def test_a_log_shows_what_it_would_obey(text: str, shown: str) -> None:
    assert log_text(text) == shown


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from('a:#[v so]\x1b\u202e\n"\\é\x9b'), max_size=40))
def test_json_means_the_same_and_is_never_obeyed(text: str) -> None:
    made = json_text(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(made) == {"a": text}
    assert "##[" not in made and "##vso[" not in made and all(char.isprintable() for char in made)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:# [error]\x1b\n\t"), max_size=40))
def test_a_door_passed_twice_changes_nothing_more(text: str) -> None:
    for door in (log_text, markup, annotation_lines):
        assert door(door(text)) == door(text)


def test_colour_is_ours_alone() -> None:
    table = Table(["\x1b[1ma"], [["\x1b[31mb"]])
    assert "\x1b" not in written("table", "table", table, style=Style(True))
    assert Style(True, COLOUR).bad("x") == f"{COLOUR}[31mx{COLOUR}[0m"


def test_code_and_blocks_are_never_left() -> None:
    assert code("a`b``c") == "```a`b``c```"
    assert code("") == "` `" and code("`x`") == "`` `x` ``"
    assert fenced("rust", ["a", "```", "````x"])[0] == "`````rust"
    assert quoted("a\n\n<b>*x*\n") == ["> a", ">", "> &lt;b&gt;\\*x\\*"]
    assert (
        escape("@team see [x](y) <b> snake_case _it_") == "@<!-- -->team see \\[x\\](y) &lt;b&gt; snake_case \\_it\\_"
    )
