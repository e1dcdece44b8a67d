"""How far a fragment of a `macro_rules!` matcher reaches."""

from __future__ import annotations

from .expr_extents import begins_expr, expr_end
from .macro_tokens import CLOSERS, OPENERS, Trees, composed, is_name
from .pattern_extents import is_literal, pattern_end
from .type_extents import begins_type, is_lifetime, path_end, type_end

_QUALIFIERS = frozenset(["pub", "unsafe", "async", "const", "default", "auto", "safe", "crate"])
_AFTER_CONST = frozenset(["fn", "unsafe", "async", "extern"])
_BRACED_ITEMS = frozenset(["fn", "struct", "enum", "union", "trait", "mod", "macro_rules"])


def fragment_end(kind: str, trees: Trees, at: int) -> int | None:
    """Index after the fragment of a kind that begins at an index; None if none begins there.

    rustc decides by the next token alone whether a fragment begins, and rejects the program if it is broken then. So in
    code that compiles, a fragment that begins is complete.
    """
    word = trees.word(at)
    if kind == "vis":
        return _visibility(trees, at)
    if not word:
        return None
    if kind == "ident":
        return at + 1 if is_name(word) and word != "_" else None
    if kind == "lifetime":
        return at + 1 if is_lifetime(word) else None
    if kind == "literal":
        number = at + 1 if word == "-" else at
        return number + 1 if is_literal(trees.word(number)) else None
    if kind == "tt":
        return _tree(trees, at)
    if kind == "block":
        return _tree(trees, at) if word == "{" else None
    if kind in ("expr", "expr_2021"):
        is_const_block = word == "const" and trees.word(at + 1) == "{"
        return expr_end(trees, at) if begins_expr(word) and not is_const_block else None
    if kind in ("pat", "pat_param"):
        return pattern_end(trees, at, kind == "pat")
    return _larger(kind, trees, at)


def _larger(kind: str, trees: Trees, at: int) -> int | None:
    if kind == "ty":
        return type_end(trees, at)
    if kind == "path":
        return path_end(trees, at)
    if kind == "item":
        return _item(trees, at)
    if kind == "stmt":
        return _statement(trees, at)
    return _meta(trees, at) if kind == "meta" else None


def _tree(trees: Trees, at: int) -> int | None:
    word = trees.word(at)
    if word in OPENERS:
        close = trees.close(at)
        return None if close is None else close + 1
    return None if word in CLOSERS else composed(trees.tokens, at)[1]


def _visibility(trees: Trees, at: int) -> int | None:
    """`pub`, `pub(crate)`, or nothing at all before what may follow."""
    word = trees.word(at)
    if word == "crate" and trees.word(at + 1) != "::":
        return at + 1
    if word != "pub":
        return at if not word or word == "," or is_name(word) or begins_type(word) else None
    if trees.word(at + 1) == "(" and trees.word(at + 2) in ("crate", "self", "super", "in"):
        close = trees.close(at + 1)
        return None if close is None else close + 1
    return at + 1


def _meta(trees: Trees, at: int) -> int | None:
    """`path`, `path(...)`, `path = expr`, `unsafe(...)`."""
    if trees.word(at) == "unsafe" and trees.word(at + 1) == "(":
        return _tree(trees, at + 1)
    at += trees.word(at) == "::"
    if not is_name(trees.word(at) or "-"):
        return None
    at += 1
    while trees.word(at) == "::" and is_name(trees.word(at + 1) or "-"):
        at += 2
    word = trees.word(at)
    if word in OPENERS:
        return _tree(trees, at)
    return expr_end(trees, at + 1) if word == "=" else at


def _statement(trees: Trees, at: int) -> int | None:
    """A statement without its semicolon; a semicolon alone is one, too."""
    if trees.word(at) == ";":
        return at + 1
    start = _after_attributes(trees, at)
    if start is None:
        return None
    if trees.word(start) == "let":
        return _let(trees, start)
    if _has_braces(trees, start) is not None and trees.word(start + 1) != "!":
        end = _item(trees, start)
        if end is not None:
            return end - 1 if trees.word(end - 1) == ";" else end
    return expr_end(trees, start) if begins_expr(trees.word(start)) or trees.word(start) == "_" else None


def _let(trees: Trees, at: int) -> int | None:
    end = pattern_end(trees, at + 1, True)
    if end is not None and trees.word(end) == ":":
        end = type_end(trees, end + 1)
    if end is None or trees.word(end) != "=":
        return end
    end = expr_end(trees, end + 1)
    if end is not None and trees.word(end) == "else":
        return _tree(trees, end + 1)
    return end


def _after_attributes(trees: Trees, at: int) -> int | None:
    while trees.word(at) == "#" and trees.word(at + 1) == "[":
        close = trees.close(at + 1)
        if close is None:
            return None
        at = close + 1
    return at


def _item(trees: Trees, at: int) -> int | None:
    """Index after an item, which ends with `;` or with the braces that its kind may have."""
    start = _after_attributes(trees, at)
    braced = None if start is None else _has_braces(trees, start)
    if start is None or braced is None:
        return None
    at = start
    while word := trees.word(at):
        if word == ";":
            return at + 1
        if word in CLOSERS:
            return None
        if word in OPENERS:
            close = trees.close(at)
            if close is None:
                return None
            if word == "{" and braced:
                return close + 1
            at = close
        at += 1
    return None


def _has_braces(trees: Trees, at: int) -> bool | None:
    """Whether an item of this kind may end with braces instead of `;`; None if no item begins."""
    while word := trees.word(at):
        following = trees.word(at + 1)
        if word == "extern":
            return following != "crate"
        if word == "impl" or (word in _BRACED_ITEMS and (is_name(following or "-") or following == "!")):
            return True
        if following == "!" and is_name(word):
            return True
        if word in ("static", "type", "use") or (word == "const" and following not in _AFTER_CONST):
            return False
        if word == "(":  # of `pub(crate)`
            at = trees.close(at) or len(trees)
        elif is_name(word) and following == "::" and word not in _QUALIFIERS:
            at += 1  # of `path::to::mac! {}`
        elif word not in _QUALIFIERS:
            return None
        at += 1
    return None
