"""`rgraph context`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rgraph.context.tokens import estimated

from .conftest import Rgraph

TASKS = ["withdraw money from an account", "sort the report", "ledger::transfer", "zzz qqq", "a"]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("format", ["markdown", "json", "xml"])
@pytest.mark.parametrize("budget", [200, 350, 900, 8_000])
def test_the_output_keeps_to_the_budget_and_is_the_same_each_time(
    task: str, format: str, budget: int, demo: Path, rgraph: Rgraph
) -> None:
    words = ("context", task, "--budget", str(budget), "--format", format)
    ran = rgraph(demo, *words)
    assert ran.code == 0, ran.err
    assert estimated(ran.out.rstrip("\n")) <= budget
    assert rgraph(demo, *words).out == ran.out


def test_every_piece_is_of_the_commit_and_stands_where_it_says(demo: Path, rgraph: Rgraph) -> None:
    for at in ("HEAD", "HEAD~2"):
        pack = rgraph(demo, "context", "withdraw money", "--at", at, "--format", "json").json
        assert pack["pieces"]
        for piece in pack["pieces"]:
            if piece["role"] not in {"read", "excerpt", "beside"}:
                continue
            shown = rgraph(demo, "show", piece["symbol"], "--at", at, "--format", "json").json
            assert (shown["item"]["path"], shown["commit"]) == (piece["path"], pack["commit"])
            assert piece["line"] in {shown["item"]["line"], shown["start_line"]}


def test_a_change_is_packed_for_review(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "context", "--diff", "HEAD~2..HEAD", "--format", "json")
    pack = json.loads(ran.out)
    roles = {piece["role"] for piece in pack["pieces"]}
    assert {"summary", "breaks", "change"} <= roles
    changed = {piece["symbol"] for piece in pack["pieces"] if piece["role"] == "change"}
    told = rgraph(demo, "diff", "HEAD~2..HEAD", "--format", "json").json
    assert changed <= {(one["new"] or one["old"])["symbol"] for one in told["changes"]}


@pytest.mark.parametrize("words", [[], ["  "], ["x", "--budget", "10"], ["--diff", "HEAD"], ["x", "--tokens", "nope"]])
def test_questions_without_an_answer_are_refused(words: list[str], demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "context", *words)
    assert ran.code == 2 and ran.err.startswith("error: ") and "hint: " in ran.err


def test_a_task_that_finds_nothing_says_why(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "context", "zzz qqq", "--format", "xml")
    assert "zzz" in (ElementTree.fromstring(ran.out).findtext("note") or "")


def test_a_range_says_itself_which_commits_are_compared(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "context", "--diff", "v0.1.0..v0.2.0", "--at", "v0.1.0")
    assert (ran.code, ran.out) == (2, "")
    assert "--at and --diff exclude each other" in ran.err


def test_a_change_is_counted_as_diff_counts_it(demo: Path, rgraph: Rgraph) -> None:
    for range_ in ("v0.1.0..v0.2.0", "v0.2.0..v0.1.0", "HEAD~1..HEAD", "HEAD~2..HEAD~1"):
        told = rgraph(demo, "diff", range_).out.split("\n")[0].partition(": ")[2]
        assert f"- {told}\n" in rgraph(demo, "context", "--diff", range_).out


def test_a_lowered_version_is_called_so(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "context", "--diff", "v0.2.0..v0.1.0")
    assert "the version was lowered" in ran.out and "lowered, which" not in ran.out
