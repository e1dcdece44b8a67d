"""How far a type or a path reaches among tokens."""

from __future__ import annotations

from .macro_tokens import CLOSERS, OPENERS, Trees, is_name

RESERVED = frozenset(
    ["as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for", "if",
     "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait",
     "true", "type", "unsafe", "use", "where", "while", "_"]
)  # fmt: skip
"""Words that no path begins with."""
_BEFORE_TYPE = frozenset(["mut", "unsafe", "?"])
_TYPE_WORDS = frozenset(["dyn", "impl", "fn", "extern", "for", "unsafe", "_"])
_TYPE_SIGNS = frozenset(["(", "[", "!", "*", "&", "<", "::", "?"])


def is_lifetime(word: str) -> bool:
    """Whether a token is a lifetime or a label."""
    return word[:1] == "'" and word[-1] != "'"


def begins_type(word: str) -> bool:
    """Whether a type can begin with a token."""
    if word in _TYPE_SIGNS or word in _TYPE_WORDS or is_lifetime(word):
        return True
    return begins_path(word)


def begins_path(word: str) -> bool:
    """Whether a path can begin with a token, `<` and `::` aside."""
    return word == "$crate" or (bool(word) and is_name(word) and word not in RESERVED)


def angles_end(trees: Trees, at: int) -> int | None:
    """Index after the `<...>` that begins at an index."""
    depth = 0
    while word := trees.word(at):
        if word == "<":
            depth += 1
        elif word == ">":
            depth -= 1
            if depth == 0:
                return at + 1
        elif word in OPENERS:
            close = trees.close(at)
            if close is None:
                return None
            at = close
        elif word in CLOSERS or word == ";":
            return None
        at += 1
    return None


def path_start(trees: Trees, at: int) -> int | None:
    """Index after the first segment of a path, or after the `<T as Trait>` before it, `::` included."""
    if trees.word(at) == "<":
        after = angles_end(trees, at)
        if after is None or trees.word(after) != "::":
            return None
        at = after
    if trees.word(at) == "::":
        at += 1
    return at + 1 if begins_path(trees.word(at)) else None


def path_end(trees: Trees, at: int) -> int | None:
    """Index after a path with its generic arguments, `Fn(A) -> B` included."""
    start = path_start(trees, at)
    if start is None:
        return None
    at = start
    while word := trees.word(at):
        following = trees.word(at + 1)
        if word == "::" and following in ("<", "("):
            at += 1
        elif word == "::" and begins_path(following):
            at += 2
        elif word == "<":
            after = angles_end(trees, at)
            if after is None:
                return at
            at = after
        elif word == "(" and is_name(trees.word(at - 1)):
            close = trees.close(at)
            if close is None:
                return None
            return type_end(trees, close + 2) if trees.word(close + 1) == "->" else close + 1
        else:
            break
    return at


def type_end(trees: Trees, at: int) -> int | None:
    """Index after a type; None where none begins."""
    if not begins_type(trees.word(at)):
        return None
    unprefixed = _after_prefixes(trees, at)
    if unprefixed is None:
        return None
    at = unprefixed
    word = trees.word(at)
    if word in ("(", "["):
        close = trees.close(at)
        return None if close is None else close + 1
    if word in ("!", "_"):
        return at + 1
    if word in ("dyn", "impl"):
        return _bounds_end(trees, at + 1)
    if word in ("fn", "extern"):
        return _function_end(trees, at)
    after = path_end(trees, at)
    if after is not None and trees.word(after) == "!" and trees.word(after + 1) in OPENERS:
        close = trees.close(after + 1)
        return None if close is None else close + 1
    return after


def _after_prefixes(trees: Trees, at: int) -> int | None:
    """Index after `&'a mut`, `*const`, `unsafe`, `for<'a>`."""
    while word := trees.word(at):
        following = trees.word(at + 1)
        if word == "&" or is_lifetime(word) or word in _BEFORE_TYPE:
            at += 1
        elif word == "*" and following in ("const", "mut"):
            at += 2
        elif word == "for" and following == "<":
            after = angles_end(trees, at + 1)
            if after is None:
                return None
            at = after
        else:
            break
    return at


def _bounds_end(trees: Trees, at: int) -> int | None:
    """Index after `A + ?B + 'a + use<'b>`."""
    while word := trees.word(at):
        if is_lifetime(word):
            after: int | None = at + 1
        elif word == "use":
            after = angles_end(trees, at + 1)
        else:
            after = type_end(trees, at + 1 if word == "?" else at)
        if after is None:
            return None
        at = after
        if trees.word(at) != "+":
            return at
        at += 1
    return at


def _function_end(trees: Trees, at: int) -> int | None:
    """Index after `extern "C" fn(A) -> B`."""
    while trees.word(at) not in ("(", ""):
        at += 1
    close = trees.close(at)
    if close is None:
        return None
    return type_end(trees, close + 2) if trees.word(close + 1) == "->" else close + 1
