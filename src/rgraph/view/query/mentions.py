"""Which named rules a script mentions, and which of their rows it can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .tokens import Kind, Token

Pattern = tuple[object, ...]
"""One use of a rule: the constant at each place, `ANY` elsewhere."""


class _Any:
    """Stands for a variable, which takes every value."""

    def __repr__(self) -> str:
        return "ANY"


ANY = _Any()


@dataclass(frozen=True, slots=True)
class Mention:
    """A rule that a script uses, and the constants at its places in each use."""

    name: str
    patterns: tuple[Pattern, ...]

    def wants(self, row: Sequence[object]) -> bool:
        """Whether some use of the rule can match this row."""
        return any(
            all(want is ANY or want == value for want, value in zip(pattern, row, strict=False))
            for pattern in self.patterns
        )

    def constants(self, place: int) -> set[object] | None:
        """The constants at one place where every use has one there; None where some use takes every value."""
        found = {pattern[place] if place < len(pattern) else ANY for pattern in self.patterns}
        return None if ANY in found else found


def mentions(tokens: list[Token], names: Sequence[str], params: Mapping[str, object]) -> dict[str, Mention]:
    """The named rules that the script applies, by name; parameters that are strings or numbers count as constants."""
    found: dict[str, list[Pattern]] = {}
    for index, token in enumerate(tokens[:-1]):
        if token.kind == Kind.IDENT and token.text in names and tokens[index + 1].text == "[":
            found.setdefault(token.text, []).append(tuple(_arguments(tokens, index + 2, params)))
    return {name: Mention(name, tuple(patterns)) for name, patterns in found.items()}


def defined(tokens: list[Token], names: Sequence[str]) -> Token | None:
    """The first head of a rule of the script's own that takes one of the names."""
    for index, token in enumerate(tokens):
        if token.kind == Kind.MARK and token.text in {":=", "<-", "<~"}:
            head = _head(tokens, index)
            if head is not None and head.text in names:
                return head
    return None


def _head(tokens: list[Token], index: int) -> Token | None:
    """The name before the brackets that end just before `index`."""
    depth = 0
    for at in range(index - 1, -1, -1):
        text = tokens[at].text if tokens[at].kind == Kind.MARK else ""
        depth += (text == "]") - (text == "[")
        if depth == 0:
            return tokens[at - 1] if at > 0 and text == "[" else None
    return None


def _arguments(tokens: list[Token], start: int, params: Mapping[str, object]) -> Iterator[object]:
    """The arguments up to the closing bracket, each a constant or ANY."""
    depth, argument = 0, list[Token]()
    for token in tokens[start:]:
        mark = token.text if token.kind == Kind.MARK else ""
        if depth == 0 and mark in {",", "]"}:
            if argument:
                yield _constant(argument, params)
            if mark == "]":
                return
            argument = []
            continue
        depth += (mark in {"(", "[", "{"}) - (mark in {")", "]", "}"})
        argument.append(token)


def _constant(argument: list[Token], params: Mapping[str, object]) -> object:
    if len(argument) != 1:
        return ANY
    token = argument[0]
    if token.kind == Kind.STRING:
        return token.text
    if token.kind == Kind.PARAM:
        value = params.get(token.text[1:], ANY)
        return value if isinstance(value, str) else ANY
    return ANY
