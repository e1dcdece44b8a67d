"""A diff report as JSON; `docs/diff.md` describes the shape."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum

from rgraph.diff.report import SCHEMA, DiffReport


def report_json(report: DiffReport) -> str:
    """One object: `schema`, `kind` ("diff"), and the fields of `DiffReport`; the same for the same report."""
    body = {"schema": SCHEMA, "kind": "diff"} | _fields(report)
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _fields(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


def plain(value: object) -> object:
    """A report's value as JSON has it: dataclasses as objects, pairs and tuples as lists. Empty code is left out."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {name: found for name, found in _fields(value).items() if name not in {"before", "after"} or found}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value
