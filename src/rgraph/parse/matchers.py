"""Matchers of `macro_rules!` arms: what a call's tokens bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .fragments import fragment_end
from .limits import MAX_EXPANSION_STEPS, MAX_PATTERN_DEPTH
from .macro_tokens import OPENERS, Token, Trees, bare, closes_of, composed, is_name, latin, lexed

REPEATS = frozenset("*+?")


class BeyondLimit(Exception):
    """An expansion takes more than it may."""


class NotUnderstood(Exception):
    """A macro uses syntax that is not understood."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A token as it stands, punctuation composed as Rust lexes it."""

    word: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """`$name:kind`"""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """`$( parts ) separator op`"""

    parts: tuple[Part, ...]
    separator: str
    op: str
    names: tuple[str, ...]


Part = Literal | Fragment | Repeat


@dataclass(frozen=True, slots=True)
class Bound:
    """What a fragment is bound to."""

    kind: str
    tokens: list[Token]


@dataclass(slots=True)
class Rounds:
    """What the fragments of a repetition are bound to, round by round."""

    rounds: list[Bindings] = field(default_factory=list)


Bindings = dict[str, Bound | Rounds]


@dataclass(slots=True)
class Steps:
    """The steps that may still be spent on a call."""

    left: int = MAX_EXPANSION_STEPS

    def take(self) -> None:
        """Spend one.

        Raises:
            BeyondLimit: all are spent.
        """
        self.left -= 1
        if self.left < 0:
            raise BeyondLimit


@lru_cache(maxsize=4096)
def matcher_of(text: str) -> tuple[Part, ...] | None:
    """A matcher, read once for all calls; None if it is not understood."""
    tokens = lexed(latin(text))
    try:
        return _parsed(tokens, closes_of(tokens), 0, len(tokens), 0)
    except NotUnderstood:
        return None


def repetition(tokens: Sequence[Token], closes: dict[int, int], at: int) -> tuple[int, str, str, int]:
    """Of `$(...)sep*` at an index: where the group closes, the separator, the sign, and the index after it.

    Raises:
        NotUnderstood: there is no repetition.
    """
    close = closes.get(at + 1)
    if close is None or close + 1 >= len(tokens):
        raise NotUnderstood
    after, separator = close + 1, ""
    word, end = composed(tokens, after)
    if word not in REPEATS or (end < len(tokens) and tokens[end].word in REPEATS and tokens[end].glued and word != "?"):
        separator, after = word, end
    if after >= len(tokens) or tokens[after].word not in REPEATS:
        raise NotUnderstood
    return close, separator, tokens[after].word, after + 1


def _parsed(tokens: list[Token], closes: dict[int, int], at: int, end: int, depth: int) -> tuple[Part, ...]:
    if depth > MAX_PATTERN_DEPTH:
        raise NotUnderstood
    out: list[Part] = []
    while at < end:
        following = tokens[at + 1].word if at + 1 < end else ""
        if tokens[at].word != "$" or not following:
            word, at = composed(tokens, at)
            out.append(Literal(word))
        elif following == "(":
            close, separator, op, after = repetition(tokens, closes, at)
            inner = _parsed(tokens, closes, at + 2, close, depth + 1)
            if separator == "|":
                inner = _without_alternatives(inner)
            out.append(Repeat(inner, separator, op, tuple(_names(inner))))
            at = after
        elif at + 3 < end and tokens[at + 2].word == ":" and is_name(following):
            kind = tokens[at + 3].word
            if kind == "pat" and at + 4 < end and tokens[at + 4].word == "|":
                kind = "pat_param"  # edition 2018
            out.append(Fragment(following, kind))
            at += 4
        else:
            raise NotUnderstood
    return tuple(out)


