"""The entry point: global options, dispatch to a command's module, exit codes."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from rgraph.errors import RgraphError
from rgraph.streams import write_stdout

from . import failure
from .commands import COMMANDS, Command, find_command
from .exits import EXIT_INTERRUPTED, EXIT_TERMINATED
from .signals import Signals, die_of_sigterm


class UsageError(RgraphError):
    """The command line is wrong before any command is reached."""


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and leaves the process with the exit code of DESIGN: 0, 1, 2, 70, 130."""
    gc.disable()  # a question makes no cycles worth looking for, and looking costs a third of a second
    code = run(sys.argv[1:] if arguments is None else arguments, Signals())
    if code == EXIT_TERMINATED:
        die_of_sigterm()
    sys.exit(code)


def run(arguments: list[str], signals: Signals | None = None) -> int:
    """Runs one command line and gives its exit code; errors are printed, never raised.

    With `signals` it answers Ctrl-C and SIGTERM itself: inside `try` from the first moment to the last.
    """
    try:
        try:
            if signals:
                signals.listen()
            code = _dispatch(arguments)
            write_stdout("")  # what typer printed is there, or could not be
        except BaseException as error:
            code = failure.report(signals.cause(error) if signals else error, arguments)
        if signals:
            signals.ignore_from_now()
    except BaseException as error:  # a signal, while another failure was told
        return failure.report(signals.cause(error) if signals else error, arguments)
    return code


def _dispatch(arguments: list[str]) -> int:
    command, rest = _global_options(arguments)
    if command is None:
        return 0
    _check_folder()
    app = import_module(f"rgraph.cli.{command.module}").app
    try:
        result = app(
            rest, prog_name=f"rgraph {command.name}", standalone_mode=False, help_option_names=["-h", "--help"]
        )
    except SystemExit as left:  # typer leaves so, with 1, when the reader of stdout has gone
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        raise
    if result == EXIT_INTERRUPTED:  # typer turns Ctrl-C into this number, and says nothing
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _global_options(arguments: list[str]) -> tuple[Command | None, list[str]]:
    """Handles what stands before the command. `--at` and `--format` are handed to the command."""
    handed: list[str] = []
    at = 0
    while at < len(arguments):
        word = arguments[at]
        if word in {"-h", "--help", "help"}:
            return _help_of(arguments[at + 1 :])
        if word in {"--version", "-V"}:
            write_stdout(_version())
            return None, []
        if word == "-C":
            _change_folder(_value(arguments, at))
            at += 2
        elif word in {"--at", "--format"}:
            handed += [word, _value(arguments, at)]
            at += 2
        elif word.startswith(("--at=", "--format=")):
            handed.append(word)
            at += 1
        elif word.startswith("-"):
            raise UsageError(f"unknown option {word!r}", "`rgraph --help` lists the options that go before a command")
        else:
            return _named(word), [*handed, *arguments[at + 1 :]]
    write_stdout(_overview())
    return None, []


def _value(arguments: list[str], at: int) -> str:
    if at + 1 >= len(arguments):
        raise UsageError(f"{arguments[at]} needs a value")
    return arguments[at + 1]


def _change_folder(folder: str) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        raise UsageError(f"cannot change to {folder!r}: {error.strerror}") from error


def _check_folder() -> None:
    try:
        os.getcwd()
    except OSError as error:
        raise UsageError("the current folder no longer exists", "change to another one, or give -C DIR") from error


def _help_of(words: list[str]) -> tuple[Command | None, list[str]]:
    if words and not words[0].startswith("-"):
        return _named(words[0]), ["--help"]
    write_stdout(_overview())
    return None, []


def _named(name: str) -> Command:
    command = find_command(name)
    if command is None:
        raise UsageError(f"no command {name!r}", _did_you_mean(name))
    return command


def _did_you_mean(name: str) -> str:
    from difflib import get_close_matches

    names = [command.name for group in COMMANDS.values() for command in group]
    near = get_close_matches(name, names, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else "`rgraph --help` lists the commands"


def _version() -> str:
    from rgraph import __version__

    return f"rgraph {__version__}\n"


def _overview() -> str:
    lines = [
        "Usage: rgraph [-C DIR] COMMAND ...",
        "",
        "A time-travelling code graph for Rust repositories.",
    ]
    for group, commands in COMMANDS.items():
        lines += ["", f"{group}:"]
        lines += [f"  {command.name:<9} {command.summary}" for command in commands]
    lines += [
        "",
        "Options:",
        "  -C DIR         Run as if started in DIR.",
        "  --at REV       The revision to answer for, on every question (default: HEAD).",
        "  --format WORD  text, json, markdown, ...: what the command offers.",
        "  --version      The version of rgraph.",
        "  --help         This, or after a command its own help.",
    ]
    return "\n".join(lines) + "\n"
