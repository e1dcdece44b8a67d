"""The paths that a macro's template writes itself, read from its tokens: no call is needed to know them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .macro_tokens import OPENERS, Token, closes_of, is_name, latin, lexed, utf8
from .spacing import KEYWORDS

_STARTS = frozenset(["crate", "self", "super"])
_NO_NAMES = KEYWORDS | frozenset(["Self", "true", "false", "_", "macro_rules", "union"])
_DECLARES = frozenset(["fn", "struct", "enum", "union", "trait", "type", "const", "static", "mod", "mut", "ref"])
"""What stands before a name that the template gives to an item or a local."""
_BINDS = frozenset(["let", "for", "|"])
"""What stands before a local, or before the path of a pattern or a type."""


class Form(StrEnum):
    """What follows a path."""

    CALL = "("
    MACRO = "!"
    PLAIN = ""


class TemplateName(NamedTuple):
    """A path in a template. `row` counts from the template's first."""

    names: tuple[str, ...]
    is_rooted: bool
    form: Form
    row: int


@lru_cache(maxsize=1024)
def names_in_template(text: str) -> tuple[TemplateName, ...]:
    """The paths of a template, each once, in order. `$crate` is a first segment; `$fragment::x` is nobody's path.

    Of single names those that may be items: calls, and names that begin with a capital, unless the template itself
    gives the name.
    """
    source = latin(text)
    found = _Reader(lexed(source, range(source.count("\n") + 1))).names()
    first: dict[tuple[tuple[str, ...], bool, Form], TemplateName] = {}
    for name in sorted(found, key=lambda each: each.row):
        first.setdefault(name[:3], name)
    return tuple(first.values())


class _Reader:
    """Reads one template."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._words: Sequence[str] = ["", *(token.word for token in tokens), "", "", ""]  # one before, some after
        self._closes = closes_of(tokens)
        self._given: set[str] = set()
        self._found: list[TemplateName] = []

    def names(self) -> list[TemplateName]:
        words = self._words
        self._given = {
            word for before, word in pairwise(words) if before in _DECLARES or (before in _BINDS and word[:1].islower())
        }
        self._read(1, len(self._tokens) + 1, (), False)
        return self._found

    def _read(self, at: int, end: int, prefix: tuple[str, ...], is_rooted: bool) -> None:
        """Read tokens; `prefix` is what stands before the braces of an import."""
        pending = [(at, end, prefix, is_rooted)]
        while pending:
            at, end, prefix, is_rooted = pending.pop()
            while at < end:
                if self._words[at] == "#" and self._words[at + 1] == "[":
                    at = self._close(at + 1) + 1
                elif prefix and self._words[at] == "as":
                    at += 2
                elif self._begins(at):
                    at = self._path(at, end, prefix, is_rooted, pending)
                else:
                    at += 1

    def _close(self, at: int) -> int:
        close = self._closes.get(at - 1)
        return close + 1 if close is not None else at

    def _begins(self, at: int) -> bool:
        word, before = self._words[at], self._words[at - 1]
        if before in (".", "$") or (before == "::" and self._is_of_path(at - 2)):
            return False
        return word == "$crate" or (is_name(word or "-") and word not in _NO_NAMES) or word in _STARTS

    def _is_of_path(self, at: int) -> bool:
        """Whether a token before `::` is a part of the path that goes on after it."""
        word = self._words[at]
        return word == ">" or (is_name(word or "-") and word not in KEYWORDS)

    def _path(
        self,
        at: int,
        end: int,
        prefix: tuple[str, ...],
        is_rooted: bool,
        pending: list[tuple[int, int, tuple[str, ...], bool]],
    ) -> int:
        """Read one path; the index after it. What braces after it hold is left in `pending`."""
        words, begin = self._words, at
        rooted = is_rooted or (not prefix and words[at - 1] == "::")
        names = [*prefix, *([] if words[at] == "self" and prefix else [_plain(words[at])])]
        at += 1
        while at < end and words[at] == "::":
            if words[at + 1] == "{":
                close = self._close(at + 1)
                pending.append((at + 2, close, tuple(names), rooted))
                return close + 1
            if words[at + 1] == "<":
                after = self._after_angles(at + 1, end)
                pending.append((at + 2, after, (), False))
                at = after
            elif is_name(words[at + 1] or "-"):
                names.append(_plain(words[at + 1]))
                at += 2
            else:
                break
        self._add(begin, at, names, rooted)
        return at

    def _after_angles(self, at: int, end: int) -> int:
        """The index after generic arguments."""
        depth = 0
        while at < end:
            depth += {"<": 1, ">": -1}.get(self._words[at], 0)
            at += 1
            if not depth:
                return at
        return end

    def _add(self, begin: int, after: int, names: list[str], rooted: bool) -> None:
        following = self._words[after]
        form = Form.CALL if following == "(" else Form.PLAIN
        if following == "!" and self._words[after + 1] in OPENERS:
            form = Form.MACRO
        name = names[0]
        if name in self._given and form is not Form.MACRO:
            return
        if len(names) == 1 and (name in _STARTS or name == "$crate"):
            return
        if len(names) == 1 and form is Form.PLAIN and not name[0].isupper():
            return
        self._found.append(TemplateName(tuple(names), rooted, form, self._tokens[begin - 1].row))


def _plain(word: str) -> str:
    return utf8(word).removeprefix("r#")
