"""Format strings (std::fmt): the variables that they name, and the trait by which each argument is formatted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from ..model.hygiene import unmarked
from ..model.syntax import EPath, Expr, FormatUse, Path, Segment
from .spacing import decoded
from .walk import Walk

_PLACE = re.compile(r"\{\{|\}\}|\{\s*([^{}:\s]*)\s*(?::([^{}]*))?\}")
_NAME = re.compile(r"(?:r#)?([A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*)")
_COUNT = re.compile(r"([A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*)\$")
_PLAIN = frozenset(
    [
        "concat",
        "include",
        "include_str",
        "include_bytes",
        "env",
        "option_env",
        "regex",
        "json",
        "cfg",
        "stringify",
        "quote",
        "vec",
        "compile_error",
        "r",
        "str",
        "bstr",
        "cstr",
    ]
)
"""Macros that take a string first which is not a format string."""


_FIRST = (
    "format",
    "format_args",
    "print",
    "println",
    "eprint",
    "eprintln",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
)
_SECOND = ("write", "writeln", "assert", "debug_assert", "ensure", "log")
_THIRD = ("assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne")
_LOGGING = ("info", "warn", "error", "debug", "trace", "anyhow", "bail")
FORMAT_AT = {
    **dict.fromkeys((*_FIRST, *_LOGGING), 0),
    **dict.fromkeys(_SECOND, 1),
    **dict.fromkeys(_THIRD, 2),
}
"""Macros that format, each with how many arguments come before its format string."""

_KIND = re.compile(r"(x\?|X\?|\?|[xXobeEp])\s*\Z")
_TRAITS = {
    "": "Display", "?": "Debug", "x?": "Debug", "X?": "Debug", "x": "LowerHex", "X": "UpperHex", "o": "Octal",
    "b": "Binary", "e": "LowerExp", "E": "UpperExp", "p": "Pointer",
}  # fmt: skip


def inline_arguments(walk: Walk, literal: Node, macro: str, given: set[str]) -> list[Expr]:
    """The variables that a format string captures (`{name}`, `{x:width$}`), as paths.

    `given` are the arguments written as `name = value`: a place of that name means such an argument.
    """
    text = walk.text[literal.start_byte : literal.end_byte]
    if "{" not in text or macro in _PLAIN:
        return []
    row = literal.start_point[0]
    out: list[Expr] = []
    for place in _places(text):
        names = [found[1]] if (found := _NAME.fullmatch(place[1])) else []
        names += _COUNT.findall(place[2] or "")
        line = walk.row(row + text.count("\n", 0, place.start())) - walk.base
        out.extend(EPath(Path([Segment(name)], line)) for raw in names if unmarked(name := decoded(raw)) not in given)
    return out


def _places(text: str) -> Iterator[re.Match[str]]:
    """The places (`{...}`) of a literal's text at which arguments are formatted. `\\u{e9}` is an escape."""
    escapes = text.startswith('"')
    for place in _PLACE.finditer(text):
        if place[1] is not None and not (escapes and text.endswith("\\u", 0, place.start())):
            yield place


def formats(text: str, count: int, given: Mapping[str, int]) -> list[FormatUse]:
    """The arguments that a format string formats, each with the trait that formats it.

    Arguments are numbered from 0: first the captured ones, in the order of `inline_arguments`, then the `count` that
    are written after the string. `given` has the positions of written arguments that have a name.
    """
    found: list[tuple[int, str, bool]] = []  # argument, trait, whether it is an inline one
    inline = written = 0
    for place in _places(text):
        spec = place[2] or ""
        written += ".*" in spec  # takes one argument more, before the formatted one, for the precision
        trait = _TRAITS[kind[1] if (kind := _KIND.search(spec)) else ""]
        name = unmarked(decoded(named[1])) if (named := _NAME.fullmatch(place[1])) else ""
        if name and name not in given:
            found.append((inline, trait, True))
            inline += 1
        elif name:
            found.append((given[name], trait, False))
        elif place[1].isdigit():
            found.append((int(place[1][:4]), trait, False))  # cut, since a number can have any length
        else:
            found.append((written, trait, False))
            written += 1
        inline += sum(unmarked(decoded(each)) not in given for each in _COUNT.findall(spec))
    uses = [(at if is_inline else inline + at, trait) for at, trait, is_inline in found if is_inline or at < count]
    return [FormatUse(*use) for use in dict.fromkeys(uses)]
