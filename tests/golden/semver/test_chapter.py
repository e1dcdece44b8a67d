"""The cases of the Cargo book's chapter "SemVer Compatibility", a pair of crates each."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

CASES = sorted((Path(__file__).parent / "chapter").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """Major cases have a major finding, minor ones none; the possibly breaking ones have a finding of some level."""
    case = tomllib.loads(path.read_text())
    found = check(graph_of(case["old"]), graph_of(case["new"])).findings
    breaking = [finding for finding in found if finding.level == "major"]
    told = [(finding.rule, finding.message) for finding in found]
    if case["level"] == "major":
        assert breaking, told
    elif case["level"] == "minor":
        assert not breaking, told
    else:
        assert found, told
