"""Every case's comments against the edges that linking gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.bodies.crate import ALWAYS_LISTED, Found, cases, edges, expected, files_of


@pytest.mark.parametrize("case", cases(), ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    files = files_of(case.read_text(encoding="utf-8"))
    found = edges(files)
    wanted, nothing = expected(files)
    missing = wanted - found
    assert not missing, _report("not found", missing, found)
    calls = {each for each in found if each.kind in ALWAYS_LISTED and not each.target.startswith("std::")}
    surplus = calls - wanted
    assert not surplus, _report("found, and not expected", surplus, wanted)
    assert not [each for each in calls if (each.path, each.line) in nothing]


def _report(what: str, these: set[Found], others: set[Found]) -> str:
    text = [f"{what}:"]
    for each in sorted(these):
        text.append(f"  {each.path}:{each.line} {each.kind} {each.target} {each.tier}")
        near = [other for other in sorted(others) if (other.path, other.line) == (each.path, each.line)]
        text += [f"      there: {other.kind} {other.target} {other.tier}" for other in near]
    return "\n".join(text)


def test_a_case_that_expects_too_much_fails() -> None:
    files = files_of("fn f() {}\nfn g() { f() } //~ calls demo::h exact\n")
    wanted, _ = expected(files)
    assert wanted - edges(files)
