"""Each kind of rule on small crates: what it reports, to the column.

`RGRAPH_UPDATE_GOLDEN=1 pytest tests/unit/rules/test_golden.py` writes what is found into the cases; read the difference.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from rgraph.rules.registry import kind_names
from rgraph.rules.violation import CheckReport

from .trees import judge

FOLDER = Path(__file__).parents[2] / "golden" / "rules"
DOCS = Path(__file__).parents[3] / "docs" / "rules"
CASES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def said(report: CheckReport) -> list[str]:
    found = [
        f"{v.finding.place.path}:{v.finding.place.line}:{v.finding.place.col} [{v.rule}] {v.finding.message}"
        for v in report.violations
    ]
    steps = [
        f"  {v.finding.place.path}:{v.finding.place.line} by {step.source} -> {step.target} at line {step.place.line}"
        for v in report.violations
        for step in v.finding.steps
    ]
    return found + steps + [f"note [{note.rule}] {note.text}" for note in report.notes]


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    path = FOLDER / f"{name}.toml"
    case = tomllib.loads(path.read_text())
    found = said(judge(case["rules"], case["files"], case.get("before")))
    if os.environ.get("RGRAPH_UPDATE_GOLDEN"):
        lines = "".join(f"    {quoted(line)},\n" for line in found)
        text = re.sub(
            r"\Aexpect = \[.*?\]\n(?=\nrules)", lambda _: f"expect = [\n{lines}]\n", path.read_text(), flags=re.S
        )
        path.write_text(text)
        return
    assert found == case["expect"]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize("kind", kind_names())
def test_every_kind_has_a_case_that_finds_something(kind: str) -> None:
    cases = [tomllib.loads((FOLDER / f"{name}.toml").read_text()) for name in CASES]
    assert any(f'kind = "{kind}"' in case["rules"] and case["expect"] for case in cases)


@pytest.mark.parametrize("kind", kind_names())
def test_every_kind_has_a_page_that_names_its_fields(kind: str) -> None:
    from rgraph.rules.registry import kind_class, own_fields

    page = (DOCS / f"{kind}.md").read_text()
    assert [name for name in own_fields(kind_class(kind)) if f"`{name}`" not in page] == []
