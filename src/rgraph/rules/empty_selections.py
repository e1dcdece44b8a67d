"""Selections of rules that mean nothing in a tree: an error, or a note where they may be empty."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from rgraph.errors import ConfigError
from rgraph.spelling import nearest

from .code import Code
from .rule import Rule
from .selector import Selection
from .violation import Note, NoteKind


def require_meaning(rule: Rule, code: Code, path: str) -> None:
    """Check the selections of a rule that may not be empty; `path` is the file with the rules. Raises ConfigError."""
    for name, selection in selections(rule):
        if name not in rule.MAY_BE_EMPTY and not rule.allow_empty and not _means_something(code, selection):
            near = nearest(selection.text.removesuffix("::**"), code.modules)
            guess = f"; did you mean `{near}`?" if near else "."
            raise ConfigError(
                f"{path}:{rule.line}: rule `{rule.name}`: `{name}` selects nothing in this tree: "
                f"`{selection.text}`{guess}",
                "Correct the selector, or set allow_empty = true if it may be empty.",
            )


def empty_selections(rule: Rule, code: Code, lenient: bool) -> list[Note]:
    """A note on each selection that means nothing and may; `lenient`: all may."""
    return [
        Note(rule.name, NoteKind.MATCHES_NOTHING, f"`{name}` selects nothing in this tree: `{selection.text}`")
        for name, selection in selections(rule)
        if (lenient or name in rule.MAY_BE_EMPTY or rule.allow_empty) and not _means_something(code, selection)
    ]


def selections(rule: Rule) -> Iterator[tuple[str, Selection]]:
    """The selections of a rule that should mean something, with the field that holds each."""
    own = getattr(rule, "selections", None)
    if own is not None:
        yield from own()
        return
    for field in dataclasses.fields(rule):
        value = getattr(rule, field.name)
        if isinstance(value, Selection) and value:
            yield field.name.removesuffix("_"), value


def _means_something(code: Code, selection: Selection) -> bool:
    return bool(code.select(selection)) or any(code.means(selection, name) for name in code.outside_names)
