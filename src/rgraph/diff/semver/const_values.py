"""The values of array lengths and const arguments: integers, arithmetic, and the constants that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES, MAX_CONST_BITS, MAX_CONST_DEPTH, MAX_CONST_STEPS
from rgraph.link.constants import named_constant
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import NameInTokens, Path, Segment

from .outside import of_std
from .terms import bind

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

    from .canon import Canon, Labels

_TOKEN = re.compile(r"\d\w*|b'(?:[^'\\]|\\.)'|(?:::)?[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*|<<|>>|[-+*/%&|^()]")
_PATH = re.compile(r"(?<![\w:'\"])(?:::)?[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*(?![\w'\"])")
_UNCOMPUTED = re.compile(r"\{[^{}]*\}")
_LONE = re.compile(r"([!(\s]*)(true|false|'(?:[^'\\]|\\.)+')[)\s]*")
_SUFFIX = re.compile(r"_*[iu](?:8|16|32|64|128|size)$")
_BYTE = re.compile(r"b'([ -&(-\[\]-~])'")
_OF_INTEGER = re.compile(r"(?:(?:std|core)::(?:primitive::)?)?([iu])(8|16|32|64|128)::(MAX|MIN|BITS)")
"""What an integer's type has as constants; those of `usize` differ by target."""
_CASTS = frozenset({"usize", "u64", "u128", "isize", "i64", "i128"})
_LEVELS: tuple[frozenset[str], ...] = tuple(
    frozenset(level) for level in (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))
)
_OPERATIONS: Mapping[str, Callable[[int, int], int]] = {
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "&": lambda a, b: a & b,
    "<<": lambda a, b: a << b if 0 <= b < MAX_CONST_BITS else _fail(),
    ">>": lambda a, b: a >> b if 0 <= b < MAX_CONST_BITS else _fail(),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b if b and a >= 0 and b > 0 else _fail(),
    "%": lambda a, b: a % b if b and a >= 0 and b > 0 else _fail(),
}


class _Unknown(Exception):
    """The expression has something that this module does not compute."""


def _fail() -> int:
    raise _Unknown


def literal(text: str) -> int | None:
    """The value of an integer literal; None for anything else."""
    digits = _SUFFIX.sub("", text).replace("_", "")
    try:
        return int(digits, 0 if digits[:2] in {"0x", "0o", "0b"} else 10)
    except ValueError:
        return None


def canonical(text: str, home: Def, canon: Canon, labels: Labels) -> str:
    """A const expression in the declaration of `home`, in the form that both versions share: its value.

    An expression that is not computed here is put in braces, with its names resolved.
    """
    text = _bare(text)
    if text in labels:
        return labels[text]
    try:
        return str(_Reader(text, home, canon.world, labels, [MAX_CONST_STEPS]).whole())
    except _Unknown:
        pass
    if text in {"true", "false", "_"} or text[:1] in {"'", '"'} or text.startswith(("b'", 'b"')):
        return text
    resolved = _resolved(text, home, canon, labels, [MAX_CONST_STEPS])
    return _plain(resolved) or f"{{{resolved}}}"


def _plain(text: str) -> str:
    """The truth value or the letter that a constant is, or that is denied; "" for all else."""
    found = _LONE.fullmatch(text)
    if found is None or (found[2] not in {"true", "false"} and found[1].count("!")):
        return ""
    is_denied = found[1].count("!") % 2 == 1
    return {"true": "false", "false": "true"}[found[2]] if is_denied else found[2]


def _bare(text: str) -> str:
    return text[1:-1].strip() if text.startswith("{") and text.endswith("}") else text.strip()


def is_open(one: str, two: str) -> str:
    """The const expression on which it depends whether two canonical types are equal; "" if it depends on something
    else.
    """
    for pattern, text in ((one, two), (two, one)):
        found = _UNCOMPUTED.search(pattern)
        if found and bind(_UNCOMPUTED.sub(lambda hole: f"'c{hole.start()}.N", pattern), text, {}) is not None:
            return found[0]
    return ""


