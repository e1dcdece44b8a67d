"""Values that a user gives to a script's parameters."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rgraph.errors import QueryError


def parse_params(texts: Iterable[str]) -> dict[str, object]:
    """`NAME=VALUE` pairs; a value that is JSON is read as JSON, any other is text. Raises QueryError."""
    params: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise QueryError(f"--param takes NAME=VALUE, not {text!r}")
        params[name] = _value(value)
    return params


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
