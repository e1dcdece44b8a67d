"""What a tool is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rgraph.render.told import Told

from ..live import Live
from .asked import Asked


class Tool(NamedTuple):
    """A tool's name, what a model is told of it, its arguments, and its answer."""

    name: str
    about: str
    arguments: type[Asked]
    answer: Callable[[Live, Any], Told]