def _resolved(text: str, home: Def, canon: Canon, labels: Labels, fuel: list[int], depth: int = 0) -> str:
    """An expression with its names resolved, and with the values of constants in their place, as far as the steps
    go.
    """

    def written(found: re.Match[str]) -> str:
        name: str = found[0]
        if name in labels:
            return labels[name]
        fuel[0] -= 1
        target = _constant(name, home, canon.world)
        followed = fuel[0] > 0 and depth < MAX_ALIASES
        if target is not None and target.item is not None and target.item.value and followed:
            return f"({_resolved(target.item.value, target, canon, {}, fuel, depth + 1)})"
        return canon.symbol(target) if target is not None else _path(name, home, canon)

    return _PATH.sub(written, text)


def _path(name: str, home: Def, canon: Canon) -> str:
    world = canon.world
    for ns in (Ns.VALUE, Ns.TYPE):
        found = world.resolve_names(world.scope(home), name.split("::"), ns)
        if found.defs and not found.rest:
            return canon.symbol(found.defs[0])
        if found.outside:
            return of_std(found.outside)
    return name


def _constant(name: str, home: Def, world: World) -> Def | None:
    """The constant that a path in the declaration of `home` names."""
    root = name.startswith("::")
    path = Path([Segment(part) for part in name.removeprefix("::").split("::")], 0, root=root)
    found = named_constant(world, world.scope(home), NameInTokens(path, False, False))
    return found[0] if len(found) == 1 and found[0].kind is ItemKind.CONST else None


def _of_integer(signed: bool, bits: int, name: str) -> int:
    if name == "BITS":
        return bits
    if name == "MIN":
        return -(1 << (bits - 1)) if signed else 0
    return (1 << (bits - signed)) - 1


class _Reader:
    """Computes one expression from left to right. Each step uses up one of a number of steps."""

    def __init__(self, text: str, home: Def, world: World, labels: Labels, fuel: list[int], depth: int = 0) -> None:
        self._home, self._world, self._labels, self._fuel, self._depth = home, world, labels, fuel, depth
        self._tokens: list[str] = _TOKEN.findall(text)
        self._at = 0
        if "".join(self._tokens) != "".join(text.split()):
            raise _Unknown

    def whole(self) -> int:
        """The value of the whole expression. Raises _Unknown if it is not computed here."""
        value = self._nested()
        if self._at < len(self._tokens):
            raise _Unknown
        return value

    def _nested(self) -> int:
        """What stands in brackets, or behind a name."""
        self._depth += 1
        if self._depth > MAX_CONST_DEPTH:
            raise _Unknown
        value = self._level(0)
        self._depth -= 1
        return value

    def _next(self) -> str:
        self._fuel[0] -= 1
        if self._fuel[0] < 0 or self._at >= len(self._tokens):
            raise _Unknown
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _level(self, level: int) -> int:
        if level == len(_LEVELS):
            return self._cast()
        value = self._level(level + 1)
        while self._peek() in _LEVELS[level]:
            operation = _OPERATIONS[self._next()]
            value = operation(value, self._level(level + 1))
            if value.bit_length() > MAX_CONST_BITS:
                raise _Unknown
        return value

    def _cast(self) -> int:
        value = self._one()
        while self._peek() == "as":
            self._next()
            if self._next() not in _CASTS or not 0 <= value < 1 << 31:
                raise _Unknown
        return value

    def _one(self) -> int:
        token = self._next()
        if token == "(":
            value = self._nested()
            if self._next() != ")":
                raise _Unknown
            return value
        if token == "-":
            return -self._one()
        if token[0].isdigit():
            number = literal(token)
            return _fail() if number is None else number
        if token.startswith("b'"):
            byte = _BYTE.fullmatch(token)
            return ord(byte[1]) if byte is not None else _fail()
        return self._of_name(token)

    def _of_name(self, name: str) -> int:
        if (known := _OF_INTEGER.fullmatch(name)) is not None:
            return _of_integer(known[1] == "i", int(known[2]), known[3])
        found = _constant(name, self._home, self._world) if name not in self._labels else None
        if found is None or found.item is None or not found.item.value:
            raise _Unknown
        return _Reader(found.item.value, found, self._world, {}, self._fuel, self._depth).whole()
