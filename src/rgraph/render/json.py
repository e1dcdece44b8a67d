"""JSON with a schema version: the one writer of reports, JSON lines and errors; `docs/json.md` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

SCHEMA = 1
"""Grows when a field changes its meaning or goes away; new fields alone do not count."""

_LONE = re.compile("[\ud800-\udfff]")


def to_json(value: object, kind: str) -> str:
    """One JSON object: `schema`, `kind` (what the rest is), and the fields of the record, indented."""
    body: Any = msgspec.to_builtins(value, enc_hook=str)
    fields = body if isinstance(body, dict) else {"result": body}
    return _indented({"schema": SCHEMA, "kind": kind, **fields}) + "\n"


def _indented(body: Mapping[str, object]) -> str:
    try:
        return msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
    except UnicodeEncodeError:  # a path that is no UTF-8 holds lone surrogates, which msgspec does not write
        return _escaped(json.dumps(body, indent=2, ensure_ascii=False))


def json_line(value: object, **first: object) -> str:
    """A record, or a mapping, as one line; what is named comes before its fields."""
    fields = msgspec.to_builtins(value, enc_hook=str)
    return _escaped(json.dumps({**first, **fields}, ensure_ascii=False))


def error_json(kind: str, message: str, hint: str) -> str:
    """An error as one line of ASCII, which stderr can show whatever its encoding."""
    return json.dumps({"schema": SCHEMA, "error": {"kind": kind, "message": message, "hint": hint}})


def _escaped(text: str) -> str:
    """The text with lone surrogates as JSON writes them, so that it can be encoded."""
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
