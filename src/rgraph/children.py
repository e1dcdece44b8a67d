"""Python processes that rgraph starts: they import what rgraph imports, and nothing that lies in the user's folder."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, MutableSequence

ELSEWHERE = os.path.abspath(os.sep)
"""The working directory of a child that needs none: a repository's files must not be near it."""

GIT = ["git", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]
"""How git is called: it starts no monitor and no remote helper that the repository's configuration names."""

_BOOT = "import sys; sys.path[:] = sys.argv[1].split('\\n'); del sys.argv[1]; "


def python_command(code: str, *arguments: str) -> list[str]:
    """The command line that runs `code` with this process's import path, `arguments` in `sys.argv`.

    `-I` keeps the working directory, the user's environment and its startup files out; the path is handed over, since
    rgraph may be installed where only the environment or the user's site leads to.
    """
    return [sys.executable, "-I", "-c", _BOOT + code, "\n".join(trusted(sys.path)), *arguments]


def bare_command(code: str, *arguments: str) -> list[str]:
    """As `python_command`, with the standard library alone: it starts in half the time."""
    return [sys.executable, "-I", "-S", "-c", code, *arguments]


def environment() -> dict[str, str]:
    """The environment of a child that works elsewhere: where git keeps objects does not depend on its folder."""
    found = dict(os.environ)
    if folder := found.get("GIT_OBJECT_DIRECTORY"):
        found["GIT_OBJECT_DIRECTORY"] = os.path.abspath(folder)
    if folders := found.get("GIT_ALTERNATE_OBJECT_DIRECTORIES"):
        absolute = [os.path.abspath(folder) for folder in folders.split(os.pathsep) if folder]
        found["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = os.pathsep.join(absolute)
    return found


def trusted(path: list[str]) -> list[str]:
    """An import path without relative entries, which mean the working directory, and without that itself."""
    try:
        here = os.getcwd()
    except OSError:
        here = ""  # it was deleted: nothing can be imported from it
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return [entry for entry in path if os.path.isabs(entry) and (entry != here or entry == own)]


def forget_working_directory(path: MutableSequence[str] = sys.path) -> None:
    """Take the working directory out of the import path: it is a repository that others wrote."""
    path[:] = trusted(list(path))


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Children started inside never see Ctrl-C, SIGTERM or a hang-up: they end when their input does.

    The signals are blocked, and a child inherits that, so there is no moment at its start when one would hit it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:  # a signal that came just before is answered as soon as the next line has run
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
