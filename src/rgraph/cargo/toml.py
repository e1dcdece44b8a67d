"""TOML as Cargo's files use it, read without trusting any value's type."""

from __future__ import annotations

import tomllib
from typing import TypeAlias

Table: TypeAlias = dict[str, object]

MAX_NESTING = 100
"""Brackets nested deeper than this are refused before the parser recurses into them."""


def load(source: bytes, max_bytes: int) -> Table | str:
    """The document, or one line that says why it is none (with line and column where there are such)."""
    if len(source) > max_bytes:
        return f"is larger than {max_bytes >> 20} MB"
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return f"is not UTF-8 (line {line})"
    if _nesting(source) > MAX_NESTING:
        return f"is nested deeper than {MAX_NESTING} brackets"
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of more digits than Python reads
        return f"is not TOML: {str(error)[:200]}"


def table_at(table: Table, key: str) -> Table | None:
    """The table at a key, None where there is none."""
    found = table.get(key)
    return found if isinstance(found, dict) else None


def tables_at(table: Table, key: str) -> list[Table]:
    """The tables of an array of tables."""
    found = table.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text_at(table: Table, key: str) -> str:
    """The string at a key, "" where there is none."""
    found = table.get(key)
    return found if isinstance(found, str) else ""


def texts_at(table: Table, key: str) -> list[str]:
    """The strings of an array."""
    found = table.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def bool_at(table: Table, key: str, default: bool) -> bool:
    """The boolean at a key."""
    found = table.get(key)
    return found if isinstance(found, bool) else default


def optional_bool_at(table: Table, key: str) -> bool | None:
    """The boolean at a key, None where there is none."""
    found = table.get(key)
    return found if isinstance(found, bool) else None


def _nesting(source: bytes) -> int:
    """The deepest nesting of brackets, those in strings counted too."""
    if source.count(b"[") + source.count(b"{") <= MAX_NESTING:
        return 0
    depth = deepest = 0
    for byte in source:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}" and depth:
            depth -= 1
    return deepest
