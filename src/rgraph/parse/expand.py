"""Expansion of `macro_rules!`: what a call's tokens become, within limits. Nothing of it is run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .arms import Arms
from .macro_tokens import OPENERS, TEMPLATE, Trees, bare, is_name, laid_out, latin, lexed, utf8
from .matchers import BeyondLimit, NotUnderstood, Steps, matched, matcher_of
from .transcription import Transcription, template_of

_CALL_START = re.compile(r"[\s:$\w]*!\s*[(\[{]")
"""What a macro call begins with; told from other text without reading all of it."""


class Unexpanded(StrEnum):
    """Why a call is not expanded."""

    LIMIT = "limit"
    NO_ARM = "no_arm"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Expansion:
    """The text that a call becomes, and where each row of it comes from.

    Each row of the text has tokens of one row of the call's argument, or of the macro's template alone: `rows` has
    that row of the argument (from 0), or `TEMPLATE`. `arm` is the index of the arm that fits.
    """

    text: str
    rows: Sequence[int]
    arm: int

    def lines(self, of: Sequence[int], otherwise: int) -> list[int]:
        """The line of each row, given those of the argument's rows and the one for what the template writes."""
        return [otherwise if row == TEMPLATE else of[min(row, len(of) - 1)] for row in self.rows]


def expand_call(arms: Arms, tokens: str, *, crate: str, mark: str = "") -> Expansion | Unexpanded:
    """The expansion of a call by the first arm whose matcher fits.

    `tokens` is the call's argument without its delimiters, `crate` what `$crate` becomes (`crate_name` of
    `model.hygiene`), `mark` what the template's own locals and labels end in.
    """
    text = latin(tokens)
    given = Trees(lexed(text, range(text.count("\n") + 1)))
    steps = Steps()
    reason = Unexpanded.NO_ARM
    try:
        for at in arms.beginning_with(bare(given.word(0))):
            arm = arms[at]
            parts = matcher_of(arm.matcher)
            if parts is None:
                reason = Unexpanded.NOT_UNDERSTOOD
                continue
            bound = matched(parts, given, steps)
            if bound is not None:
                template = template_of(arm.body, mark, crate)
                if template is None:
                    return Unexpanded.NOT_UNDERSTOOD
                made = Transcription()
                made.add(template, bound)
                out, rows = laid_out(made.out)
                return Expansion(utf8(out), rows, at)
    except BeyondLimit:
        return Unexpanded.LIMIT
    except NotUnderstood:
        return Unexpanded.NOT_UNDERSTOOD
    return reason


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call that a text is from end to end: its path, its argument, and the text's row of each row of that."""

    path: list[str]
    is_rooted: bool
    tokens: str
    rows: Sequence[int]


def whole_call(text: str) -> Call | None:
    """The macro call that a text is from end to end; None for other texts.

    A macro that takes its argument apart token by token becomes one call after another; only the last is worth parsing.
    """
    if _CALL_START.match(text) is None:
        return None
    source = latin(text)
    trees = Trees(lexed(source, range(source.count("\n") + 1)))
    path: list[str] = []
    at = 0
    is_rooted = trees.word(0) == "::"
    while trees.word(at) == "::" or is_name(trees.word(at) or "-"):
        if trees.word(at) != "::":
            path.append(utf8(trees.word(at)))
        at += 1
    if not path or trees.word(at) != "!" or trees.word(at + 1) not in OPENERS:
        return None
    close = trees.close(at + 1)
    end = len(trees) - 1 if trees.word(len(trees) - 1) != ";" else len(trees) - 2
    if close is None or close != end:
        return None
    inner, rows = laid_out(trees.tokens[at + 2 : close])
    return Call(path, is_rooted, utf8(inner), rows)


def through(outer: Sequence[int], call: Call, inner: Expansion) -> Expansion:
    """The expansion of a call that another expansion is, with rows of the other's argument."""
    rows = [TEMPLATE if row == TEMPLATE else outer[call.rows[row]] for row in inner.rows]
    return Expansion(inner.text, rows, inner.arm)
