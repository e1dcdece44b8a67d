"""The table of tools, in the order in which clients list them."""

from __future__ import annotations

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
