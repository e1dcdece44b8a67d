"""Each pattern on a small crate: what it finds, and a near miss beside it that it leaves alone.

`RGRAPH_UPDATE_GOLDEN=1 pytest tests/unit/patterns/test_golden.py` writes what is found into the cases; read the difference.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rgraph.patterns.codebase import Codebase
from rgraph.patterns.finding import portrait, rules_text
from rgraph.patterns.pattern import Portrait
from rgraph.patterns.registry import pattern_names
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Checker, Surroundings
from rgraph.view.memory import graph_of

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "golden" / "patterns"
CASES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def case_of(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def codebase_of(case: dict[str, Any]) -> Codebase:
    commits = [paths for times, *paths in case.get("commits", []) for _ in range(times)]
    return Codebase(graph_of(case["files"]), lambda: commits)


def said(told: Portrait) -> list[str]:
    lines = []
    for each in told.patterns:
        for finding in each.findings:
            lines.append(finding.statement)
            lines += [f"  {one.path}:{one.line} {one.what}" for one in finding.evidence]
            lines += [f"  rule: {finding.rule.name} ({finding.rule.kind})"] if finding.rule else []
    return lines


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    path, case = FOLDER / f"{name}.toml", case_of(name)
    found = said(portrait(codebase_of(case), "", [name]))
    if os.environ.get("RGRAPH_UPDATE_GOLDEN"):
        lines = "".join(f"    {json.dumps(line, ensure_ascii=False)},\n" for line in found)
        text = re.sub(
            r"\Aexpect = \[.*?^\]\n", lambda _: f"expect = [\n{lines}]\n", path.read_text(), flags=re.S | re.M
        )
        path.write_text(text)
        return
    assert found == case["expect"]


@pytest.mark.parametrize("name", pattern_names())
def test_every_pattern_has_a_case_that_finds_something_and_a_near_miss(name: str) -> None:
    case = case_of(name)
    assert case["expect"]
    text = "\n".join(case["files"].values())
    assert "near miss" in text
    assert not [line for line in case["expect"] if re.search("near_?miss", line, flags=re.IGNORECASE)]


@pytest.mark.parametrize("name", CASES)
def test_the_rules_that_are_proposed_are_read_and_clean_at_once(name: str) -> None:
    codebase = codebase_of(case_of(name))
    rules = parse_rules(rules_text(portrait(codebase, "")).encode())
    report = Checker(rules, Surroundings()).check(codebase.code, "")
    assert report.violations == ()
    assert not report.stale


def test_some_rules_are_proposed() -> None:
    proposed = {
        finding.rule.kind
        for name in CASES
        for each in portrait(codebase_of(case_of(name)), "", [name]).patterns
        for finding in each.findings
        if finding.rule
    }
    assert proposed >= {
        "layers",
        "acyclic",
        "metrics",
        "visibility",
        "attribute",
        "unsafe_surface",
        "forbidden",
        "orphan",
    }


@pytest.mark.parametrize("name", pattern_names())
def test_the_page_has_every_pattern(name: str) -> None:
    page = (ROOT / "docs" / "commands" / "patterns.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page


def test_the_page_has_no_other_pattern() -> None:
    page = (ROOT / "docs" / "commands" / "patterns.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)) == set(pattern_names())