def _without_alternatives(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`$($p:pat)|+` of edition 2018, in which a `pat` is one alternative."""
    last = parts[-1] if parts else None
    if isinstance(last, Fragment) and last.kind == "pat":
        return (*parts[:-1], Fragment(last.name, "pat_param"))
    return parts


def _names(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Fragment):
            yield part.name
        elif isinstance(part, Repeat):
            yield from part.names


def matched(parts: tuple[Part, ...], given: Trees, steps: Steps) -> Bindings | None:
    """What a call binds; None where it does not fit.

    Raises:
        BeyondLimit: it takes too many steps to tell.
    """
    bound: Bindings = {}
    end = _match(parts, 0, given, 0, bound, steps, True)
    return bound if end is not None else None


def _match(
    parts: tuple[Part, ...], part: int, given: Trees, at: int, bound: Bindings, steps: Steps, whole: bool
) -> int | None:
    """Match parts from an index on; returns where the match ends (at the end if `whole`), None where it fails."""
    count = len(given)
    while part < len(parts):
        steps.take()
        current = parts[part]
        if isinstance(current, Repeat):
            return _match_repeat(parts, part, given, at, bound, steps, whole)
        if isinstance(current, Fragment):
            end = fragment_end(current.kind, given, at)
            if end is None or end > count:
                return None
            bound[current.name] = Bound(current.kind, given.tokens[at:end])
            at = end
        elif at < count and given.tokens[at].word[0] == current.word[0]:
            word, at = composed(given.tokens, at)
            if word != current.word and bare(word) != current.word:
                return None
        else:
            return None
        part += 1
    return at if not whole or at == count else None


def _match_repeat(
    parts: tuple[Part, ...], part: int, given: Trees, at: int, bound: Bindings, steps: Steps, whole: bool
) -> int | None:
    """Match as many rounds as possible, then fewer, until the rest matches as well."""
    repeat = parts[part]
    assert isinstance(repeat, Repeat)
    ends, rounds = _rounds(repeat, given, at, steps)
    least = 1 if repeat.op == "+" else 0
    following = parts[part + 1] if part + 1 < len(parts) else None
    while len(rounds.rounds) >= least:
        rest: Bindings = {}
        end = (
            _match(parts, part + 1, given, ends[-1], rest, steps, whole)
            if _may_follow(following, given, ends[-1], steps)
            else None
        )
        if end is not None:
            bound.update(rest)
            for name in repeat.names:
                bound[name] = rounds
            return end
        if not rounds.rounds:
            return None
        rounds.rounds.pop()
        ends.pop()
    return None


def _may_follow(part: Part | None, given: Trees, at: int, steps: Steps) -> bool:
    """Whether a part may begin at an index: a quick check before rounds are given back one by one."""
    if not isinstance(part, Literal):
        return True
    steps.take()
    return given.word(at)[:1] == part.word[0]


def _rounds(repeat: Repeat, given: Trees, at: int, steps: Steps) -> tuple[list[int], Rounds]:
    """The rounds that match one after another, and where the first begins and each ends."""
    only = repeat.parts[0] if len(repeat.parts) == 1 else None
    if isinstance(only, Fragment) and only.kind == "tt" and not repeat.separator and repeat.op != "?":
        return _token_trees(only, given, at, steps)
    ends, rounds = [at], Rounds()
    while repeat.op != "?" or not rounds.rounds:
        begin = ends[-1]
        if begin >= len(given):
            break
        if rounds.rounds and repeat.separator:
            word, begin = composed(given.tokens, begin)
            if bare(word) != repeat.separator:
                break
        found: Bindings = {}
        end = _match(repeat.parts, 0, given, begin, found, steps, False)
        if end is None or end == begin:
            break
        ends.append(end)
        rounds.rounds.append(found)
    return ends, rounds


def _token_trees(fragment: Fragment, given: Trees, at: int, steps: Steps) -> tuple[list[int], Rounds]:
    """The rounds of `$($name:tt)*`. It is by far the most common repetition, and took half the time of matching."""
    ends, rounds = [at], Rounds()
    while (end := fragment_end("tt", given, at)) is not None:
        steps.take()
        rounds.rounds.append({fragment.name: Bound("tt", given.tokens[at:end])})
        ends.append(end)
        at = end
    return ends, rounds


def is_group(tokens: Sequence[Token]) -> bool:
    """Whether tokens are exactly one bracketed group."""
    return bool(tokens) and tokens[0].word in OPENERS and closes_of(tokens).get(0) == len(tokens) - 1
