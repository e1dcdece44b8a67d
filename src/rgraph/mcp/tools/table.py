"""The table of tools, in the order in which clients list them."""

from __future__ import annotations

from .callers import CALLERS
from .log import LOG
from .show import SHOW
from .tool import Tool

TOOLS: tuple[Tool, ...] = (SHOW, CALLERS, LOG)
