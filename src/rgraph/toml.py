"""TOML, read without trusting a size, a depth, a number or the type of a value; the one reader for every file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import TypeAlias

from rgraph.limits import MAX_TOML_INTEGER, MAX_TOML_NESTING

Table: TypeAlias = dict[str, object]

_AT = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")
_KEY_PART = re.compile(r"[\w-]+|\"[^\"\n]*\"|'[^'\n]*'|[ \t]+|(\.)|([^\w\s.\"'-])")


class TomlError(ValueError):
    """A document that is not read, and why; `line` and `column` begin at 1, and are 0 where there is no one place."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.reason} (at line {self.line}, column {self.column})" if self.line else self.reason


def read(source: bytes, max_bytes: int) -> tuple[str, Table]:
    """The text of a document and what it says, in time linear in its length. Raises TomlError."""
    if len(source) > max_bytes:
        raise TomlError(f"is larger than {max_bytes >> 20} MB")
    text = _decoded(source)
    _check_nesting(text)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text) from None
    except (ValueError, RecursionError) as error:  # ValueError: a number of more digits than Python reads
        raise TomlError(f"is not TOML: {str(error)[:200]}") from None
    _check_values(document)
    return text, document


def load(source: bytes, max_bytes: int) -> Table | str:
    """The document, or one line that says why it is none (with line and column where there are such)."""
    try:
        return read(source, max_bytes)[1]
    except TomlError as error:
        return str(error)


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


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise TomlError("is not UTF-8", line, error.start - source.rfind(b"\n", 0, error.start)) from None


def _not_toml(message: str, text: str) -> TomlError:
    match = _AT.search(message)
    what = _AT.sub("", message)[:200]
    if match and match[1]:
        return TomlError(f"is not TOML: {what}", int(match[1]), int(match[2]))
    lines = text.removesuffix("\n").split("\n")
    return TomlError(f"is not TOML: {what}", len(lines), len(lines[-1]) + 1)


def _check_nesting(text: str) -> None:
    """Refuse what makes the parser recurse deeply, or take the square of a key's length; strings are counted too."""
    if text.count("[") + text.count("{") > MAX_TOML_NESTING:
        depth = 0
        for match in re.finditer(r"[\[\]{}\n]", text):
            if match[0] in "[{":
                depth += 1
            elif match[0] in "]}" and depth:
                depth -= 1
            if depth > MAX_TOML_NESTING:
                line = text.count("\n", 0, match.start()) + 1
                raise TomlError(f"is nested deeper than {MAX_TOML_NESTING} brackets", line, 1)
    if text.count(".") > MAX_TOML_NESTING:
        for number, line_text in enumerate(text.split("\n"), 1):
            if line_text.count(".") > MAX_TOML_NESTING and max(_key_lengths(line_text)) > MAX_TOML_NESTING:
                raise TomlError(f"has a key of more than {MAX_TOML_NESTING} parts", number, 1)


def _key_lengths(line: str) -> Iterator[int]:
    """How many dots join the parts of each run of a line that may be a key."""
    dots = 0
    for match in _KEY_PART.finditer(line):
        if match[1]:
            dots += 1
        elif match[2]:
            yield dots
            dots = 0
    yield dots


def _check_values(document: Table) -> None:
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_TOML_NESTING:
            raise TomlError(f"is nested deeper than {MAX_TOML_NESTING} tables")
        if isinstance(value, dict):
            waiting.extend((below, depth + 1) for below in value.values())
        elif isinstance(value, list):
            waiting.extend((below, depth + 1) for below in value)
        elif isinstance(value, int) and not -MAX_TOML_INTEGER <= value < MAX_TOML_INTEGER:
            raise TomlError("is not TOML: a number of more than 64 bits")
