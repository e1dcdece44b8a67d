"""JSON with a schema version; `docs/json.md` describes it."""

from __future__ import annotations

from typing import Any

import msgspec

SCHEMA = 1
"""Grows when a field changes its meaning or goes away; new fields alone do not count."""


def to_json(kind: str, value: object) -> str:
    """One JSON object: `schema`, `kind` (what the rest is), and the fields of the record."""
    body: Any = msgspec.to_builtins(value, enc_hook=str)
    fields = body if isinstance(body, dict) else {"result": body}
    text = msgspec.json.format(msgspec.json.encode({"schema": SCHEMA, "kind": kind, **fields}), indent=2).decode()
    return text + "\n"
