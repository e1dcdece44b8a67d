"""A call of a tool, from its name and arguments to the text that a model reads."""

from __future__ import annotations

from typing import Any, NamedTuple

from rgraph.errors import LockedError, RgraphError, StoreError
from rgraph.render.freshness import standing_lines

from .budget import fitted
from .failing import bug, failed
from .live import Live
from .tools.asked import read
from .tools.table import TOOLS

_BY_NAME = {tool.name: tool for tool in TOOLS}


class Answer(NamedTuple):
    """What a model reads, and whether the call failed."""

    text: str
    is_error: bool = False


def answered(live: Live, name: str, arguments: dict[str, Any]) -> Answer:
    """The answer of a tool. A failure is an answer too: it says what to do next."""
    at = str(arguments.get("at", "HEAD"))
    try:
        try:
            return Answer(_answer(live, name, arguments))
        except LockedError:
            raise
        except StoreError:  # swept or rebuilt while it was read: what is kept of it is no longer true
            live.begin_anew()
            return Answer(_answer(live, name, arguments))
    except RgraphError as error:
        try:
            return Answer(failed(error, live, at), is_error=True)
        except RgraphError as again:
            return Answer(failed(RgraphError(again.message, again.hint), live, at), is_error=True)
    except Exception as error:  # a bug costs one answer, not the server
        return Answer(bug(error), is_error=True)


def _answer(live: Live, name: str, arguments: dict[str, Any]) -> str:
    tool = _BY_NAME.get(name)
    if tool is None:
        raise RgraphError(f"no tool {name[:80]!r}", f"tools are {', '.join(_BY_NAME)}")
    live.refresh()
    asked = read(arguments, tool.arguments)
    told = tool.answer(live, asked)
    return fitted(standing_lines(live.standing(asked.tree), told.paths), told, asked.budget)
