"""Expansion of `macro_rules!`: what the tokens of a call become, within limits. Nothing is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .arms import Arms
from .macro_tokens import OPENERS, TEMPLATE, Token, Trees, bare, closes_of, is_name, laid_out, latin, lexed, utf8
from .matchers import BeyondLimit, NotUnderstood, Steps, matched, matcher_of
from .transcription import Transcription, template_of


class Unexpanded(StrEnum):
    """Why a call is not expanded."""

    LIMIT = "limit"
    NO_ARM = "no_arm"
    NOT_UNDERSTOOD = "not_understood"


class Expansion:
    """What a call becomes, as tokens and as text. `arm` is the index of the arm that fits."""

    def __init__(self, tokens: list[Token], arm: int) -> None:
        self.tokens = tokens
        self.arm = arm

    @cached_property
    def bytes(self) -> int:
        """About how long the text is, without making it."""
        return sum([len(token.word) for token in self.tokens]) + len(self.tokens)

    @cached_property
    def _laid_out(self) -> tuple[str, list[int]]:
        text, rows = laid_out(self.tokens)
        return utf8(text), rows

    @property
    def text(self) -> str:
        """The tokens as text."""
        return self._laid_out[0]

    @property
    def rows(self) -> Sequence[int]:
        """The origin of each row of the text: the row of the call's argument (from 0) that its tokens are from, or
        `TEMPLATE` if macros' templates alone wrote it.
        """
        return self._laid_out[1]

    def lines(self, of: Sequence[int], otherwise: int) -> list[int]:
        """The line of each row, given the lines of the argument's rows, and one line for what the template writes."""
        return [otherwise if row == TEMPLATE else of[min(row, len(of) - 1)] for row in self.rows]


def argument(tokens: str) -> Trees:
    """The argument of a call as tokens, without its delimiters."""
    text = latin(tokens)
    return Trees(lexed(text, range(text.count("\n") + 1)))


def expand_call(arms: Arms, given: Trees, *, crate: str, mark: str = "") -> Expansion | Unexpanded:
    """Expand a call by the first arm whose matcher fits.

    `given` is the argument, `crate` is what `$crate` becomes (`crate_name` of `model.hygiene`), and `mark` is added to
    the template's own locals and labels.
    """
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
                return Expansion(made.out, at)
    except BeyondLimit:
        return Unexpanded.LIMIT
    except NotUnderstood:
        return Unexpanded.NOT_UNDERSTOOD
    return reason


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call: its path and its argument. The rows of its tokens are those of the outermost call's argument."""

    path: list[str]
    is_rooted: bool
    argument: Trees


def whole_call(expansion: Expansion) -> Call | None:
    """The macro call that is all of an expansion; None if there is more or less.

    A macro that takes its argument apart token by token becomes one call after another; only the last is worth parsing.
    """
    tokens = expansion.tokens
    count = len(tokens) - (tokens[-1].word == ";") if tokens else 0
    path: list[str] = []
    at = 0
    while at < count and ((word := tokens[at].word) == "::" or is_name(word)):
        if word != "::":
            path.append(utf8(word))
        at += 1
    if not path or at + 1 >= count or tokens[at].word != "!" or tokens[at + 1].word not in OPENERS:
        return None
    if closes_of(tokens).get(at + 1) != count - 1:
        return None
    return Call(path, tokens[0].word == "::", Trees(tokens[at + 2 : count - 1]))
