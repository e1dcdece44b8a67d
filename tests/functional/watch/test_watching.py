"""`rgraph watch` as a process: files are saved, lines are waited for, Ctrl-C ends it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.dsl import Repo
from tests.unit.watch.test_watcher import FILES

pytest.importorskip("watchfiles")
LONGEST = 100.0
"""Seconds after which a process that says nothing is ended, so that the test fails and does not hang."""


@contextmanager
def watching(repo: Repo) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "rgraph", "watch", "--format", "jsonl"]
    with subprocess.Popen(command, cwd=repo.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        watchdog = threading.Timer(LONGEST, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


def until(process: subprocess.Popen[str], key: str) -> dict[str, Any]:
    """The next line in which something stands under `key`."""
    assert process.stdout is not None
    for line in process.stdout:
        said: dict[str, Any] = json.loads(line)
        if said[key]:
            return said
    raise AssertionError(f"it ended with {process.wait()}: {process.stderr.read() if process.stderr else ''}")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_what_is_saved_is_told_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit(FILES)
    repo.checkout("main")
    with watching(repo) as process:
        assert until(process, "judged")["rules"] == 1
        (repo.path / "src/low.rs").write_text("pub fn fill() { crate::high::drink() }\n")
        assert [one["name"] for one in until(process, "broken")["broken"]] == ["pour"]
        assert [one["rule"] for one in until(process, "came")["came"]] == ["low stays low"]
        repo.git("checkout", "-q", "--", ".")
        assert [one["name"] for one in until(process, "mended")["mended"]] == ["pour"]
        assert until(process, "went")["violations"] == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LONGEST) == 130
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_rules_that_are_not_there_are_refused(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(FILES)
    words = ["watch", "--rules", "absent.toml"]
    command = [sys.executable, "-m", "rgraph", *words]
    ran = subprocess.run(command, cwd=repo.path, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert ran.returncode == 2
    assert "absent.toml" in ran.stderr
