"""How far a fragment of a `macro_rules!` matcher reaches: up to where Rust lets it end."""

from __future__ import annotations

from .macro_tokens import CLOSERS, OPENERS, Token, close_of, is_name

_OPERATORS = frozenset("([{,=<>&|+-*/%^!;:") | {"==", "!=", "=>", "->", "return", "in", "match", "if", "while", "move"}
_QUALIFIERS = frozenset(["pub", "unsafe", "async", "const", "default", "auto", "safe", "crate"])
_AFTER_CONST = frozenset(["fn", "unsafe", "async", "extern"])
_WITH_CLOSURES = frozenset(["expr", "expr_2021", "stmt"])
_BRACED_ITEMS = frozenset(["fn", "struct", "enum", "union", "trait", "impl", "mod", "extern", "macro_rules"])


def fragment_end(kind: str, tokens: list[Token], at: int, end: int) -> int | None:
    """Index after the fragment of a kind that begins at an index; None where none does."""
    if kind == "vis":
        return _visibility(tokens, at, end)
    if at >= end:
        return None
    word = tokens[at].word
    if kind == "ident":
        name = is_name(word) and word != "_" and word[-1] not in "\"'"
        return at + 1 if name else None
    if kind == "lifetime":
        return at + 1 if word[0] == "'" and word[-1] != "'" else None
    if kind == "literal":
        number = at + 1 if word == "-" else at
        return number + 1 if number < end and _is_literal(tokens[number].word) else None
    if kind == "tt":
        return _tree(tokens, at)
    if kind == "block":
        return _tree(tokens, at) if word == "{" else None
    if kind in ("ty", "path"):
        return _type(tokens, at, end) if kind == "ty" else _path(tokens, at, end)
    if kind == "item":
        return _item(tokens, at, end)
    return _until(kind, tokens, at, end)


def _is_literal(word: str) -> bool:
    return word[0].isdigit() or word[-1] in "\"'#" or word in ("true", "false")


def _tree(tokens: list[Token], at: int) -> int | None:
    word = tokens[at].word
    if word in OPENERS:
        close = close_of(tokens, at)
        return None if close is None else close + 1
    return None if word in CLOSERS else at + 1


def _visibility(tokens: list[Token], at: int, end: int) -> int | None:
    """`pub`, `pub(crate)`, or nothing at all."""
    if at >= end or tokens[at].word != "pub":
        return at
    if at + 2 < end and tokens[at + 1].word == "(" and tokens[at + 2].word in ("crate", "self", "super", "in"):
        close = close_of(tokens, at + 1)
        return None if close is None else close + 1
    return at + 1


_FOLLOW = {
    "expr": frozenset([",", ";", "=>"]),
    "expr_2021": frozenset([",", ";", "=>"]),
    "stmt": frozenset([",", ";", "=>"]),
    "pat": frozenset(["=>", ",", "=", "if", "in"]),
    "pat_param": frozenset(["=>", ",", "=", "if", "in", "|"]),
    "meta": frozenset([","]),
}
"""What Rust allows after a fragment, so what it cannot hold outside of brackets."""


def _until(kind: str, tokens: list[Token], at: int, end: int) -> int | None:
    """Up to what may follow a fragment; closure parameters and turbofish may hold commas."""
    stops = _FOLLOW.get(kind)
    if stops is None or tokens[at].word in stops:
        return None
    begin = at
    while at < end:
        word = tokens[at].word
        if word in stops:
            break
        if word in OPENERS:
            close = close_of(tokens, at)
            if close is None:
                return None
            at = close + 1
        elif word in CLOSERS:
            break  # of the group that the matcher is in
        elif word == "|" and kind in _WITH_CLOSURES and (at == begin or tokens[at - 1].word in _OPERATORS):
            at = _closing_bar(tokens, at + 1, end)
        elif word == "<" and at > begin and tokens[at - 1].word == "::":
            after = _angles(tokens, at, end)
            at = after if after is not None else at + 1
        else:
            at += 1
    return at if at > begin else None


def _closing_bar(tokens: list[Token], at: int, end: int) -> int:
    while at < end and tokens[at].word != "|":
        close = close_of(tokens, at) if tokens[at].word in OPENERS else at
        at = end if close is None else close + 1
    return min(at + 1, end)


