"""Parses arguments of macro calls as Rust: all of a file in one buffer, and those that fail there one by one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from tree_sitter import Parser

from .dialects import DIALECTS, Argument
from .invocations import OPENERS, Invocation, closing, invocations, top_level, without_comma
from .pieces import Cutter, Draft
from .tokens import Tokens

_WORD = re.compile(r"[A-Za-z_\x80-\xff]")
_PATTERNS = frozenset(["matches", "assert_matches", "debug_assert_matches"])
_OPAQUE = frozenset(["cfg", "quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "stringify", "macro_rules"])
"""Macros whose argument is no code that belongs here."""


class Snippets:
    """The arguments of all macro calls of a file, by the offset of their opening delimiter."""

    def __init__(self, tokens: Tokens, parsed: bytes, parser: Parser, only: Container[str] | None = None) -> None:
        """Find and parse them; `parsed` is the mended file. With `only`, those of outermost calls of these names."""
        self._tokens = tokens
        self._cutter = Cutter(tokens, parsed, parser)
        self._arguments: dict[int, Argument] = {}
        calls = invocations(tokens)
        if only is not None:
            calls = list(_within(calls, only))
        self._parse_all([call for call in calls if call.name not in _OPAQUE])

    def at(self, offset: int) -> Argument | None:
        """The argument whose opening delimiter is at an offset; None if it was not read."""
        return self._arguments.get(offset)

    def row(self, offset: int) -> int:
        """The row of an offset of the file."""
        return self._cutter.row(offset)

    def _parse_all(self, calls: list[Invocation]) -> None:
        plain: list[Invocation] = []
        for call in calls:
            dialect = DIALECTS.get(call.name)
            special = dialect(self._cutter, call) if dialect is not None else None
            if special is not None:
                self._arguments[call.start] = special
            else:
                plain.append(call)
        for call, piece in zip(plain, self._cutter.batch([self._first(call) for call in plain]), strict=True):
            self._arguments[call.start] = Argument(call, [piece]) if piece is not None else self._retry(call)

    def _first(self, call: Invocation) -> Draft:
        """The most likely shape of an argument."""
        if call.name in _PATTERNS:
            draft = self._matches(call)
            if draft is not None:
                return draft
        shape = "block" if self._tokens.words[call.first] == "{" else "list"
        return self._cutter.draft(shape, call.start + 1, call.end)

    def _matches(self, call: Invocation) -> Draft | None:
        """`matches!(E, P if G)` as `match E{P if G=>()}`, of the same length up to the end."""
        commas = top_level(self._tokens, call.first + 1, call.last, ",")
        if not commas:
            return None
        comma = self._tokens.starts[commas[0]]
        end = self._tokens.starts[commas[1]] if len(commas) > 1 else call.end
        code, mended = (
            f"{text[call.start + 1 : comma]}{{{without_comma(text[comma + 1 : end])}"
            for text in (self._tokens.text, self._cutter.mended)
        )
        return Draft("matches", code, mended, call.start + 1)

    def _retry(self, call: Invocation) -> Argument:
        """Other shapes for an argument that failed in the batch."""
        first = self._first(call)
        drafts = [first] if first.shape == "matches" else []
        braces = self._tokens.words[call.first] == "{"
        shapes = ("block", "open block", "list", "arms") if braces else ("list", "block", "open block", "arms")
        drafts.extend(self._cutter.draft(shape, call.start + 1, call.end) for shape in shapes)
        for draft in drafts:
            piece = self._cutter.alone(draft)
            if piece is not None:
                return Argument(call, [piece])
        argument = Argument(call)
        self._parts(argument, call.first, call.last)
        return argument

    def _parts(self, argument: Argument, first: int, last: int) -> None:
        """Each part between the commas of a group on its own, without a `name:` or sigil before it."""
        if self._cutter.spent:
            argument.rest.append((first + 1, last))
            return
        tokens = self._tokens
        cuts = sorted(top_level(tokens, first + 1, last, ",") + top_level(tokens, first + 1, last, ";"))
        for before, after in pairwise([first, *cuts, last]):
            begin = before + 1
            if begin < after:
                self._part(argument, begin, after)

    def _part(self, argument: Argument, begin: int, after: int) -> None:
        words = self._tokens.words
        for start in _values(words, begin, after):
            piece = self._cutter.between("list", start, after)
            if piece is not None:
                argument.pieces.append(piece)
                return
            if words[start] in OPENERS and closing(words, start) == after - 1:
                self._parts(argument, start, after - 1)
                return
        argument.rest.append((begin, after))


def _within(calls: list[Invocation], only: Container[str]) -> Iterator[Invocation]:
    """The calls of these names that are not in the argument of a call of another name."""
    end = 0
    for call in calls:
        if call.start >= end:
            if call.name in only:
                yield call
            else:
                end = call.end


def _values(words: list[str], first: int, after: int) -> Iterator[int]:
    """Where the value of one part of a macro's argument may begin: `key: %value` has three places."""
    yield first
    at = first
    if at + 2 < after and words[at + 1] in (":", "=") and (words[at][-1] in "\"'" or _WORD.match(words[at])):
        at += 2
        yield at
    if at + 1 < after and words[at] in ("%", "?", "@", "#"):
        yield at + 1
