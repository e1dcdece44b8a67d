"""Lines in what macros make: those of the call's argument, and of the call for what the macro's template writes."""

from __future__ import annotations

TEMPLATE = 1 << 24
"""What is added to a line for each template that wrote what stands there; more lines than a file has."""


def plain(line: int) -> int:
    """A line without what tells that a template wrote it."""
    return (line + TEMPLATE // 2) % TEMPLATE - TEMPLATE // 2


def is_template(line: int) -> bool:
    """Whether a template wrote what stands there."""
    return line >= TEMPLATE // 2