def _angles(tokens: list[Token], at: int, end: int) -> int | None:
    """Index after `<...>`."""
    depth = 0
    while at < end:
        word = tokens[at].word
        if word == "<":
            depth += 1
        elif word == ">":
            depth -= 1
            if depth == 0:
                return at + 1
        elif word in OPENERS:
            close = close_of(tokens, at)
            if close is None:
                return None
            at = close
        elif word in CLOSERS or word == ";":
            return None
        at += 1
    return None


def _path(tokens: list[Token], at: int, end: int) -> int | None:
    """Index after a path with its generic arguments, `Fn(A) -> B` included."""
    if tokens[at].word == "<":
        after = _angles(tokens, at, end)
        if after is None or after >= end or tokens[after].word != "::":
            return None
        at = after
    if tokens[at].word == "::":
        at += 1
    if at >= end or not (is_name(tokens[at].word) or tokens[at].word == "$crate") or tokens[at].word[-1] in "\"'":
        return None
    at += 1
    while at < end:
        word = tokens[at].word
        following = tokens[at + 1].word if at + 1 < end else ""
        if word == "::" and following == "<":
            at += 1
        elif word == "::" and is_name(following or "-"):
            at += 2
        elif word == "<":
            after = _angles(tokens, at, end)
            if after is None:
                return at
            at = after
        elif word == "(" and tokens[at - 1].word.startswith(("Fn", "AsyncFn")):
            close = close_of(tokens, at)
            if close is None:
                return None
            at = close + 1
            if at + 1 < end and tokens[at].word == "->":
                return _type(tokens, at + 1, end)
        else:
            break
    return at


def _type(tokens: list[Token], at: int, end: int) -> int | None:
    """Index after a type."""
    while at < end:
        word = tokens[at].word
        if word == "&" or (word[0] == "'" and word[-1] != "'") or word in ("mut", "unsafe"):
            at += 1
        elif word == "*" and at + 1 < end and tokens[at + 1].word in ("const", "mut"):
            at += 2
        elif word == "for" and at + 1 < end and tokens[at + 1].word == "<":
            after = _angles(tokens, at + 1, end)
            if after is None:
                return None
            at = after
        else:
            break
    if at >= end:
        return None
    word = tokens[at].word
    if word in ("(", "["):
        return _tree(tokens, at)
    if word in ("!", "_"):
        return at + 1
    if word in ("dyn", "impl"):
        return _bounds(tokens, at + 1, end)
    if word in ("fn", "extern"):
        return _function(tokens, at, end)
    after = _path(tokens, at, end)
    if after is not None and after + 1 < end and tokens[after].word == "!" and tokens[after + 1].word in OPENERS:
        return _tree(tokens, after + 1)
    return after


def _bounds(tokens: list[Token], at: int, end: int) -> int | None:
    """Index after `A + ?B + 'a`."""
    while at < end:
        if tokens[at].word == "?":
            at += 1
        after = _type(tokens, at, end) if tokens[at].word[0] != "'" else at + 1
        if after is None:
            return None
        at = after
        if at >= end or tokens[at].word != "+":
            return at
        at += 1
    return at


def _function(tokens: list[Token], at: int, end: int) -> int | None:
    while at < end and tokens[at].word != "(":
        at += 1
    close = close_of(tokens, at) if at < end else None
    if close is None:
        return None
    if close + 2 < end and tokens[close + 1].word == "->":
        return _type(tokens, close + 2, end)
    return close + 1


def _item(tokens: list[Token], at: int, end: int) -> int | None:
    """Index after an item: up to its `;`, or to its braces where its kind has them."""
    while at + 1 < end and tokens[at].word == "#" and tokens[at + 1].word == "[":
        close = close_of(tokens, at + 1)
        if close is None:
            return None
        at = close + 1
    braced = _has_braces(tokens, at, end)
    if braced is None:
        return None
    while at < end:
        word = tokens[at].word
        if word == ";":
            return at + 1
        if word in OPENERS:
            close = close_of(tokens, at)
            if close is None:
                return None
            if word == "{" and braced:
                return close + 1
            at = close
        at += 1
    return None


def _has_braces(tokens: list[Token], at: int, end: int) -> bool | None:
    """Whether an item of this kind may end with braces rather than `;`; None where no item begins."""
    while at < end:
        word = tokens[at].word
        following = tokens[at + 1].word if at + 1 < end else ""
        if word in _BRACED_ITEMS or following == "!":
            return following != "crate"
        if word in ("static", "type", "use") or (word == "const" and following not in _AFTER_CONST):
            return False
        if word == "(":  # of `pub(crate)`
            at = close_of(tokens, at) or end
        elif word not in _QUALIFIERS:
            return None
        at += 1
    return None
