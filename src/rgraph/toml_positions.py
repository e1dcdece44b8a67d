"""Where the tables and keys of a TOML text stand; `tomllib` reads values alone."""

from __future__ import annotations

import re

import msgspec

# possessive: each takes what it can and never gives back, so that a line is read once
_HEADER = re.compile(r"^\s*+(\[\[?)([A-Za-z0-9_.\"' \t-]++)\]\]?\s*+(?:#.*)?$")
_KEY = re.compile(r"^\s*+([A-Za-z0-9_-]++|\"[^\"]*+\"|'[^']*+')\s*+[.=]")


class TablePosition(msgspec.Struct):
    """A table's header line, and line and column of each key that begins a line in it."""

    name: str
    line: int
    keys: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)


def table_positions(text: str) -> list[TablePosition]:
    """The tables of a TOML text in order, the root table first. Text inside multi-line strings is passed over."""
    tables = [TablePosition("", 1)]
    closing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:
            if closing in line:
                closing = ""
            continue
        header = _HEADER.match(line)
        if header:
            tables.append(TablePosition(re.sub(r"[\"\s]", "", header[2]), number))
            continue
        key = _KEY.match(line)
        if key:
            tables[-1].keys.setdefault(key[1].strip("\"'"), (number, key.start(1) + 1))
        closing = _opened(line)
    return tables


def _opened(line: str) -> str:
    """The delimiter of a multi-line string that this line opens and does not close, "" for none."""
    for quote in ('"""', "'''"):
        if line.count(quote) % 2:
            return quote
    return ""
