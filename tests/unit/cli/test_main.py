"""Dispatch, global options, exit codes."""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from demo.repository import make_repository

from rgraph import __version__
from rgraph.cli import exits, failure
from rgraph.cli.commands import COMMANDS, find_command
from rgraph.cli.main import run
from rgraph.errors import ItemError


def test_help_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capfd.readouterr().out
    for group in COMMANDS.values():
        for command in group:
            assert f"  {command.name} " in out and command.summary in out


@pytest.mark.parametrize("command", [command.name for group in COMMANDS.values() for command in group])
def test_every_command_has_the_help_that_the_table_promises(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    found = find_command(command)
    assert found is not None and found.summary in out
    for words in (["help", command], [command, "-h"]):
        assert run(words) == 0
        assert " ".join(capfd.readouterr().out.split()) == out


@pytest.mark.parametrize("words", [["rules", "init"], ["hooks", "install"]])
def test_the_short_help_works_below_a_command_too(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "-h"]) == 0
    assert " ".join(words) in capfd.readouterr().out


def test_every_module_of_a_command_has_an_app() -> None:
    for group in COMMANDS.values():
        for command in group:
            assert callable(import_module(f"rgraph.cli.{command.module}").app)


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capfd.readouterr().out == f"rgraph {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo"], "no command 'shwo'\nhint: did you mean show"),
        (["xyzzy"], "no command 'xyzzy'\nhint: `rgraph --help`"),
        (["--nope", "show"], "unknown option '--nope'"),
        (["-C"], "-C needs a value"),
        (["-C", "/nowhere/at/all", "status"], "cannot change to '/nowhere/at/all': No such file or directory"),
        (["show"], "Missing argument 'ITEM'\nhint: `rgraph show --help`"),
        (["show", "a", "--nope"], "No such option: --nope"),
        (["impact", "a", "--depth", "x"], "Invalid value for '--depth'"),
        (["index", "--history", "--all"], "--history and --all exclude each other"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert f"error: {said}" in err and "Traceback" not in err


def test_errors_are_json_under_format_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--format", "json", "shwo"]) == 2
    error = json.loads(capfd.readouterr().err)
    assert error == {
        "schema": 1,
        "error": {"kind": "UsageError", "message": "no command 'shwo'", "hint": "did you mean show?"},
    }


def test_an_unknown_exception_is_70_with_a_log_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert failure.report(ValueError("boom"), ["show", "x"]) == 70
    err = capfd.readouterr().err
    assert "a bug in rgraph: ValueError: boom" in err and "Traceback" not in err
    log = Path(err.split("with the log ")[1].strip())
    assert "boom" in log.read_text() and "['show', 'x']" in log.read_text()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (ItemError("no item 'x'", "try y"), 2, "error: no item 'x'\nhint: try y"),
        (OSError(28, "No space left on device", "/r/f"), 2, "No space left on device: /r/f\nhint: free some space"),
        (OSError(30, "Read-only file system", "/r/f"), 2, "read-only"),
        (SystemExit(3), 3, ""),
    ],
)
def test_exit_codes(error: BaseException, code: int, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert failure.report(error, []) == code
    assert said in capfd.readouterr().err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = "import sys; from rgraph.cli.main import main; main(['--help'])"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", script], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == exits.EXIT_BROKEN_PIPE


def test_a_reader_that_goes_away_within_a_command_is_no_error(tmp_path: Path) -> None:
    make_repository(tmp_path / "demo")
    script = f"from rgraph.cli.main import main; main(['-C', {str(tmp_path / 'demo')!r}, 'dump'])"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", script], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == exits.EXIT_BROKEN_PIPE, done.stderr


def test_help_and_version_load_no_heavy_library() -> None:
    script = (
        "import sys; from rgraph.cli.main import run; run(['--help']); run(['--version']); "
        "print([name for name in ('typer', 'rich', 'pygit2', 'numpy', 'cozo_embedded', 'tree_sitter') "
        "if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_help_is_quick() -> None:
    started = time.process_time()
    run(["--version"])
    assert time.process_time() - started < 0.15


def test_a_folder_that_was_deleted_is_no_bug(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for words, code in ((["--version"], 0), (["status"], 2), (["-C", str(tmp_path), "status"], 2)):
        gone.mkdir()
        line = f'rmdir "{gone}"; exec {sys.executable} -P -m rgraph "$@"'
        done = subprocess.run(["sh", "-c", line, "sh", *words], cwd=gone, capture_output=True, text=True, check=False)
        assert done.returncode == code and "Traceback" not in done.stderr and "a bug in" not in done.stderr
