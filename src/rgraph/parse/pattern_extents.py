"""How far a pattern reaches among tokens."""

from __future__ import annotations

from .macro_tokens import OPENERS, Trees, is_name
from .type_extents import RESERVED, angles_end, path_start

_SIGNS = frozenset(["(", "[", "&", "-", "..", "...", "..=", "<", "::"])
_BEFORE_NAME = frozenset(["mut", "ref", "box"])
_RANGES = frozenset(["..", "..=", "..."])


def is_literal(word: str) -> bool:
    """Whether a token is a literal, `true` and `false` included."""
    return bool(word) and (word[0].isdigit() or (word[-1] in "\"'#" and word != "#") or word in ("true", "false"))


def pattern_end(trees: Trees, at: int, alternatives: bool) -> int | None:
    """Index after a pattern; None where none begins. `alternatives`: `A | B` is one pattern."""
    if trees.word(at) == "|":
        if not alternatives:
            return None
        at += 1
    end = _single(trees, at)
    while alternatives and end is not None and trees.word(end) == "|" and not _is_double(trees, end):
        end = _single(trees, end + 1)
    return end


def _is_double(trees: Trees, at: int) -> bool:
    return trees.word(at + 1) == "|" and trees.tokens[at + 1].glued


def _single(trees: Trees, at: int) -> int | None:
    """Index after a pattern without alternatives."""
    while trees.word(at) == "&" or trees.word(at) in _BEFORE_NAME:
        at += 1
    word = trees.word(at)
    if not word or not (word in _SIGNS or is_literal(word) or is_name(word)):
        return None
    if word in ("(", "["):
        close = trees.close(at)
        return None if close is None else close + 1
    if word in _RANGES:
        return _range_end(trees, at)
    end = _bound(trees, at)
    if end is None:
        return None
    following = trees.word(end)
    if following in _RANGES:
        return _range_end(trees, end)
    if following == "@":
        return _single(trees, end + 1)
    return end


def _range_end(trees: Trees, at: int) -> int:
    """Index after the range sign at an index and its upper bound."""
    end = _bound(trees, at + 1)
    return at + 1 if end is None else end


def _bound(trees: Trees, at: int) -> int | None:
    """Index after a literal, or a path with the fields or arguments that it has."""
    word = trees.word(at)
    if word == "-":
        return at + 2 if is_literal(trees.word(at + 1)) else None
    if is_literal(word) or word == "_":
        return at + 1
    if word == "const" and trees.word(at + 1) == "{":
        close = trees.close(at + 1)
        return None if close is None else close + 1
    start = path_start(trees, at)
    return None if start is None else _path_end(trees, start)


def _path_end(trees: Trees, at: int) -> int | None:
    while trees.word(at) == "::":
        following = trees.word(at + 1)
        if following == "<":
            after = angles_end(trees, at + 1)
            if after is None:
                return None
            at = after
        elif is_name(following) and following not in RESERVED:
            at += 2
        else:
            break
    if trees.word(at) == "!" and trees.word(at + 1) in OPENERS:
        at += 1
    if trees.word(at) in ("(", "{", "["):
        close = trees.close(at)
        return None if close is None else close + 1
    return at
