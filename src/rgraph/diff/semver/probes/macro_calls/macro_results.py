"""What a declarative macro's call gives where it is an expression: the type of what an arm ends in, if that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rgraph.diff.limits import MAX_MACRO_BRACKETS, MAX_MACRO_EXPRESSION
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.sureness import UNSURE
from rgraph.model.facts import Arm

_TOKEN = re.compile(
    r"b?\"(?:[^\"\\]|\\.)*\"|b?'(?:[^'\\]|\\.)'|'\w+|\d\w*(?:\.\d\w*)?|\$?\w+|->|=>|::|&&|\|\||<<|>>|[<>=!]=|[^\s\w]"
)

_OPENING, _CLOSING = "([{", ")]}"
_ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "|", "^", "<<", ">>"})
_LOGICAL = frozenset({"==", "!=", "<=", ">=", "&&", "||"})
_UNREAD = frozenset({"=", "=>", "->", ";", ",", "?"})
"""What makes more of tokens, or something else, than an operation."""
_PREFIXES = frozenset({"&", "*", "!", "-"})
_BEFORE = frozenset(
    {"if", "while", "match", "for", "loop", "move", "|", "||", "return", "break", "async", "let", "const", "static"}
    | {"fn", "pub", "impl", "struct", "enum", "use", "mod", "unsafe", "type", "trait", "#", "extern"}
)
"""What begins a statement, a closure, an item, or an expression whose parts would have to be read."""
_SCALAR = re.compile(r"[iu](?:8|16|32|64|128|size)|f32|f64|bool|char")
_SUFFIX = re.compile(r"\d\w*?(?:\.\d\w*?)?_?([iu](?:8|16|32|64|128|size)|f32|f64)")
_MACROS: Mapping[str, str] = {
    "format": "String", "vec": "Vec", "concat": "&str", "stringify": "&str", "file": "&str", "module_path": "&str",
    "line": "u32", "column": "u32", "matches": "bool", "env": "&str", "include_str": "&str", "cfg": "bool",
}  # fmt: skip
_METHODS: Mapping[str, str] = {
    "len": "usize", "count": "usize", "is_empty": "bool", "to_string": "String", "to_vec": "Vec", "as_str": "&str",
    "is_some": "bool", "is_none": "bool", "is_ok": "bool", "is_err": "bool",
}  # fmt: skip
_VARIANTS: Mapping[str, str] = {"Some": "Option", "None": "Option", "Ok": "Result", "Err": "Result"}
_MADE_BY = frozenset({"new", "from", "with_capacity", "default"})
_OWN = frozenset(
    {"String", "Vec", "Box", "Rc", "Arc", "Cell", "RefCell", "Mutex", "RwLock", "HashMap", "HashSet", "BTreeMap"}
    | {"BTreeSet", "VecDeque", "PathBuf", "OsString"}
)
"""Types of the standard library that are known by their names."""


def result_changed(pair: Pair, arms: Mapping[str, tuple[Arm, Arm]]) -> Iterator[Difference]:
    """An arm that gives a type, and another one now. `arms` are those of one pattern in both versions."""
    for old, new in arms.values():
        was, now = given(old.body), given(new.body)
        if was and now and was != now:
            yield pair.delta("result", old=was, new=now, **UNSURE)
            return


def given(body: str) -> str:
    """The type of a macro's body as an expression; "" where it does not tell."""
    return _of(_TOKEN.findall(body))


def _of(tokens: Sequence[str]) -> str:
    tokens = _tail(tokens)
    if (
        len(tokens) > MAX_MACRO_EXPRESSION
        or not tokens
        or tokens[0] in _BEFORE
        or _UNREAD & {*_flat(tokens)}
        or (".", ".") in pairwise(tokens)
    ):
        return ""
    if (parts := _operands(tokens, _LOGICAL)) and len(parts) > 1:
        return "bool"
    parts = _operands(tokens, _ARITHMETIC)
    if len(parts) > 1:
        return next((ty for part in parts if _SCALAR.fullmatch(ty := _of(part))), "")
    if "as" in tokens and (at := len(tokens) - 1 - tokens[::-1].index("as")) and _depths(tokens)[at] == 0:
        return tokens[at + 1] if len(tokens) == at + 2 and _SCALAR.fullmatch(tokens[at + 1]) else ""
    return _of_one(tokens)


def _tail(tokens: Sequence[str]) -> list[str]:
    """What a block ends in, without the brackets around it; of more brackets than anybody writes some are left."""
    found = list(tokens)
    for _ in range(MAX_MACRO_BRACKETS):
        if not found or found[0] not in "({" or _closing(found, 0) != len(found) - 1:
            break
        if found[0] == "(" and "," in _flat(found[1:-1]):
            return found
        found = found[1:-1]
        depths = _depths(found)
        ends = [at for at, token in enumerate(found) if token == ";" and depths[at] == 0]
        found = found[ends[-1] + 1 :] if ends else found
    return found


def _of_one(tokens: list[str]) -> str:
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        suffix = _SUFFIX.fullmatch(first)
        text = "&str" if first.startswith('"') else "bool" if first in {"true", "false"} else _VARIANTS.get(first, "")
        return suffix[1] if suffix else text
    if len(tokens) > 2 and tokens[1] == "!":
        return _MACROS.get(first, "") if _closing(tokens, 2) == len(tokens) - 1 else ""
    opening = _opening(tokens) if last == ")" and first not in _PREFIXES else -1
    return _of_call(tokens[:opening]) if opening > 0 else ""


def _of_call(called: list[str]) -> str:
    """What a call of this gives."""
    name = called[-1]
    if len(called) == 1:
        return _VARIANTS.get(name, "")
    if called[-2] == ".":
        return _METHODS.get(name, "")
    is_made = called[-2] == "::" and name in _MADE_BY and len(called) > 2
    return called[-3] if is_made and called[-3] in _OWN and "<" not in called else ""


# ---- brackets ------------------------------------------------------------------------------------------------


def _depths(tokens: Sequence[str]) -> list[int]:
    """In how many brackets each token stands; one that opens or closes some stands in those around it."""
    found, depth = [], 0
    for token in tokens:
        depth -= token in _CLOSING
        found.append(depth)
        depth += token in _OPENING
    return found


def _closing(tokens: Sequence[str], start: int) -> int:
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at] in _OPENING) - (tokens[at] in _CLOSING)
        if depth == 0:
            return at
    return -1


def _opening(tokens: Sequence[str]) -> int:
    """Where the brackets open that close with the last token; -1 where that is not `(`, or another token closes too."""
    depth = 0
    for at in range(len(tokens) - 1, -1, -1):
        depth += (tokens[at] in _CLOSING) - (tokens[at] in _OPENING)
        if depth == 0:
            return at if tokens[at] == "(" else -1
    return -1


def _flat(tokens: Sequence[str]) -> list[str]:
    """The tokens that stand in no brackets."""
    return [token for token, depth in zip(tokens, _depths(tokens), strict=True) if depth == 0]


def _operands(tokens: Sequence[str], operators: frozenset[str]) -> list[list[str]]:
    """The parts between operators that stand between two expressions, outside brackets."""
    depths = _depths(tokens)
    ends = [
        at for at in range(1, len(tokens) - 1) if tokens[at] in operators and depths[at] == 0 and _ends(tokens[at - 1])
    ]
    bounds = [-1, *ends, len(tokens)]
    return [list(tokens[start + 1 : end]) for start, end in pairwise(bounds)]


def _ends(token: str) -> bool:
    """Whether an expression may end in a token."""
    return token in _CLOSING or token[-1].isalnum() or token[-1] in "\"'"
