"""Selections of rules that mean nothing in a tree: an error, or a note where they may be empty."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from rgraph.errors import ConfigError
from rgraph.spelling import nearest

from .code import Code
from .rule import Rule
from .selector import Selection, parse_selection
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
    """A note on each selection that means nothing and may (`lenient`: all may), and on each path that means nothing in
    a list in which others do: it may be misspelt."""
    return [
        Note(rule.name, NoteKind.MATCHES_NOTHING, f"`{name}` selects nothing in this tree: `{text}`")
        for name, selection in selections(rule)
        for text in _empty(rule, code, name, selection, lenient)
    ]


def _empty(rule: Rule, code: Code, name: str, selection: Selection, lenient: bool) -> Iterator[str]:
    """A selection, or the paths of it, that mean nothing."""
    if not _means_something(code, selection):
        if lenient or name in rule.MAY_BE_EMPTY or rule.allow_empty:
            yield selection.text
        return
    for path in _paths(selection) if not rule.allow_empty else ():
        if not code.names_something(path) and not _means_something(code, parse_selection(path)):
            yield path


def _paths(selection: Selection) -> list[str]:
    """The paths of a list, each of which means something by itself; none where there is one alone."""
    alone = [each for each in selection.any_of if each.only_paths and not each.excluded and not each.requirement]
    found = [path for each in alone for path in each.paths]
    return found if len(found) > 1 else []


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
