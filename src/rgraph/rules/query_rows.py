"""Rows of a Datalog query as findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.model.ids import Symbol

from .violation import Finding, Place

if TYPE_CHECKING:
    from .code import Code
    from .context import Context


def findings_of_rows(context: Context, script: str) -> Iterator[Finding]:
    """One finding for each row; columns are read by name. Raises QueryError."""
    for row in context.query(context.code, script):
        yield _finding(context.code, row)


def _finding(code: Code, row: Mapping[str, object]) -> Finding:
    source = _text(row, "symbol", "src", "source")
    target = _text(row, "dst", "target")
    others = [f"{value}" for name, value in row.items() if name not in _NAMED]
    message = _text(row, "message") or " ".join(filter(None, [source, f"-> {target}" if target else "", *others]))
    return Finding(message, _place(code, row, source), source or message, target, " ".join(others))


_NAMED = frozenset({"symbol", "src", "source", "dst", "target", "path", "line", "message"})


def _place(code: Code, row: Mapping[str, object], source: str) -> Place:
    path, line = _text(row, "path"), row.get("line")
    if path in code.graph.files:
        return code.place(path, line) if isinstance(line, int) and line > 0 else Place(path)
    return code.place_of(Symbol(source)) if source in code.items else Place(path)


def _text(row: Mapping[str, object], *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")
