"""Types as they are written, with their lifetimes, as trees. What is not understood gives no tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rgraph.diff.limits import MAX_WRITTEN_DEPTH

_TOKEN = re.compile(r"'\w+'|'\w+|->|::|\.\.\.|r#\w+|\w+|\"[^\"]*\"|[^\s\w]")
_QUALIFIERS = frozenset({"unsafe", "extern", "const", "async"})
_CALLS = frozenset({"Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"})


@dataclass(frozen=True, slots=True)
class Written:
    """A type, a bound, or an argument.

    `kind` is `&`, `fn`, `dyn`, `impl`, `path`, `lifetime`, or `group` for all that holds others. `text` are its own
    words, `lifetime` that of a reference, `bound` what `for<..>` binds; the last part of `fn` is its result.
    """

    kind: str
    text: str = ""
    lifetime: str = ""
    mut: bool = False
    bound: tuple[str, ...] = ()
    parts: tuple[Written, ...] = ()


class _Unread(Exception):
    """The text is no type that this module reads."""


def parsed(text: str) -> Written | None:
    """The tree of a type's text; None where it is not understood, or too deep."""
    reader = _Reader(_TOKEN.findall(text))
    try:
        found = reader.bounds("group")
    except _Unread:
        return None
    return found if reader.at_end else None


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    @property
    def at_end(self) -> bool:
        return self._at == len(self._tokens)

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def _next(self) -> str:
        if self.at_end:
            raise _Unread
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self._at += 1
        return True

    def _must(self, word: str) -> None:
        if not self._skip(word):
            raise _Unread

    # ---- types -------------------------------------------------------------------------------------------

    def bounds(self, kind: str) -> Written:
        """Types or bounds with `+` between them; of one type that type."""
        parts = [self._type()]
        while self._skip("+"):
            parts.append(self._type())
        return parts[0] if kind == "group" and len(parts) == 1 else Written(kind, parts=tuple(parts))

    def _type(self) -> Written:
        self._depth += 1
        if self._depth > MAX_WRITTEN_DEPTH:
            raise _Unread
        found = self._of_kind()
        self._depth -= 1
        return found

    def _of_kind(self) -> Written:
        token = self._peek()
        if token == "for":
            return self._bound()
        if token in {"fn", *_QUALIFIERS}:
            return self._function(())
        if token in {"dyn", "impl"} and self._peek(1) not in {"", ",", ">", "::"}:
            self._next()
            return self.bounds(token)
        if token.startswith("'"):
            return Written("lifetime", lifetime=self._next())
        if token in {"(", "["}:
            return self._bracketed("(", ")") if token == "(" else self._bracketed("[", "]")
        if token == "&":
            return self._reference()
        if token == "*":
            text = self._next() + self._next()
            return Written("group", text, parts=(self._type(),))
        if token in {"!", "?", "~"}:
            self._next()
            follows = token != "!" or self._peek() not in {"", ",", ">", ")", "]", ";", "+"}
            return Written("group", token, parts=(self._type(),) if follows else ())
        return self._path()

    def _reference(self) -> Written:
        self._must("&")
        lifetime = self._next() if self._peek().startswith("'") else ""
        mut = self._skip("mut")
        return Written("&", lifetime=lifetime, mut=mut, parts=(self._type(),))

    def _bracketed(self, opening: str, closing: str) -> Written:
        self._must(opening)
        parts, is_list = [], opening == "["
        while not self._skip(closing):
            parts.append(self.bounds("group"))
            if self._skip(";"):
                parts.append(self._expression(closing))
            elif self._peek() != closing:
                self._must(",")
                is_list = True
        return Written("group", opening, parts=tuple(parts)) if is_list or not parts else parts[0]

    def _bound(self) -> Written:
        self._must("for")
        names = self._names()
        if self._peek() in {"fn", *_QUALIFIERS}:
            return self._function(names)
        inner = self._type()
        return Written(inner.kind, inner.text, bound=names, parts=inner.parts)

    def _names(self) -> tuple[str, ...]:
        self._must("<")
        names = []
        while not self._skip(">"):
            names.append(self._next())
            self._skip(",")
        return tuple(name for name in names if name.startswith("'"))

    def _function(self, names: tuple[str, ...]) -> Written:
        words = []
        while not self._skip("fn"):
            words.append(self._next())
            if words[-1] not in _QUALIFIERS and not words[-1].startswith('"'):
                raise _Unread
        self._must("(")
        return Written("fn", " ".join(words), bound=names, parts=(*self._taken(), self._given()))

    def _taken(self) -> list[Written]:
        parts = []
        while not self._skip(")"):
            if self._peek(1) == ":":  # a parameter may have a name
                self._at += 2
            parts.append(Written("group", self._next()) if self._peek() == "..." else self.bounds("group"))
            if self._peek() != ")":
                self._must(",")
        return parts

    def _given(self) -> Written:
        return self._type() if self._skip("->") else Written("group", "()")

    # ---- paths -------------------------------------------------------------------------------------------

    def _path(self) -> Written:
        words, parts = [], []
        if self._peek() == "<":
            self._next()
            parts.append(self._type())
            if self._skip("as"):
                parts.append(self._type())
            self._must(">")
            words.append("<>")
        while True:
            token = self._peek()
            if token == "<":
                parts += self._arguments()
            elif token == "(" and words and words[-1] in _CALLS:
                self._next()
                return Written("fn", "".join(words), parts=(*self._taken(), self._given()))
            elif token == "::" or (re.match(r"\w|\"|\$", token) and (not words or words[-1] == "::")):
                words.append(self._next())
            else:
                break
        if not words or self._peek() == "!":
            raise _Unread
        return Written("path", "".join(words), parts=tuple(parts))

    def _arguments(self) -> list[Written]:
        self._must("<")
        parts = []
        while not self._skip(">"):
            if self._peek() in {"{", "-"} or self._peek().isdigit():
                parts.append(self._expression(">"))
            elif re.match(r"\w", self._peek()) and self._peek(1) in {"=", ":"}:
                name = self._next() + self._next()
                parts.append(Written("group", name, parts=(self.bounds("group"),)))
            else:
                parts.append(self.bounds("group"))
            if self._peek() != ">":
                self._must(",")
        return parts

    def _expression(self, closing: str) -> Written:
        """A const argument or a length, up to the end of what it stands in."""
        words: list[str] = []
        depth = 0
        while depth or self._peek() not in {closing, ","}:
            depth += (self._peek() in {"{", "(", "["}) - (self._peek() in {"}", ")", "]"})
            words.append(self._next())
        return Written("group", " ".join(words))
