"""Rewrites syntax that the grammar does not know into syntax that it knows, of the same length in bytes.

Only the parser sees the mended bytes. Names, texts and hashes come from the bytes of the file, at the same offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from tree_sitter import Node

from .invocations import OPENERS, closing, macro_body
from .limits import MAX_ANGLES
from .tokens import Tokens, prologue

_PRIMITIVES = frozenset(
    [
        "str",
        "char",
        "bool",
        "try",
        "u8",
        "i8",
        "u16",
        "i16",
        "u32",
        "i32",
        "u64",
        "i64",
        "u128",
        "i128",
        "usize",
        "isize",
        "f32",
        "f64",
    ]
)
_NOT_NEWLINE = re.compile(rb"[^\n]")


class _Mender:
    """The bytes that are being mended, and the tokens by which places are found. Indices are those of tokens."""

    def __init__(self, source: bytes, tokens: Tokens) -> None:
        self.out = bytearray(source)
        self.tokens = tokens
        self.words = [*tokens.words, "", "", ""]  # so that a look ahead needs no check
        self.starts = tokens.starts
        self._closings: dict[int, int] | None = None
        self.blank_until = 0
        """Where the last body of a `macro_rules!` ends: macros that it makes stand inside, and are blank already."""

    def blank(self, first: int, last: int | None = None) -> None:
        """Replace the tokens from `first` to `last`, inclusive, by spaces."""
        last = first if last is None else last
        self.erase(self.starts[first], self.starts[last] + len(self.words[last]))

    def erase(self, start: int, end: int) -> None:
        """Replace the bytes [start, end) by spaces. Newlines stay, so that lines keep their numbers."""
        self.out[start:end] = _NOT_NEWLINE.sub(b" ", self.out[start:end])

    def write(self, at: int, text: bytes) -> None:
        """Write bytes over those from a token on."""
        self.out[self.starts[at] : self.starts[at] + len(text)] = text

    def past_angles(self, at: int) -> int:
        """The index after `<...>` if a `<` is at the index, otherwise the index itself."""
        if self.words[at] != "<":
            return at
        if self._closings is None:
            self._closings = _closing_angles(self.words)
        end = self._closings.get(at)
        return at if end is None or end - at >= MAX_ANGLES else end + 1


def _closing_angles(words: list[str]) -> dict[int, int]:
    """The index of the `>` that closes each `<`; nothing is closed across a `{` or a `;`.

    All are found in one pass, because searching from each `<` would take quadratic time if most are never closed.
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, word in enumerate(words):
        if word == "<":
            opened.append(at)
        elif word == ">" and opened:
            found[opened.pop()] = at
        elif word in ("{", ";"):
            opened.clear()
    return found


def _qualifier(*following: str) -> Callable[[_Mender, int], None]:
    """A mend that blanks a word in front of any of `following`. The reader of facts finds the word among the tokens."""
    wanted = frozenset(following)

    def mend(mender: _Mender, at: int) -> None:
        if mender.words[at + 1] in wanted:
            mender.blank(at)

    return mend


def _default(mender: _Mender, at: int) -> None:
    after = at + 1
    while mender.words[after] in ("unsafe", "async"):
        after += 1
    if mender.words[after] in ("impl", "fn", "type", "const"):
        mender.blank(at)


def _box(mender: _Mender, at: int) -> None:
    following = mender.words[at + 1]
    if mender.words[at - 1] not in (".", "::", "fn") and (following[:1].isidentifier() or following in ("(", "&", "[")):
        mender.blank(at)


def _tilde(mender: _Mender, at: int) -> None:
    if mender.words[at + 1] == "const":
        mender.blank(at, at + 1)
    else:
        mender.write(at, b"-")


def _const(mender: _Mender, at: int) -> None:
    """Blank `const` in `[const] Trait`, `T: const Trait`, `impl const Trait for`, `const trait` and `const impl`."""
    before, following = mender.words[at - 1], mender.words[at + 1]
    after = at + 1
    while mender.words[after] in ("unsafe", "auto"):
        after += 1
    if mender.words[after] in ("trait", "impl"):
        mender.blank(at)
        return
    if before == "[" and following == "]":
        if mender.words[at - 2] in (":", "+", "impl", "dyn") and mender.words[at + 2][:1].isidentifier():
            mender.blank(at - 1, at + 1)
    elif before == "impl" or (before in (">", ":", "+") and following[:1].isidentifier() and following != "fn"):
        mender.blank(at)


def _trait(mender: _Mender, at: int) -> None:
    """Write the trait alias `trait A = B + C;` as a type alias."""
    if mender.words[mender.past_angles(at + 2)] == "=":
        mender.write(at, b"type ")


def _type(mender: _Mender, at: int) -> None:
    """Blank the bounds of `type A: B = C;`."""
    colon = mender.past_angles(at + 2)
    if mender.words[colon] != ":":
        return
    end = colon + 1
    while mender.words[end] not in ("=", ";", "{", "}", "type", ""):
        end = max(mender.past_angles(end), end + 1)
    if mender.words[end] == "=":
        mender.blank(colon, end - 1)


