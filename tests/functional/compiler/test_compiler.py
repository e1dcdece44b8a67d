"""The compiler's word through the command line, with an analyser that says what the test wants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rgraph.compiler.scip import read_scip
from tests.dsl.lsif import lsif
from tests.dsl.repo import Repo
from tests.functional.cli.conftest import Rgraph, rgraph  # noqa: F401
from tests.unit.compiler.test_keeping import FILES, HELPER, MAIN, RUN, WORK

ANALYSER = """#!{python}
import json, os, sys
from pathlib import Path
if sys.argv[1:] == ["--version"]:
    print("rust-analyzer 1.2.3")
elif sys.argv[1:] == ["lsif", "."]:
    Path({seen!r}).write_text(json.dumps([sorted(str(p.relative_to(".")) for p in Path(".").rglob("*") if p.is_file()),
                                          json.loads(Path("rust-project.json").read_text())]))
    sys.stdout.write(Path({index!r}).read_text().replace("/indexed", os.getcwd()))
else:
    sys.exit("what?")
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "repo")
    repo.commit(FILES)
    return repo


@pytest.fixture
def analyser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An analyser on the PATH; the file that tells what it was given."""
    folder, index, seen = tmp_path / "bin", tmp_path / "index.lsif", tmp_path / "seen.json"
    folder.mkdir()
    index.write_bytes(lsif(dict([RUN, HELPER])))
    command = folder / "rust-analyzer"
    command.write_text(ANALYSER.format(python=sys.executable, seen=str(seen), index=str(index)))
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("RUST_SRC_PATH", str(folder))
    return seen


def test_precise_runs_the_analyser_on_a_copy(repo: Repo, analyser: Path, rgraph: Rgraph) -> None:  # noqa: F811
    ran = rgraph(repo.path, "index", "--precise", "--no-vectors")
    assert ran.code == 0, ran.err
    assert "rust-analyzer 1.2.3 covers 2 of 3 files: 1 edge added, 0 confirmed, 1 name settled" in ran.out
    assert "user::go  calls, compiler" in rgraph(repo.path, "callers", "Job::run").out
    assert "edges of a compiler's index in 1 file\n" in rgraph(repo.path, "status").out
    given, project = json.loads(analyser.read_text())
    assert given == ["rust-project.json", "src/lib.rs", MAIN, WORK]
    (crate,) = project["crates"]
    assert crate["root_module"].endswith("/src/lib.rs") and crate["edition"] == "2021"
    assert project["sysroot_src"] == str(analyser.parent / "bin")
    assert not list(repo.path.glob("rust-project.json"))


def test_a_stand_in_that_does_not_run_is_told(repo: Repo, analyser: Path, rgraph: Rgraph) -> None:  # noqa: F811
    command = analyser.parent / "bin" / "rust-analyzer"
    command.write_text("#!/bin/sh\necho \"error: Unknown binary 'rust-analyzer'\" >&2\nexit 1\n")
    ran = rgraph(repo.path, "index", "--precise", "--no-vectors")
    assert ran.code == 2
    assert "does not run: Unknown binary 'rust-analyzer'" in ran.err
    assert "rustup component add rust-analyzer" in ran.err


def test_an_analyser_that_fails_is_told(repo: Repo, analyser: Path, rgraph: Rgraph) -> None:  # noqa: F811
    command = analyser.parent / "bin" / "rust-analyzer"
    command.write_text('#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "no sysroot" >&2\nexit 3\n')
    ran = rgraph(repo.path, "index", "--precise", "--no-vectors")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "error: rust-analyzer failed: no sysroot")


def test_doctor_scores_against_a_file_or_the_analyser(repo: Repo, analyser: Path, rgraph: Rgraph) -> None:  # noqa: F811
    index = analyser.parent / "index.lsif"
    for named in (str(index), "rust-analyzer"):
        ran = rgraph(repo.path, "doctor", "--against", named)
        assert ran.code == 0, ran.err
        assert "recall     0.5000  1 of 2 references" in ran.out
        assert "exact      1.0000  1 right, 0 wrong" in ran.out
        assert f"{MAIN}:1  demo::user::go calls demo::work::Job::run" in ran.out


def test_a_wrong_edge_is_found(repo: Repo, tmp_path: Path, rgraph: Rgraph) -> None:  # noqa: F811
    path = tmp_path / "wrong.lsif"
    path.write_bytes(lsif(dict([RUN, (HELPER[0], RUN[1]), (HELPER[1], HELPER[1])])))
    ran = rgraph(repo.path, "doctor", "--against", str(path), "--format", "json")
    (exact,) = [tier for tier in ran.json["tiers"] if tier["tier"] == "exact"]
    assert (exact["right"], exact["wrong"]) == (0, 1)
    assert [each["dst"] for each in ran.json["wrong"]] == ["demo::user::helper"]


def test_scip_is_written_as_it_is_read(repo: Repo, rgraph: Rgraph, tmp_path: Path) -> None:  # noqa: F811
    data = exported(repo)
    found = read_scip(data)
    assert found.files[MAIN][HELPER[0][1], HELPER[0][2] + 1] == (MAIN, HELPER[1][1], HELPER[1][2])
    file = tmp_path / "own.scip"
    file.write_bytes(data)
    scored = rgraph(repo.path, "doctor", "--against", str(file))
    assert "recall     1.0000" in scored.out and "wrong according to it" not in scored.out
    assert exported(repo) == data


def exported(repo: Repo) -> bytes:
    words = ["-C", str(repo.path), "export", "--format", "scip"]
    return subprocess.run([sys.executable, "-m", "rgraph", *words], capture_output=True, check=True).stdout


def test_two_indexes_at_once_and_ranges_are_refused(repo: Repo, rgraph: Rgraph) -> None:  # noqa: F811
    assert "exclude each other" in rgraph(repo.path, "index", "--precise", "--scip", "x").err
    assert "a single revision" in rgraph(repo.path, "index", "HEAD~1..HEAD", "--lsif", "x").err
    assert "x cannot be read" in rgraph(repo.path, "index", "--lsif", "x", "--no-vectors").err
