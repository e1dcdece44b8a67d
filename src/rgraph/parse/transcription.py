"""Transcribers of `macro_rules!` arms: what is made of what a call's tokens bind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .limits import MAX_EXPANSION_TOKENS, MAX_PATTERN_DEPTH
from .macro_tokens import OPENERS, Token, bare, closes_of, is_name, latin, lexed
from .matchers import BeyondLimit, Bindings, Bound, NotUnderstood, Rounds, is_group, repetition
from .pattern_extents import is_literal
from .spacing import KEYWORDS

_UNMARKED = KEYWORDS | frozenset(
    ["self", "super", "crate", "true", "false", "macro_rules", "_", "union", "auto", "default", "raw", "safe", "try",
     "box", "gen", "macro"]
)  # fmt: skip
"""Words that mean something to the parser: they stay as they are."""
_BEFORE_ITEM = frozenset([".", "::", "fn", "mod", "struct", "enum", "trait", "type", "use", "->"])
"""What stands before names that are no locals."""
_INLINE = re.compile(r"(\{\s*[a-z_][0-9A-Za-z_]*|[a-z_][0-9A-Za-z_]*(?=\$))")
_COMMANDS = frozenset(["count", "index", "len", "ignore", "concat"])


@dataclass(frozen=True, slots=True)
class Variable:
    """`$name`; `in_call`: in the argument of a macro call, where an expression stays whole whatever it is."""

    name: str
    in_call: bool


@dataclass(frozen=True, slots=True)
class Command:
    """`${count(name, depth)}` and its like."""

    what: str
    arguments: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """`$( parts ) separator op`"""

    parts: tuple[Piece, ...]
    separator: tuple[Token, ...]
    names: frozenset[str]


Piece = Token | Variable | Command | Repeated


@lru_cache(maxsize=4096)
def template_of(text: str, mark: str, crate: str) -> tuple[Piece, ...] | None:
    """A transcriber, read once for all calls that give its names the same mark; None where it is not understood."""
    tokens = lexed(latin(text))
    try:
        return _Reader(tokens, latin(mark), crate).parts(0, len(tokens), 0)
    except NotUnderstood:
        return None


class _Reader:
    """Reads one transcriber."""

    def __init__(self, tokens: list[Token], mark: str, crate: str) -> None:
        self.tokens = tokens
        self.closes = closes_of(tokens)
        self.mark = mark
        self.crate = crate
        self.in_call = [False] * len(tokens)
        self.in_attribute = [False] * len(tokens)
        words = ["", "", *(token.word for token in tokens)]
        for at, (name, sign, opener) in enumerate(zip(words, words[1:], words[2:], strict=False)):
            if opener in OPENERS and sign == "!" and is_name(name or "-"):
                self._enter(self.in_call, at)
            elif opener == "[" and (sign == "#" or (sign == "!" and name == "#")):
                self._enter(self.in_attribute, at)

    def _enter(self, inside: list[bool], opener: int) -> None:
        end = self.closes.get(opener, opener)
        inside[opener:end] = [True] * (end - opener)

    def parts(self, at: int, end: int, depth: int) -> tuple[Piece, ...]:
        if depth > MAX_PATTERN_DEPTH:
            raise NotUnderstood
        out: list[Piece] = []
        while at < end:
            at = self._part(at, end, depth, out)
        return tuple(out)

    def _part(self, at: int, end: int, depth: int, out: list[Piece]) -> int:
        tokens = self.tokens
        token = tokens[at]
        following = tokens[at + 1].word if at + 1 < end else ""
        if token.word == "$crate":
            out.append(Token(self.crate))
            return at + 1
        if token.word != "$" or not following:
            out.append(self._marked(at))
            return at + 1
        if following == "(":
            return self._repetition(at, depth, out)
        if following == "{":
            return self._command(at, out)
        if following == "$":
            out.append(Token("$"))
            return at + 2
        if not is_name(following):
            raise NotUnderstood
        out.append(Variable(following, self.in_call[at]))
        return at + 2

    def _repetition(self, at: int, depth: int, out: list[Piece]) -> int:
        close, separator, _, after = repetition(self.tokens, self.closes, at)
        inner = self.parts(at + 2, close, depth + 1)
        signs = tuple(Token(char, bool(index)) for index, char in enumerate(_signs(separator)))
        out.append(Repeated(inner, signs, frozenset(_names(inner))))
        return after

    def _command(self, at: int, out: list[Piece]) -> int:
        """`${name(arguments)}`"""
        tokens, close = self.tokens, self.closes.get(at + 1)
        if close is None or tokens[at + 2].word not in _COMMANDS or self.closes.get(at + 3) != close - 1:
            raise NotUnderstood
        out.append(Command(tokens[at + 2].word, tuple(tokens[at + 4 : close - 1])))
        return close + 1

    def _marked(self, at: int) -> Token:
        """A token with the mark of its expansion, where it may be a local or a label."""
        tokens, token = self.tokens, self.tokens[at]
        word = token.word
        if not self.mark or self.in_attribute[at]:
            return token
        if word[-1] in '"#' and "{" in word and is_literal(word):
            return Token(_INLINE.sub(rf"\1{self.mark}", word), token.glued)
        is_label = word[0] == "'" and word[-1] != "'"
        if not is_label and (not is_name(word) or word in _UNMARKED or word[0].isupper()):
            return token
        before = tokens[at - 1].word if at else ""
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if before in _BEFORE_ITEM or after in ("::", "!"):
            return token
        return Token(word + self.mark, token.glued)


def _signs(separator: str) -> Sequence[str]:
    """A separator as `Tokens` gives it: composed signs in their parts."""
    if separator in ("", "&&", "||", "<=", ">=", "<<", ">>", "<-", "+=", "-=", "*=", "/="):
        return separator
    return [separator]


def _names(parts: Sequence[Piece]) -> list[str]:
    out: list[str] = []
    for part in parts:
        if isinstance(part, Variable):
            out.append(part.name)
        elif isinstance(part, Repeated):
            out.extend(part.names)
        elif isinstance(part, Command):
            out.extend(token.word for token in part.arguments if is_name(token.word))
    return out


class Transcription:
    """Transcribes one call."""

    def __init__(self) -> None:
        self.out: list[Token] = []
        self._indexes: list[tuple[int, int]] = []  # of the repetitions around: the round, and how many there are

    def add(self, parts: Sequence[Piece], bound: Bindings) -> None:
        """Append what parts become.

        Raises:
            BeyondLimit: too much would be made.
            NotUnderstood: a fragment repeats otherwise than its use does.
        """
        for part in parts:
            if len(self.out) > MAX_EXPANSION_TOKENS:
                raise BeyondLimit
            if isinstance(part, Token):
                self.out.append(part)
            elif isinstance(part, Variable):
                self._variable(part, bound.get(part.name))
            elif isinstance(part, Command):
                self._command(part, bound)
            else:
                self._repeated(part, bound)

    def _variable(self, variable: Variable, found: Bound | Rounds | None) -> None:
        if found is None:  # of a macro that this one defines
            self.out.extend([Token("$"), Token(variable.name, True)])
        elif isinstance(found, Bound):
            self.out.extend(_whole(found, variable.in_call))
        else:
            raise NotUnderstood

    def _repeated(self, repeat: Repeated, bound: Bindings) -> None:
        rounds = [(name, found) for name in repeat.names if isinstance(found := bound.get(name), Rounds)]
        if not rounds:
            raise NotUnderstood
        count = len(rounds[0][1].rounds)
        if any(len(found.rounds) != count for _, found in rounds):
            raise NotUnderstood
        for at in range(count):
            if at:
                self.out.extend(repeat.separator)
            inner = dict(bound)
            for name, found in rounds:
                value = found.rounds[at].get(name)
                if value is not None:
                    inner[name] = value
            self._indexes.append((at, count))
            self.add(repeat.parts, inner)
            self._indexes.pop()

    def _command(self, command: Command, bound: Bindings) -> None:
        words = [token.word for token in command.arguments]
        if command.what == "ignore":
            return
        if command.what == "concat":
            self.out.append(_concatenated(command.arguments, bound))
            return
        if command.what == "count":
            number = _count(words, bound)
        else:
            depth = int(words[0]) if words and words[0].isdigit() else 0
            if depth >= len(self._indexes):
                raise NotUnderstood
            number = self._indexes[-1 - depth][command.what == "len"]
        self.out.append(Token(str(number)))


def _count(words: Sequence[str], bound: Bindings) -> int:
    """`${count(x, depth)}`: how often a fragment repeats, over so many repetitions (all of them by default)."""
    name = next((word for word in words if is_name(word)), "")
    found = bound.get(name)
    depth = int(words[-1]) if words and words[-1].isdigit() else -1
    if found is None or isinstance(found, Bound):
        raise NotUnderstood
    return _rounds_in(found, name, depth)


def _rounds_in(found: Rounds, name: str, depth: int) -> int:
    if depth == 0:
        return len(found.rounds)
    inner = [each.get(name) for each in found.rounds]
    return sum(_rounds_in(each, name, depth - 1) if isinstance(each, Rounds) else 1 for each in inner)


def _concatenated(arguments: Sequence[Token], bound: Bindings) -> Token:
    """`${concat(a, $b, "c")}`: one identifier."""
    out: list[str] = []
    for at, token in enumerate(arguments):
        found = bound.get(token.word) if at and arguments[at - 1].word == "$" else None
        if isinstance(found, Bound):
            out.extend(bare(each.word) for each in found.tokens)
        elif token.word not in (",", "$"):
            out.append(token.word.strip('"'))
    return Token("".join(out))


def _whole(found: Bound, in_call: bool) -> list[Token]:
    """A fragment as it is put in: an expression keeps together."""
    tokens = found.tokens
    if not tokens:
        return tokens
    first = tokens[0]
    whole = [Token(first.word, False, first.row), *tokens[1:]] if first.glued else tokens
    if found.kind in ("expr", "expr_2021"):
        kept = _is_number(whole) or is_group(whole) or (len(whole) == 1 and not in_call)
    elif found.kind == "ty":
        kept = not any(token.word == "+" for token in whole) or is_group(whole)
    else:
        kept = True
    return whole if kept else [Token("(", False, whole[0].row), *whole, Token(")", False, whole[-1].row)]


def _is_number(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a literal, a minus before it included."""
    return is_literal(tokens[-1].word) and (len(tokens) == 1 or (len(tokens) == 2 and tokens[0].word == "-"))
