"""Expansion of `macro_rules!`: what a call's tokens become, within limits. Nothing of it is run.

Fragments are told apart by what Rust allows to follow them, not by a parser, and hygiene is left out: good for
types and names, not for compiling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..model.syntax import EBlock
from .arms import Arms
from .fragments import fragment_end
from .limits import MAX_EXPANSION_STEPS, MAX_EXPANSION_TOKENS
from .macro_tokens import Token, close_of, is_name, joined, latin, lexed, utf8

_OPENERS = frozenset("([{")
_REPEATS = frozenset("*+?")
_CALL_START = re.compile(r"[\s:$\w]*!\s*[(\[{]")
"""What a macro call begins with; told from other text without reading all of it."""


def expand(arms: Arms, tokens: str) -> str | None:
    """The text that a call becomes, by the first arm whose matcher fits.

    `tokens` is the call's argument without its delimiters. `$crate` stays as it is. None where no arm fits or a
    limit is reached. Items in the text are read by `extract`, expressions and statements by `expression`.
    """
    given = lexed(latin(tokens))
    steps = _Steps()
    try:
        for arm in arms.beginning_with(given[0].word if given else ""):
            bound = _match_arm(_pattern(arm.matcher, True), given, steps)
            if bound is not None:
                out: list[Token] = []
                _transcribe(_pattern(arm.body, False), bound, out)
                return utf8(joined(out))
    except _Beyond:
        return None
    return None


def whole_call(text: str) -> tuple[list[str], str] | None:
    """The path and the argument of a macro call that a text is from end to end; None for other texts.

    A macro that takes its argument apart token by token becomes one call after another; only the last is worth parsing.
    """
    if _CALL_START.match(text) is None:
        return None
    tokens = lexed(latin(text))
    path: list[str] = []
    at = 0
    while at < len(tokens) and tokens[at].word in {":", "::"}:
        at += 1
    while at < len(tokens) and (is_name(tokens[at].word) or tokens[at].word == "$crate"):
        path.append(tokens[at].word)
        at += 1
        while at < len(tokens) and tokens[at].word in {":", "::"}:
            at += 1
    if not path or at + 1 >= len(tokens) or tokens[at].word != "!" or tokens[at + 1].word not in _OPENERS:
        return None
    last = close_of(tokens, at + 1)
    end = len(tokens) - 1 if tokens[-1].word != ";" else len(tokens) - 2
    return (path, utf8(joined(tokens[at + 2 : last]))) if last is not None and last == end else None


def expression(text: str) -> EBlock | None:
    """Expanded text as the inside of a block; None where it does not parse or declares items.

    Lines count from the first of the text.
    """
    from .extract import read_block

    return read_block(text)


class _Beyond(Exception):
    """A limit is reached, or the macro uses what is not understood."""


@dataclass(slots=True)
class _Steps:
    left: int = MAX_EXPANSION_STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _Beyond


@lru_cache(maxsize=4096)
def _read(text: str, matcher: bool) -> list[_Part] | None:
    """A matcher or transcriber read once for all calls; None where it is not understood."""
    try:
        return _parsed(lexed(latin(text)), matcher)
    except _Beyond:
        return None


def _pattern(text: str, matcher: bool) -> list[_Part]:
    found = _read(text, matcher)
    if found is None:
        raise _Beyond
    return found


# ---- patterns ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fragment:
    name: str
    kind: str  # "" in a transcriber


@dataclass(frozen=True, slots=True)
class _Repeat:
    parts: list[_Part]
    separator: Token | None
    op: str


_Part = Token | _Fragment | _Repeat
_Bound = dict[str, "list[Token] | _Rounds"]


@dataclass(slots=True)
class _Rounds:
    """What a fragment in a repetition was bound to, round by round."""

    rounds: list[_Bound] = field(default_factory=list)


def _parsed(tokens: list[Token], matcher: bool, depth: int = 0) -> list[_Part]:
    """A matcher or transcriber with its fragments and repetitions."""
    if depth > 20:
        raise _Beyond
    out: list[_Part] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if token.word != "$" or not following:
            out.append(token)
            at += 1
        elif following == "(":
            at = _repetition(tokens, at, matcher, depth, out)
        elif matcher and at + 3 < len(tokens) and tokens[at + 2].word == ":":
            out.append(_Fragment(following, tokens[at + 3].word))
            at += 4
        elif not matcher and is_name(following):
            out.append(_Fragment(following, ""))
            at += 2
        else:  # `${count(x)}`, `$$`, a lone `$`
            raise _Beyond
    return out


def _repetition(tokens: list[Token], at: int, matcher: bool, depth: int, out: list[_Part]) -> int:
    close = close_of(tokens, at + 1)
    if close is None:
        raise _Beyond
    inner = _parsed(tokens[at + 2 : close], matcher, depth + 1)
    after = close + 1
    separator: Token | None = None
    if after + 1 < len(tokens) and (tokens[after].word not in _REPEATS or tokens[after + 1].word in _REPEATS):
        separator = tokens[after]
        after += 1
    if after >= len(tokens) or tokens[after].word not in _REPEATS:
        raise _Beyond
    out.append(_Repeat(inner, separator, tokens[after].word))
    return after + 1


# ---- matching ------------------------------------------------------------------------------------------


def _match_arm(parts: list[_Part], given: list[Token], steps: _Steps) -> _Bound | None:
    bound: _Bound = {}
    end = _match(parts, 0, given, 0, bound, steps, True)
    return bound if end is not None else None


def _match(
    parts: list[_Part], part: int, given: list[Token], at: int, bound: _Bound, steps: _Steps, whole: bool
) -> int | None:
    """Match parts from an index on; returns where the match ends (at the end if `whole`), None where it fails."""
    while part < len(parts):
        steps.take()
        current = parts[part]
        if isinstance(current, _Repeat):
            return _match_repeat(parts, part, given, at, bound, steps, whole)
        if isinstance(current, _Fragment):
            end = fragment_end(current.kind, given, at, len(given))
            if end is None:
                return None
            bound[current.name] = _opaque(current.kind, given[at:end])
            at = end
        elif at < len(given) and given[at].word == current.word:
            at += 1
        else:
            return None
        part += 1
    return at if not whole or at == len(given) else None


def _match_repeat(
    parts: list[_Part], part: int, given: list[Token], at: int, bound: _Bound, steps: _Steps, whole: bool
) -> int | None:
    """As many rounds as match, then fewer, until the rest matches too."""
    repeat = parts[part]
    assert isinstance(repeat, _Repeat)
    ends, rounds = [at], _Rounds()
    while repeat.op != "?" or not rounds.rounds:
        begin = ends[-1]
        if rounds.rounds and repeat.separator is not None:
            if begin >= len(given) or given[begin].word != repeat.separator.word:
                break
            begin += 1
        found: _Bound = {}
        end = _match(repeat.parts, 0, given, begin, found, steps, False)
        if end is None or end == begin:
            break
        ends.append(end)
        rounds.rounds.append(found)
    least = 1 if repeat.op == "+" else 0
    while len(rounds.rounds) >= least:
        rest: _Bound = {}
        end = _match(parts, part + 1, given, ends[-1], rest, steps, whole)
        if end is not None:
            bound.update(rest)
            for name in _names(repeat.parts):
                bound[name] = rounds
            return end
        if not rounds.rounds:
            return None
        rounds.rounds.pop()
        ends.pop()
    return None


def _opaque(kind: str, tokens: list[Token]) -> list[Token]:
    """A fragment as it is put in: an expression keeps together."""
    if kind == "tt":
        return tokens  # `&&` is two tokens here: they stay together
    whole = [Token(tokens[0].word), *tokens[1:]] if tokens else []
    if kind in ("expr", "expr_2021") and len(whole) > 1 and _group_end(whole) != len(whole) - 1:
        return [Token("("), *whole, Token(")")]
    return whole


def _group_end(tokens: list[Token]) -> int | None:
    """Where the group that tokens begin with closes; None where they begin with none."""
    return close_of(tokens, 0) if tokens[0].word in _OPENERS else None


def _names(parts: list[_Part]) -> list[str]:
    out: list[str] = []
    for part in parts:
        if isinstance(part, _Fragment):
            out.append(part.name)
        elif isinstance(part, _Repeat):
            out.extend(_names(part.parts))
    return out


# ---- transcribing --------------------------------------------------------------------------------------


def _transcribe(parts: list[_Part], bound: _Bound, out: list[Token]) -> None:
    for part in parts:
        if len(out) > MAX_EXPANSION_TOKENS:
            raise _Beyond
        if isinstance(part, Token):
            out.append(part)
        elif isinstance(part, _Fragment):
            found = bound.get(part.name)
            if isinstance(found, list):
                out.extend(found)
            elif found is None:
                out.extend([Token("$"), Token(part.name, True)])  # of a macro that this one defines
            else:
                raise _Beyond
        else:
            _transcribe_rounds(part, bound, out)


def _transcribe_rounds(repeat: _Repeat, bound: _Bound, out: list[Token]) -> None:
    names = set(_names(repeat.parts))
    rounds = [(name, found) for name in names if isinstance(found := bound.get(name), _Rounds)]
    if not rounds:
        raise _Beyond
    count = len(rounds[0][1].rounds)
    if any(len(found.rounds) != count for _, found in rounds):
        raise _Beyond
    for at in range(count):
        if at and repeat.separator is not None:
            out.append(repeat.separator)
        inner = dict(bound)
        for name, found in rounds:
            value = found.rounds[at].get(name)
            if value is not None:
                inner[name] = value
        _transcribe(repeat.parts, inner, out)
