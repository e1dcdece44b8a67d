"""What a failed run prints, and its exit code: an error and the next step, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from itertools import pairwise

from rgraph.errors import RgraphError
from rgraph.streams import OutputError, drop_stdout, lost_output

from .exits import EXIT_BROKEN_PIPE, EXIT_BUG, EXIT_INTERRUPTED, EXIT_TERMINATED, EXIT_USAGE
from .signals import Terminated


def report(error: BaseException, arguments: list[str]) -> int:
    """Prints what went wrong on stderr (JSON under `--format json`) and gives the exit code."""
    if isinstance(error, BrokenPipeError):
        drop_stdout()  # the reader went away: say nothing, not even when Python flushes stdout at its end
        return EXIT_BROKEN_PIPE
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    if isinstance(error, Terminated):
        _say("terminated", _KEPT, "Terminated", arguments)
        return EXIT_TERMINATED
    if isinstance(error, KeyboardInterrupt):
        _say("interrupted", _KEPT, "Interrupted", arguments)
        return EXIT_INTERRUPTED
    error = lost_output(error) or error
    if isinstance(error, OutputError):
        drop_stdout()
    if isinstance(error, RgraphError):
        _say(error.message, error.hint, type(error).__name__, arguments)
        return error.exit_code
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        where = f": {error.filename}" if error.filename else ""
        _say(f"{os.strerror(error.errno or 0)}{where}", _SYSTEM[error.errno], "SystemError", arguments)
        return EXIT_USAGE
    return _typer_exit(error, arguments)


_KEPT = "what was written is kept; the next run goes on from there"

_SYSTEM = {
    errno.ENOSPC: "free some space; what was written before is kept",
    errno.EDQUOT: "free some space; what was written before is kept",
    errno.EROFS: "rgraph writes its store under the git directory, which is read-only here",
    errno.EACCES: "check the permissions",
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
}


def _typer_exit(error: BaseException, arguments: list[str]) -> int:
    if "typer" in sys.modules:
        import typer

        if isinstance(error, typer.Exit):
            return error.exit_code
        if isinstance(error, typer.Abort):
            _say("interrupted", "", "Interrupted", arguments)
            return EXIT_INTERRUPTED
        if isinstance(error, typer.TyperException):
            command = getattr(getattr(error, "ctx", None), "command_path", "rgraph")
            message = error.format_message() if hasattr(error, "format_message") else str(error)
            _say(message.rstrip("."), f"`{command} --help` shows how it is used", "UsageError", arguments)
            return EXIT_USAGE
    return _bug(error, arguments)


def _bug(error: BaseException, arguments: list[str]) -> int:
    import traceback

    log = write_log("".join(traceback.format_exception(error)), arguments)
    where = f"please report it with the log {log}" if log else "please report it"
    _say(f"a bug in rgraph: {type(error).__name__}: {error}", where, "Bug", arguments)
    return EXIT_BUG


def write_log(trace: str, arguments: list[str]) -> str:
    """The log that a bug report needs, in the user's log folder, else in the temporary one; "" where neither can be."""
    import platform
    import tempfile

    import platformdirs

    from rgraph import __version__

    text = "\n".join(
        [
            f"rgraph {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"arguments: {arguments}",
            trace,
        ]
    )
    for folder in (platformdirs.user_log_dir("rgraph", appauthor=False), tempfile.gettempdir()):
        try:
            os.makedirs(folder, exist_ok=True)
            # a name that nobody foresees: others may write in the temporary folder too, and lay a link there
            descriptor, log = tempfile.mkstemp(".log", "rgraph-", folder)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return log
    return ""


def _say(message: str, hint: str, kind: str, arguments: list[str]) -> None:
    from rgraph.render.doors import json_text, log_text

    if _wants_json(arguments):
        from rgraph.render.json import error_json

        print(json_text(error_json(kind, message, hint)), file=sys.stderr)
        return
    print(log_text(f"error: {message}"), file=sys.stderr)
    if hint:
        print(log_text(f"hint: {hint}"), file=sys.stderr)


def _wants_json(arguments: list[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
