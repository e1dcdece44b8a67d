"""Generic functions that rustc accepted: every call by a method's name leads to the trait that declares it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.dsl.rustc import rustc, rustc_available
from tests.unit.link_types.worlds import Cost, calls, costs

from .generate import CASES, HEAD, Generator

_CALLED = re.compile(r"(?:\.|::)([mskpr]\d)\(")
cases = sorted(CASES.glob("*.rs"))


def functions(text: str) -> dict[str, str]:
    """The generic functions of a crate, each on one line."""
    return dict(re.findall(r"^pub fn (f\d+)(<.*)$", text, re.MULTILINE))


def missing(body: str, cost: Cost) -> set[str]:
    """Calls by a method's name that lead to no such method."""
    found = {target.rpartition("::")[2] for target in calls(cost)}
    return set(_CALLED.findall(body)) - found


def test_there_are_cases() -> None:
    assert len(cases) >= 3
    assert sum(len(functions(case.read_text())) for case in cases) > 200


@pytest.mark.parametrize("case", cases, ids=lambda path: path.stem)
def test_every_call_is_found(case: Path) -> None:
    text = case.read_text()
    found = costs(text, functions(text))
    wrong = {name: missing(body, found[name]) for name, body in functions(text).items()}
    assert not {name: names for name, names in wrong.items() if names}


@pytest.mark.parametrize("case", cases, ids=lambda path: path.stem)
def test_no_call_is_counted_as_unresolved_and_none_is_cut(case: Path) -> None:
    text = case.read_text()
    for name, cost in costs(text, functions(text)).items():
        assert cost.unresolved == {}, (name, functions(text)[name])
        assert cost.cuts == 0
        assert cost.steps < 1000


@pytest.mark.parametrize("case", cases, ids=lambda path: path.stem)
def test_no_function_depends_on_those_before_it(case: Path) -> None:
    text = case.read_text()
    names = list(functions(text))
    found = costs(text, names)
    assert costs(text, reversed(names)) == found
    for name in names[::17]:
        assert costs(text, [name])[name] == found[name]


@pytest.mark.skipif(not rustc_available(), reason="rustc is not there to ask again")
def test_rustc_accepts_the_cases(tmp_path: Path) -> None:
    for case in cases:
        command = [
            str(rustc()),
            "--edition",
            "2021",
            "--crate-type",
            "lib",
            "--emit=metadata",
            "-o",
            str(tmp_path / "lib.rmeta"),
            str(case),
        ]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_seed_gives_one_crate() -> None:
    assert Generator(5).crate() == Generator(5).crate() != Generator(6).crate()
    assert Generator(5).crate().startswith(HEAD)


def test_a_call_that_is_not_there_is_missed() -> None:
    assert missing("x.m0(); X::k1();", Cost(0, 0, {"calls demo::T0::m0 inferred"})) == {"k1"}
