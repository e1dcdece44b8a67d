"""The table of tools, in the order in which clients list them."""

from __future__ import annotations

from collections.abc import Mapping

from .callers import CALLERS
from .check import CHECK
from .context import CONTEXT
from .diff import DIFF
from .log import LOG
from .query import QUERY
from .search import SEARCH
from .show import SHOW
from .status import STATUS
from .tool import Tool

TOOLS: tuple[Tool, ...] = (SEARCH, CONTEXT, SHOW, CALLERS, LOG, DIFF, CHECK, QUERY, STATUS)

_LONG = frozenset({DIFF.name, CHECK.name})


def takes_long(name: str, arguments: Mapping[str, object]) -> bool:
    """Whether a call compares versions or judges all rules: in a large repository that is a matter of minutes."""
    return name in _LONG or (name == CONTEXT.name and bool(arguments.get("diff")))
