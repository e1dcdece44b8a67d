"""Golden facts: a file in, all that is read of it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from .facts_text import CASES, facts_text


@pytest.mark.parametrize("case", sorted(CASES.glob("*.rs")), ids=lambda case: case.stem)
def test_facts(case: Path) -> None:
    assert facts_text(case.read_bytes()) == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_case_has_its_facts() -> None:
    assert {case.stem for case in CASES.glob("*.rs")} == {case.stem for case in CASES.glob("*.txt")}
    assert len(list(CASES.glob("*.rs"))) >= 15
