"""Drawn module graphs, explanations, hooks, and progress on a terminal."""

from __future__ import annotations

import io
import re
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.index.progress import SILENCE, Stage
from rgraph.render.progress_bar import shown_progress
from rgraph.render.rules import explanation_text
from rgraph.render.rules_graph import rules_dot, rules_html, rules_mermaid
from rgraph.render.style import style_for
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.drawing import Drawing, DrawnLink, DrawnModule
from rgraph.rules.explain import explain_kind, explain_rule
from rgraph.view.memory import graph_of

from .records import check, violation

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


def drawing(name: str = "demo::a", rule: str = "apart") -> Drawing:
    modules = (DrawnModule(name, "demo", "top", 1), DrawnModule("x::b", "x", "", 0), DrawnModule("x::c", "x", "", 0))
    links = (DrawnLink(name, "x::b", 3, (rule,)), DrawnLink(name, "x::c", 1, ()))
    return Drawing(modules, links, check(violation()))


def test_dot_has_a_cluster_for_each_crate_and_violations_in_red() -> None:
    text = rules_dot(drawing())
    assert text.count("subgraph cluster_") == 2
    assert '"demo::a" [label="demo::a\\n[top]"]' in text
    assert '"demo::a" -> "x::b" [label="3", color=red, penwidth=2, tooltip="apart"];' in text
    assert '"demo::a" -> "x::c" [label="1"];' in text


def test_mermaid_names_modules_by_number_and_paints_the_violations() -> None:
    text = rules_mermaid(drawing())
    assert 'm0["demo::a (top)"]' in text and "m0 -->|apart| m1" in text and "m0 --> m2" in text
    assert text.rstrip().endswith("linkStyle 0 stroke:#c00,stroke-width:2px")
    plain = Drawing(drawing().modules, drawing().links[1:], check())
    assert "linkStyle" not in rules_mermaid(plain)


@given(NAMES, NAMES)
def test_any_name_can_be_drawn(name: str, rule: str) -> None:
    made = drawing(name, rule)
    assert rules_dot(made).count("->") >= 2 and rules_dot(made).count("{") >= 3
    label = re.findall(r'm0\["(.*)"\]', rules_mermaid(made))[0]
    assert not set(label) & set('<>"|')
    page = rules_html(made)
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    titles = [title.text for title in ElementTree.fromstring(svg).iter("title")]
    assert f"{name} -> x::b (3): {rule}" in titles


def test_the_page_counts_and_lists_the_violations_and_loads_nothing() -> None:
    page = rules_html(drawing())
    assert "<h1>1 violation in worktree</h1>" in page and page.count("<li>") == 1
    assert "http" not in page and "<script" not in page
    assert "0 violations in worktree" in rules_html(Drawing((), (), check()))


def test_a_line_goes_from_the_bottom_of_one_box_to_the_top_of_the_other() -> None:
    svg = rules_html(drawing())
    lines = re.findall(r'<line[^>]* y1="(\d+)" x2="\d+" y2="(\d+)"', svg)
    assert lines and all(int(y2) > int(y1) for y1, y2 in lines)


def test_a_kind_is_explained_with_its_fields_and_the_common_ones() -> None:
    text = explanation_text(explain_kind("forbidden"))
    assert text.startswith("forbidden\n\n  Code that `from` means")
    assert "\n  from: selector, needed\n" in text and "\n  transitive: true or false, default false\n" in text
    assert text.rstrip().splitlines()[-1].startswith("and of every kind: name, kind, reason")


def test_a_rule_is_explained_with_what_it_means_here() -> None:
    rule = '[[rule]]\nname = "r"\nkind = "forbidden"\nreason = "Because."\nfrom = "demo::*"\nto = "demo::z"\nsince = "v1"\n'
    code = Code(graph_of({"src/lib.rs": "".join(f"pub mod m{n} {{}}\n" for n in range(14)) + "pub mod z {}\n"}))
    text = explanation_text(explain_rule(parse_rules(rule.encode()).rules[0], code))
    assert text.startswith("r (forbidden)\n  Because.\n")
    assert "and 3 more" in text and "    means demo::z\n" in text
    assert "judges only what is new since v1" in text


# ---- terminals ------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "environment", "colour"), [
    (io.StringIO(), {}, False), (Terminal(), {}, True), (Terminal(), {"NO_COLOR": "1"}, False),
    (Terminal(), {"NO_COLOR": ""}, True), (Terminal(), {"TERM": "dumb"}, False),
])  # fmt: skip
def test_colour_is_for_terminals(
    stream: io.StringIO, environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert style_for(stream).colour is colour


def test_progress_is_silent_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with shown_progress() as progress:
        assert progress is SILENCE
        progress.start(Stage.PARSING, 3)
        progress.advance()


def test_progress_on_a_terminal_tells_stage_holder_and_what_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress() as progress:
        progress.advance()  # before any stage: nothing to tell
        progress.start(Stage.PARSING, 3)
        progress.advance(2)
        progress.start(Stage.LINKING, 1)
        progress.usable("0123456789abcdef")
        progress.waiting("rgraph index (pid 7)")
    shown = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", terminal.getvalue())
    assert "0123456789 can be queried" in shown and "waiting: rgraph index (pid 7) is writing the store" in shown
