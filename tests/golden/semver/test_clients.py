"""Two versions of a crate and a client of it: what is said to break is what the compiler says breaks.

Each case of `clients/*.toml` has `old`, `new` and `client` (a `src/lib.rs`, or files by path), and `right`: "none" where the
client compiles with both versions, "major" where it compiles with the old one alone. `said` is what rgraph says of it
where that is less than the truth: "undecided".
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n'


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    name: str
    right: str
    said: str
    old: Mapping[str, str]
    new: Mapping[str, str]
    client: str


def _files(source: str | Mapping[str, str]) -> Mapping[str, str]:
    files = {"src/lib.rs": source} if isinstance(source, str) else dict(source)
    return {"Cargo.toml": MANIFEST, **files}


def _cases() -> list[Case]:
    found = []
    for path in sorted((Path(__file__).parent / "clients").glob("*.toml")):
        for case in tomllib.loads(path.read_text())["case"]:
            said = case.get("said", case["right"])
            sides = _files(case["old"]), _files(case["new"])
            found.append(Case(f"{path.stem}: {case['name']}", case["right"], said, *sides, case["client"]))
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said(case: Case) -> None:
    found = check(graph_of(case.old), graph_of(case.new))
    major = [(finding.rule, finding.message) for finding in found.findings if finding.level == "major"]
    doubts = [(doubt.item, doubt.question) for doubt in found.undecided]
    assert bool(major) == (case.said == "major"), (major, doubts)
    assert case.said == "major" or bool(doubts) == (case.said == "undecided"), doubts


@pytest.mark.skipif(shutil.which("rustc") is None, reason="needs rustc")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_compiler_says_so_too(case: Case, tmp_path: Path) -> None:
    before, after = (
        _compiles(tmp_path / "old", case.old, case.client),
        _compiles(tmp_path / "new", case.new, case.client),
    )
    assert not before, before
    assert bool(after) == (case.right == "major"), after


def _compiles(folder: Path, library: Mapping[str, str], client: str) -> str:
    """Nothing where the client compiles with the library, else the first error."""
    for path, text in library.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "client.rs").write_text(client)
    failed = _rustc(folder, "lib_x", "src/lib.rs")
    assert not failed, failed
    return _rustc(folder, "client", "client.rs", "--extern", f"lib_x={folder}/liblib_x.rmeta")


def _rustc(folder: Path, name: str, root: str, *more: str) -> str:
    words = ("rustc", "--edition", "2021", "--crate-type", "lib", "--emit", "metadata", "--cap-lints", "allow")
    command = [*words, "--crate-name", name, "--out-dir", str(folder), *more, root]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=60)
    return "" if done.returncode == 0 else done.stderr[:2000] or "no reason given"
