"""Attributes as text: what stands in their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.link.limits import MAX_ATTRIBUTE_TEXT
from rgraph.model.syntax import Path, Segment

_NAME = re.compile(r"(?:::)?\w+(?:::\w+)*")
_STRING = r'"(?:[^"\\]|\\.)*"'
_PAIR = re.compile(rf"\b(\w+) ?= ?({_STRING})", re.DOTALL)
_TOKEN = re.compile(rf"{_STRING}|'(?:[^'\\]|\\.)'|(?P<path>(?:::)?[A-Za-z_]\w*(?:::\w+)*)|=>|==|[^\s]", re.DOTALL)
_WORD = re.compile(r"\s*\w*\s*")
_ARGUMENTS = re.compile(r"(?:::)?<[^<>]*>")
_OPENERS, _CLOSERS = "([{", ")]}"

BUILT_IN = frozenset(
    """
    allow automatically_derived bench cfg cfg_attr cold coverage debugger_visualizer deny deprecated derive diagnostic
    doc expect export_name feature forbid global_allocator ignore inline instruction_set link link_name link_ordinal
    link_section macro_export macro_use must_use naked no_builtins no_mangle non_exhaustive panic_handler path
    proc_macro proc_macro_attribute proc_macro_derive repr should_panic target_feature test track_caller unsafe used
    warn windows_subsystem
    """.split()  # noqa: SIM905
)
"""Attributes of the language, which no macro can be called."""


def name_of(text: str) -> str:
    """The path of an attribute."""
    found = _NAME.match(text)
    return found[0] if found else ""


def unwrapped(text: str) -> Iterator[str]:
    """An attribute, or those that a `cfg_attr` holds."""
    pending = [text] if len(text) <= MAX_ATTRIBUTE_TEXT else []
    while pending:
        text = pending.pop()
        if name_of(text) == "cfg_attr":
            pending += [each.strip() for each in _split(inside(text))[:0:-1]]
        elif text:
            yield text


def arguments_of(text: str, name: str) -> list[str]:
    """What stands in the brackets of each attribute of a name ("" where there are none)."""
    return [inside(each) for each in unwrapped(text) if name_of(each) == name]


def pairs(arguments: str) -> Iterator[tuple[str, str]]:
    """`key = "value"` in an attribute's arguments, however deep."""
    for key, value in _PAIR.findall(arguments):
        yield key, value[1:-1]


def values_in(arguments: str) -> list[str]:
    """The expressions in the arguments of a derive's attribute: what is more than a word."""
    return [part for part in _split(arguments) if not _WORD.fullmatch(part)]


def path_of(text: str, line: int) -> Path | None:
    """The path that a string holds, without generic arguments; None where it holds none."""
    before = ""
    while before != text:
        before, text = text, _ARGUMENTS.sub("", text)
    text = re.sub(r"\s*::\s*", "::", text).strip()
    if not _NAME.fullmatch(text):
        return None
    return Path([Segment(name) for name in text.removeprefix("::").split("::")], line, text.startswith("::"))


def paths_in(arguments: str, line: int) -> Iterator[tuple[Path, bool]]:
    """The paths in expressions, and whether they are called. Names of fields, methods, keys and macros are none."""
    tokens = list(_TOKEN.finditer(arguments))
    for index, token in enumerate(tokens):
        text = token["path"]
        after = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        before = tokens[index - 1][0] if index else ""
        if text is None or before == "." or after in ("=", ":", "!"):
            continue
        path = path_of(text, line)
        if path is not None:
            yield path, after == "("


def marked_params(signature: str) -> dict[str, list[str]]:
    """The attributes of a function's parameters, by the parameter's name."""
    found: dict[str, list[str]] = {}
    opening = signature.find("(") if len(signature) <= MAX_ATTRIBUTE_TEXT else -1
    for part in _split(inside(signature[opening:])) if opening >= 0 else ():
        texts, rest = [], part.strip()
        while rest.startswith("#["):
            end = _closing(rest, 1)
            texts.append(rest[2:end].strip())
            rest = rest[end + 1 :].strip()
        name = _NAME.match(rest.removeprefix("mut "))
        if name:
            found[name[0]] = texts
    return found


def inside(text: str) -> str:
    """What stands between the first bracket and the one that closes it."""
    opening = next((at for at, char in enumerate(text) if char in _OPENERS), -1)
    return text[opening + 1 : _closing(text, opening)] if opening >= 0 else ""


def _closing(text: str, opening: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, opening):
        depth += (token[0] in _OPENERS) - (token[0] in _CLOSERS)
        if not depth:
            return token.start()
    return len(text)


def _split(text: str) -> list[str]:
    """What stands between the commas outside of brackets."""
    parts, depth, start = [], 0, 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in _OPENERS) - (token[0] in _CLOSERS)
        if token[0] == "," and not depth:
            parts.append(text[start : token.start()])
            start = token.end()
    return [*parts, text[start:]]
