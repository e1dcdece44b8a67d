"""Two versions of a crate and a client of it: what is said to break is what the compiler says breaks.

Each case of `clients/*.toml` has `old`, `new` and `client` (a `src/lib.rs`, or files by path), and `right`: "none" where the
client compiles with both versions, "major" where it compiles with the old one alone. `said` is what rgraph says of it
where that is something else: "undecided" where it says less, "major" where this client is spared what breaks for another
one. `rule` is one of the rules that are told; `told` are all the breaks that are named, each as "RULE ITEM".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl.rustc import Judge, rustc_available

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n'
KEYS = {"name", "right", "said", "rule", "told", "old", "new", "client"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    name: str
    right: str
    said: str
    old: Mapping[str, str]
    new: Mapping[str, str]
    client: str
    rule: str
    told: frozenset[str]


def _files(source: str | Mapping[str, str]) -> Mapping[str, str]:
    files = {"src/lib.rs": source} if isinstance(source, str) else dict(source)
    return {"Cargo.toml": MANIFEST, **files}


def _cases() -> list[Case]:
    found = []
    for path in sorted((Path(__file__).parent / "clients").glob("*.toml")):
        for case in tomllib.loads(path.read_text())["case"]:
            assert not (unknown := case.keys() - KEYS), f"{path.name}: {unknown}"
            said = case.get("said", case["right"])
            sides = _files(case["old"]), _files(case["new"])
            of_break = case.get("rule", ""), frozenset(case.get("told", ()))
            found.append(Case(f"{path.stem}: {case['name']}", case["right"], said, *sides, case["client"], *of_break))
    return found


CASES = _cases()

CRATES = [
    ("--edition", "2021", "--crate-name", "lib_x", "src/lib.rs"),
    ("--edition", "2021", "--crate-name", "client", "--extern", "lib_x=liblib_x.rmeta", "client.rs"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said(case: Case) -> None:
    found = check(graph_of(case.old), graph_of(case.new))
    breaks = [finding for finding in found.findings if finding.level == "major"]
    major = [(finding.rule, finding.message) for finding in breaks]
    doubts = [(doubt.item, doubt.question) for doubt in found.undecided]
    assert bool(major) == (case.said == "major"), (major, doubts)
    assert not case.rule or case.rule in [rule for rule, _ in major], major
    assert case.said == "major" or bool(doubts) == (case.said == "undecided"), doubts
    assert not case.told or case.told == {f"{finding.rule} {finding.item}" for finding in breaks}, major


@pytest.mark.skipif(not rustc_available(), reason="needs rustc")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_compiler_says_so_too(case: Case, judge: Judge) -> None:
    before, after = (judge.refusal({**side, "client.rs": case.client}, CRATES) for side in (case.old, case.new))
    assert not before, before
    assert bool(after) == (case.right == "major"), after
