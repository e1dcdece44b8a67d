"""Closed, full and abandoned streams: a lost answer is an error, a lost note is none, and nothing is a bug."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rgraph.store.store import FILE, open_store, store_directory
from tests.dsl import Repo, manifest

RGRAPH = f"{sys.executable} -P -m rgraph"
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = Repo(tmp_path_factory.mktemp("streams") / "r")
    made.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() { g() }\nfn g() {}\n"})
    return made


def shell(repo: Repo, line: str) -> tuple[int, str]:
    """A shell's command line in the repository: exit code, and what is left of both streams."""
    done = subprocess.run(["sh", "-c", line], cwd=repo.path, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("words", ["dump", "show f", "--help", "show --help", "query '?[p] := file[p, _]'", "diff"])
@pytest.mark.parametrize(("to", "why"), [(">&-", "it is closed"), (">/dev/full", "No space left on device")])
def test_an_answer_that_cannot_be_written_is_an_error(repo: Repo, words: str, to: str, why: str) -> None:
    code, said = shell(repo, f"{RGRAPH} {words} {to}")
    errors = [line for line in said.splitlines() if line.startswith("error: ")]
    assert code == 2 and len(errors) == 1 and why in errors[0], said
    assert "Traceback" not in said and "Exception ignored" not in said


@pytest.mark.parametrize("to", ["2>&-", pytest.param("2>/dev/full", marks=needs_full)])
def test_a_note_that_cannot_be_written_is_none(repo: Repo, to: str) -> None:
    assert shell(repo, f"{RGRAPH} show nosuch {to}") == (2, "")
    assert shell(repo, f"{RGRAPH} shwo {to}") == (2, "")
    code, said = shell(repo, f"{RGRAPH} show f {to}")
    assert code == 0 and "demo::f" in said


def test_all_streams_closed(repo: Repo) -> None:
    assert shell(repo, f"{RGRAPH} show nosuch <&- >&- 2>&-") == (2, "")
    assert shell(repo, f"{RGRAPH} index --rebuild <&- 2>&-")[0] == 0
    assert shell(repo, f"{RGRAPH} query - <&-")[0] == 2  # an empty script


def test_the_store_never_becomes_a_standard_stream(repo: Repo) -> None:
    """A file opened while 2 is free would be 2, and get what the engine prints when it panics."""
    for line in (f"{RGRAPH} index --rebuild <&- >&- 2>&-", f"{RGRAPH} doctor <&- >&- 2>&-"):
        shell(repo, line)
    directory = store_directory(repo.git_dir)
    assert (directory / FILE).read_bytes().startswith(b"SQLite format 3\0")
    with open_store(directory) as store:
        assert store.contradictions() == []


def test_a_reader_of_notes_that_goes_away_changes_nothing(repo: Repo) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "rgraph", "show", "nosuch"], cwd=repo.path, stderr=writer, check=False
    )
    os.close(writer)
    assert done.returncode == 2
