"""A call of a tool, from its name and arguments to the text that a model reads."""

from __future__ import annotations

from typing import Any

from rgraph.errors import RgraphError
from rgraph.render.standing import standing_lines
from rgraph.render.told import Told, shown

from .budget import fitted
from .limits import LEAST_BUDGET
from .live import Live
from .tools.asked import Asked, read
from .tools.table import TOOLS
from .tools.tool import Tool

_BY_NAME = {tool.name: tool for tool in TOOLS}
_ERROR_BUDGET = 1_000


def answered(live: Live, name: str, arguments: dict[str, Any]) -> tuple[str, bool]:
    """The answer as text, and whether it is an error: then it says what to do next."""
    try:
        tool = _BY_NAME.get(name)
        if tool is None:
            return f"error: no tool {name[:80]!r}\nnext: tools are {', '.join(_BY_NAME)}", True
        live.refresh()
        return _answer(live, tool, read(arguments, tool.arguments)), False
    except RgraphError as error:
        return failed(error), True


def _answer(live: Live, tool: Tool, asked: Asked) -> str:
    told = tool.answer(live, asked)
    return fitted(standing_lines(live.standing(asked.at), told.paths), told, asked.budget)


def failed(error: RgraphError) -> str:
    """What went wrong, and what to do next."""
    lines = [shown(line) for line in f"error: {error.message}".split("\n")]
    if error.hint:
        lines += [shown(line) for line in f"next: {error.hint}".split("\n")]
    return fitted([], Told([], lines), max(_ERROR_BUDGET, LEAST_BUDGET))