def _where(mender: _Mender, at: int) -> None:
    """Write the unit type in `where (): Trait`, which the grammar does not know there, as a name."""
    words = mender.words
    for each in range(at + 1, min(len(words) - 2, at + MAX_ANGLES)):
        if words[each] in ("{", ";", "where"):  # the next `where` looks from itself on
            return
        is_unit = words[each : each + 3] == ["(", ")", ":"] and words[each - 1] in ("where", ",")
        if is_unit and mender.starts[each + 1] == mender.starts[each] + 1:
            mender.write(each, b"__")


def _dyn(mender: _Mender, at: int) -> None:
    """Blank the lifetime of `dyn 'a + Trait`, which the grammar knows only after the trait."""
    if mender.words[at + 1][:1] == "'" and mender.words[at + 2] == "+":
        mender.blank(at + 1, at + 2)


def _for(mender: _Mender, at: int) -> None:
    """Blank the binder of a closure: `for<'a> |x| ...`."""
    after = mender.past_angles(at + 1)
    end = after
    while mender.words[end] in ("static", "async", "move"):
        end += 1
    if after > at + 1 and mender.words[end] == "|":
        mender.blank(at, after - 1)


def _bang(mender: _Mender, at: int) -> None:
    """Rename macros that are named like primitive types or keywords: `str![...]`, `try!(...)`."""
    if mender.words[at - 1] in _PRIMITIVES and mender.words[at + 1] in OPENERS:
        _rename(mender, at - 1)


def _at(mender: _Mender, at: int) -> None:
    """Rename a binding that is named like a primitive type: `char @ 'a'`."""
    if mender.words[at - 1] in _PRIMITIVES:
        _rename(mender, at - 1)


def _rename(mender: _Mender, at: int) -> None:
    mender.write(at, b"_" * len(mender.words[at]))


def _minus(mender: _Mender, at: int) -> None:
    """Blank the sign of a negative const argument: `S<-1>`."""
    if mender.words[at - 1] == "<" and mender.words[at + 1][:1].isdigit():
        mender.blank(at)


def _empty_angles(mender: _Mender, at: int) -> None:
    """Blank empty angle brackets, which macros write: `impl<> S`, `f::<>()`."""
    if mender.words[at + 1] == ">":
        mender.blank(at - 1 if mender.words[at - 1] == "::" else at, at + 1)


def _macro(mender: _Mender, at: int) -> None:
    """Write `macro m(...) {...}` as the module `mod   m      {   }`. Its arms are read from the tokens."""
    body = macro_body(mender.tokens, at + 1)
    if body is not None:
        mender.write(at, b"mod  ")
        mender.erase(mender.starts[at + 1] + len(mender.words[at + 1]), mender.starts[body[0]])
        mender.erase(mender.starts[body[0]] + 1, mender.starts[body[1]])


def _macro_rules(mender: _Mender, at: int) -> None:
    """Blank the body of `macro_rules! m {...}`. Its arms are read from the tokens."""
    if at < mender.blank_until:
        return
    body = macro_body(mender.tokens, at + 2) if mender.words[at + 1] == "!" else None
    if body is not None:
        mender.blank_until = body[1]
        bang = mender.starts[at + 1]
        mender.erase(mender.starts[at], bang)  # the two are one token for the grammar
        mender.out[bang - len("macro_rules") : bang] = b"macro_rules"
        mender.erase(mender.starts[body[0]] + 1, mender.starts[body[1]])


_MENDS: dict[str, Callable[[_Mender, int], None]] = {
    "safe": _qualifier("fn", "static"),
    "unsafe": _qualifier("static"),
    "auto": _qualifier("trait"),
    "gen": _qualifier("fn"),
    "async": _qualifier("Fn", "FnMut", "FnOnce"),
    "default": _default,
    "box": _box,
    "~": _tilde,
    "const": _const,
    "trait": _trait,
    "type": _type,
    "where": _where,
    "dyn": _dyn,
    "for": _for,
    "!": _bang,
    "@": _at,
    "-": _minus,
    "<": _empty_angles,
    "macro": _macro,
    "macro_rules": _macro_rules,
}


def mended(source: bytes, tokens: Tokens, words: Collection[str]) -> bytes:
    """The bytes to parse instead of a file's own. `words` are its distinct tokens; most files need no mend."""
    mender = _Mender(source, tokens)
    mender.erase(0, prologue(tokens.text))
    if tokens.open_string is not None:  # the grammar's scanner would look for its end again and again
        mender.erase(tokens.open_string, len(source))
    for word, mend in _MENDS.items():
        if word in words:
            for at in tokens.all(word):
                mend(mender, at)
    return bytes(mender.out)


def without_attributes(source: bytes, errors: list[tuple[Node, Node]], tokens: Tokens) -> bytes | None:
    """The bytes without the attributes near errors, since Rust allows attributes in more places than the grammar does.

    `errors` are the nodes of errors, each with the node around it. None if no attribute is near any.
    """
    mender = _Mender(source, tokens)
    changed = False
    for error, outer in errors:
        first, last = max(outer.start_byte, error.start_byte - 2_000), min(outer.end_byte, error.end_byte + 2_000)
        for at in range(tokens.index(first), min(tokens.index(last), len(tokens.words) - 1)):
            if tokens.words[at] == "#" and tokens.words[at + 1] == "[":
                close = closing(tokens.words, at + 1)
                if close is not None:
                    mender.blank(at, close)
                    changed = True
    return bytes(mender.out) if changed else None
