"""How far an expression reaches among tokens: operands and operators, without regard to what binds tighter."""

from __future__ import annotations

from .limits import MAX_UNBRACKETED
from .macro_tokens import OPENERS, Trees, composed, is_name
from .pattern_extents import is_literal, pattern_end
from .type_extents import RESERVED, angles_end, is_lifetime, path_start, type_end

_EXPR_WORDS = frozenset(
    ["async", "break", "continue", "for", "if", "loop", "match", "move", "return", "unsafe", "while", "static", "const"]
)
_EXPR_SIGNS = frozenset(["(", "[", "{", "!", "-", "*", "|", "&", "..", "...", "..=", "<", "::", "#"])
_PREFIXES = frozenset(["!", "-", "*", "&"])
_BINARY = frozenset(
    ["+", "-", "*", "/", "%", "^", "&", "|", "&&", "||", "==", "!=", "<", ">", "<=", ">=", "<<", ">>", "=", "+=", "-=",
     "*=", "/=", "%=", "^=", "&=", "|=", "<<=", ">>=", "<-"]
)  # fmt: skip
_RANGES = frozenset(["..", "..=", "..."])
_JUMPS = frozenset(["return", "break", "continue", "yield"])


def begins_expr(word: str) -> bool:
    """Whether an expression can begin with a token."""
    if not word:
        return False
    if word in _EXPR_SIGNS or word in _EXPR_WORDS or is_literal(word) or is_lifetime(word):
        return True
    return word == "$crate" or (is_name(word) and word not in RESERVED)


def expr_end(trees: Trees, at: int, structs: bool = True, depth: int = 0) -> int | None:
    """Index after an expression; None where none is. Without `structs`, `a {` is no struct, as in conditions."""
    if depth > MAX_UNBRACKETED:
        return None
    end = _operand(trees, at, structs, depth)
    while end is not None:
        word, after = composed(trees.tokens, end) if end < len(trees) else ("", end)
        if word == "as":
            end = type_end(trees, end + 1)
        elif word in _RANGES:
            end = _after_range(trees, end, structs, depth)
        elif word in _BINARY:
            end = _operand(trees, after, structs, depth)
        else:
            return end
    return None


def _after_range(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    """Index after a range sign and the operand after it, if one is there."""
    word = trees.word(at + 1)
    if not begins_expr(word) or (word == "{" and not structs):
        return at + 1
    return _operand(trees, at + 1, structs, depth)


def _operand(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    """Index after `&*x.f()?`: prefixes, a primary expression, and what is done to it."""
    while True:
        word, following = trees.word(at), trees.word(at + 1)
        if word == "&" and following == "raw" and trees.word(at + 2) in ("const", "mut"):
            at += 3
        elif word in _PREFIXES:
            at += 2 if word == "&" and following == "mut" else 1
        elif word == "#" and following == "[" and (close := trees.close(at + 1)) is not None:
            at = close + 1
        else:
            break
    if trees.word(at) in _RANGES:
        return _after_range(trees, at, structs, depth)
    end = _primary(trees, at, structs, depth)
    return None if end is None else _suffixes(trees, end)


def _suffixes(trees: Trees, at: int) -> int | None:
    """Index after `.f::<T>(x)?[i](y).await.0`."""
    while word := trees.word(at):
        if word in ("(", "["):
            close = trees.close(at)
            if close is None:
                return None
            at = close + 1
        elif word == "?":
            at += 1
        elif word == ".":
            if not trees.word(at + 1):
                return None
            at += 2
            if trees.word(at) == "::" and trees.word(at + 1) == "<":
                after = angles_end(trees, at + 1)
                if after is None:
                    return None
                at = after
        else:
            break
    return at


def _primary(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    word = trees.word(at)
    if word in OPENERS:
        close = trees.close(at)
        return None if close is None else close + 1
    if is_literal(word) or word == "_":
        return at + 1
    if word == "|":
        return _closure(trees, at, structs, depth)
    if is_lifetime(word):
        return (
            _primary(trees, at + 2, structs, depth + 1)
            if trees.word(at + 1) == ":" and depth < MAX_UNBRACKETED
            else None
        )
    if word in RESERVED or word in _JUMPS:
        return _keyword(trees, at, structs, depth)
    return _path(trees, at, structs)


def _closure(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    """Index after the closure whose parameters begin at an index."""
    at += 1
    while (word := trees.word(at)) != "|":
        if not word:
            return None
        close = trees.close(at) if word in OPENERS else at
        if close is None:
            return None
        at = close + 1
    at += 1
    if trees.word(at) == "->":
        after = type_end(trees, at + 1)
        return None if after is None else _block(trees, after)
    return expr_end(trees, at, structs, depth + 1)


def _block(trees: Trees, at: int) -> int | None:
    close = trees.close(at) if trees.word(at) == "{" else None
    return None if close is None else close + 1


def _keyword(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    """Index after an expression that begins with a keyword."""
    word, following = trees.word(at), trees.word(at + 1)
    if word in _JUMPS:
        at += 2 if is_lifetime(following) else 1
        if begins_expr(trees.word(at)) and (structs or trees.word(at) != "{"):
            return expr_end(trees, at, structs, depth + 1)
        return at
    if word in ("if", "while"):
        return _condition(trees, at, depth)
    if word == "match":
        subject = expr_end(trees, at + 1, False, depth + 1)
        return None if subject is None else _block(trees, subject)
    if word == "for" and following != "<":
        pattern = pattern_end(trees, at + 1, True)
        if pattern is None or trees.word(pattern) != "in":
            return None
        subject = expr_end(trees, pattern + 1, False, depth + 1)
        return None if subject is None else _block(trees, subject)
    if word == "let":
        pattern = pattern_end(trees, at + 1, True)
        if pattern is None or trees.word(pattern) != "=":
            return None
        return _operand(trees, pattern + 1, structs, depth + 1)
    return _qualified(trees, at, structs, depth)


def _qualified(trees: Trees, at: int, structs: bool, depth: int) -> int | None:
    """Index after `unsafe {}`, `loop {}`, `async move {}`, `static move |x| y`, `for<'a> |x| y`."""
    while (word := trees.word(at)) in ("unsafe", "loop", "const", "async", "move", "static", "for"):
        if word == "for":
            after = angles_end(trees, at + 1)
            if after is None:
                return None
            at = after
        else:
            at += 1
    if trees.word(at) == "|":
        return _closure(trees, at, structs, depth)
    return _block(trees, at)


def _condition(trees: Trees, at: int, depth: int) -> int | None:
    """Index after `if c {} else if d {} else {}` or `while c {}`."""
    subject = expr_end(trees, at + 1, False, depth + 1)
    end = None if subject is None else _block(trees, subject)
    if end is None or trees.word(at) == "while" or trees.word(end) != "else":
        return end
    if trees.word(end + 1) == "if":
        return _condition(trees, end + 1, depth + 1) if depth < MAX_UNBRACKETED else None
    return _block(trees, end + 1)


def _path(trees: Trees, at: int, structs: bool) -> int | None:
    """Index after a path, a macro call or a struct."""
    start = path_start(trees, at)
    if start is None:
        return None
    at = start
    while trees.word(at) == "::":
        if trees.word(at + 1) == "<":
            after = angles_end(trees, at + 1)
            if after is None:
                return None
            at = after
        elif is_name(trees.word(at + 1) or "-"):
            at += 2
        else:
            return None
    word = trees.word(at)
    if word == "!" and trees.word(at + 1) in OPENERS:
        close = trees.close(at + 1)
        return None if close is None else close + 1
    if word == "{" and structs:
        return _block(trees, at)
    return at
