"""What a call that failed answers: what went wrong, and what to do next, in the words of the tools."""

from __future__ import annotations

import re
import sys
import traceback

from rgraph.errors import ItemError, RgraphError
from rgraph.render.absent import absent_lines
from rgraph.render.told import Told, shown
from rgraph.view.session import WORKTREE

from .budget import fitted
from .live import Live

_BUDGET = 1_000
"""Tokens of an error, at most."""

_NOT_HERE = re.compile(r", or [^,.]*--(?:rules|output|strict)\b[^,.]*")
"""Ways out that the tools do not have."""

_ELSEWHERE = "note: the worktree differs from HEAD; ask at=worktree for what is new there"

_OPTION = re.compile(r"--(at|vs|timeout|limit|depth|tier|param)\b( [A-Z]+)?")
"""Options of the command line in a hint: the tools have arguments of the same names."""


def failed(error: RgraphError, live: Live, at: str) -> str:
    """An error that whoever asked can act on."""
    lines = [f"error: {error.message}"]
    if isinstance(error, ItemError) and error.unknown:
        lines += absent_lines(live.session.absent(error.unknown, at))
        lines += [_ELSEWHERE] if at != WORKTREE and live.touched else []
    if error.hint:
        lines.append(f"next: {_in_tools(error.hint)}")
    return fitted([], Told([], [shown(line) for text in lines for line in text.split("\n")]), _BUDGET)


def _in_tools(hint: str) -> str:
    """A hint of the command line's, for whoever has the tools instead."""
    if hint.startswith("`rgraph search "):
        return "the tool search finds items by words; show takes file.rs:LINE too"
    return _OPTION.sub(r"\1", _NOT_HERE.sub("", hint))


def bug(error: Exception) -> str:
    """An error of rgraph's own: the trace goes to stderr, which clients keep."""
    traceback.print_exception(error, file=sys.stderr)
    said = f"error: a bug in rgraph: {type(error).__name__}: {error}"
    return fitted(
        [], Told([], [shown(said), "next: ask in a different way; the server's log has the details to report"]), _BUDGET
    )
