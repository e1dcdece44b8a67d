"""Ctrl-C and SIGTERM at chosen moments: one line or none, the exit code of an interrupt, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rgraph.git.repository import open_repository
from rgraph.index.doctor import check_view
from rgraph.store.store import open_store, remove_store, store_directory
from tests.dsl import Repo, manifest

DRIVER = """
import atexit, os, signal, sys
at, numbers, counted = int(sys.argv[1]), sys.argv[2], sys.argv[3]
calls = 0
def step(frame, event, argument):
    global calls
    if not calls and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        return  # Python itself begins: its traceback then is not ours to keep back
    calls += 1
    if calls == at:
        for number in numbers.split(","):
            os.killpg(0, int(number))
sys.argv[1:] = sys.argv[4:]
def end():
    sys.setprofile(None)
    if counted != "-":
        with open(counted, "w") as file:
            file.write(str(calls))
atexit.register(end)
sys.setprofile(step)
from rgraph.start import main
main()
"""
MOMENTS = 6
COMMANDS = [("index", "--history", "--jobs", "2"), ("diff", "HEAD~1..HEAD"), ("query", "?[p] := file[p, _]")]


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = Repo(tmp_path_factory.mktemp("signals") / "r")
    for number in range(45):  # enough that workers are started
        made.commit({"Cargo.toml": manifest(), "src/lib.rs": f"pub fn f{number}() {{ g() }}\nfn g() {{}}\n"})
    return made


def run(repo: Repo, at: int, numbers: str, *words: str, counted: str = "-") -> tuple[int, str]:
    """The command with signals to its whole process group at its `at`th call; exit code and stderr."""
    command = [sys.executable, "-P", "-c", DRIVER, str(at), numbers, counted, *words]
    done = subprocess.run(
        command, cwd=repo.path, capture_output=True, text=True, check=False, start_new_session=True, timeout=120
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: str(words[0]))
def test_a_signal_at_any_moment_ends_in_order(repo: Repo, tmp_path: Path, words: tuple[str, ...]) -> None:
    run(repo, 0, "2", *words, counted=str(tmp_path / "calls"))
    calls = int((tmp_path / "calls").read_text())
    codes: set[int] = set()
    for moment in range(MOMENTS):
        for number, expected in ((signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)):
            at = 1 + calls * moment // MOMENTS
            if words[0] == "index":
                remove_store(store_directory(repo.git_dir))
            code, said = run(repo, at, str(int(number)), *words)
            codes.add(code)
            # before our first line is reached, and after our last one, the signal itself ends the process
            assert code in (expected, -number, 0), (at, code, said)
            assert "Traceback" not in said and "Exception ignored" not in said, (at, said)
            lines = [line for line in said.splitlines() if not line.startswith(("note: ", "hint: "))]
            assert lines in ([], ["error: interrupted"], ["error: terminated"]), (at, said)
    assert {130, -signal.SIGTERM} <= codes
    repository = open_repository(repo.git_dir)
    with open_store(store_directory(repository.common_dir)) as store:
        assert store.contradictions() == []
        for commit in store.versions.all_commits():
            assert list(check_view(repository, store, commit)) == []


def test_an_impatient_user_is_obeyed_at_once(repo: Repo) -> None:
    for at in (2_000, 20_000):
        code, said = run(repo, at, "2,2,2", "status")
        assert code in (130, -signal.SIGINT) and "Traceback" not in said


def test_a_signal_in_a_finalizer_is_not_lost(repo: Repo) -> None:
    script = """
import atexit, os, signal, sys
from rgraph.cli import main as command_line
class Closing:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000): pass
def dispatch(arguments):
    Closing()
    print("went on")
    return 0
command_line._dispatch = dispatch
command_line.main([])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_the_caller_ignores_stays_ignored(repo: Repo, number: signal.Signals) -> None:
    """`nohup`, and a shell's `&`: the signal was ignored before we began."""
    script = f"import signal, sys; signal.signal({int(number)}, signal.SIG_IGN); " + DRIVER.replace(
        "import os, signal, sys", "import os"
    )
    command = [sys.executable, "-P", "-c", script, "3000", str(int(number)), "-", "status"]
    done = subprocess.run(
        command, cwd=repo.path, capture_output=True, text=True, check=False, start_new_session=True, timeout=120
    )
    assert done.returncode == 0 and "HEAD" in done.stdout, done.stderr
