"""Names in format strings: `{name}`, `{name:?}`, `{x:width$.precision$}`."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..model.hygiene import unmarked
from ..model.syntax import EPath, Expr, Path, Segment
from .spacing import decoded
from .walk import Walk

_PLACE = re.compile(r"\{\{|\}\}|\{\s*([^{}:\s]*)\s*(?::([^{}]*))?\}")
_NAME = re.compile(r"(?:r#)?([A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*)")
_COUNT = re.compile(r"([A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*)\$")
_PLAIN = frozenset(
    [
        "concat",
        "include",
        "include_str",
        "include_bytes",
        "env",
        "option_env",
        "regex",
        "json",
        "cfg",
        "stringify",
        "quote",
        "vec",
        "compile_error",
        "r",
        "str",
        "bstr",
        "cstr",
    ]
)
"""Macros whose first string is no format string."""


def inline_arguments(walk: Walk, literal: Node, macro: str, given: set[str]) -> list[Expr]:
    """The paths that a format string names, but for those `given` as `name = value`."""
    text = walk.text[literal.start_byte : literal.end_byte]
    if "{" not in text or macro in _PLAIN:
        return []
    row = literal.start_point[0]
    out: list[Expr] = []
    for place in _PLACE.finditer(text):
        if place[1] is None:
            continue
        names = [found[1]] if (found := _NAME.fullmatch(place[1])) else []
        names += _COUNT.findall(place[2] or "")
        line = walk.row(row + text.count("\n", 0, place.start())) - walk.base
        out.extend(EPath(Path([Segment(name)], line)) for raw in names if unmarked(name := decoded(raw)) not in given)
    return out
