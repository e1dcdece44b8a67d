"""Macros whose argument has a syntax of its own: `select!`, `cfg_if!`, `bitflags!`."""

from __future__ import annotations

from dataclasses import dataclass, field

from .invocations import OPENERS, Invocation, closing, top_level
from .limits import MAX_SELECT_ARMS
from .pieces import Cutter, Draft, Piece
from .spacing import decoded
from .tokens import Tokens


@dataclass(slots=True)
class SelectArm:
    """An arm of `select!`: `pattern = future, if guard => body`. A part that does not parse is None."""

    pattern: Piece | None
    future: Piece | None
    guard: Piece | None
    body: Piece | None
    awaited: bool = True


@dataclass(slots=True)
class FlagSet:
    """One `struct Name: u8 { const A = 1; }` of `bitflags!`: its head read as a struct (None for `impl Name: u8`), and
    its constants read as `let`s in a block.
    """

    name: str
    head: Piece | None
    flags: Piece


@dataclass(slots=True)
class Argument:
    """A macro's argument: the pieces that parsed, and the token ranges that did not."""

    call: Invocation
    pieces: list[Piece] = field(default_factory=list)
    rest: list[tuple[int, int]] = field(default_factory=list)
    arms: list[SelectArm] = field(default_factory=list)
    flags: list[FlagSet] = field(default_factory=list)


def select(cutter: Cutter, call: Invocation) -> Argument | None:
    """`select! { pat = future, if guard => body, ... }` or `recv(r) -> pat => body`; None if it looks otherwise."""
    tokens = cutter.tokens
    argument = Argument(call)
    at = call.first + 1
    semicolons = top_level(tokens, at, call.last, ";")
    if semicolons and tokens.words[at] == "biased":
        at = semicolons[0] + 1
    arrows = top_level(tokens, at, call.last, "=>")
    if len(arrows) > MAX_SELECT_ARMS:
        return None
    for arrow in arrows:
        if arrow < at:
            continue
        end = _arm_end(cutter, arrow, call.last)
        argument.arms.append(_select_arm(cutter, at, arrow, end))
        at = end + 1 if end < call.last and tokens.words[end] == "," else end
    return argument if argument.arms else None


def _arm_end(cutter: Cutter, arrow: int, last: int) -> int:
    """Index after the body of an arm."""
    words = cutter.tokens.words
    if words[arrow + 1] == "{":
        close = closing(words, arrow + 1)
        if close is not None:
            return close + 1
    commas = top_level(cutter.tokens, arrow + 1, last, ",")
    return commas[0] if commas else last


def _select_arm(cutter: Cutter, first: int, arrow: int, end: int) -> SelectArm:
    tokens = cutter.tokens
    body = cutter.between("list", arrow + 1, end)
    head_end, guard = arrow, None
    commas = top_level(tokens, first, arrow, ",")
    if commas and tokens.words[commas[-1] + 1] == "if":
        head_end = commas[-1]
        guard = cutter.between("list", head_end + 2, arrow)
    equals = top_level(tokens, first, head_end, "=")
    if equals:
        pattern = cutter.between("pattern", first, equals[0])
        return SelectArm(pattern, cutter.between("list", equals[0] + 1, head_end), guard, body)
    received = top_level(tokens, first, head_end, "->")
    if received:  # crossbeam: recv(receiver) -> message
        pattern = cutter.between("pattern", received[0] + 1, head_end)
        return SelectArm(pattern, cutter.between("list", first + 2, received[0] - 1), guard, body, False)
    return SelectArm(None, None, guard, body)  # else => body


def cfg_if(cutter: Cutter, call: Invocation) -> Argument:
    """`cfg_if! { if #[cfg(a)] {...} else {...} }` and `cfg_select! { a => {...} _ => {...} }`."""
    tokens = cutter.tokens
    words = tokens.words
    argument = Argument(call)
    earlier: list[str] = []
    first = at = call.first + 1
    while at < call.last:
        if words[at] != "{":
            at = (closing(words, at) or at) + 1 if words[at] in OPENERS else at + 1
            continue
        close = closing(words, at)
        if close is None:
            return argument
        piece = cutter.between("block", at + 1, close) if close > at + 1 else None
        cfg = _predicate(tokens, first, at, earlier)
        if piece is not None:
            piece.cfg = cfg
            argument.pieces.append(piece)
        elif close > at + 1:
            argument.rest.append((at + 1, close))
        first = at = close + 1
    return argument


def _predicate(tokens: Tokens, first: int, brace: int, earlier: list[str]) -> str:
    """The cfg predicate of a branch, given those of the branches before it, to which its own is added."""
    words = tokens.words[first:brace]
    own = ""
    if "cfg" in words and "[" in words:
        at = words.index("cfg")
        own = tokens.normalised(tokens.starts[first + at + 2], tokens.starts[brace - 2])
    elif "=>" in words and words[0] != "_":
        own = tokens.normalised(tokens.starts[first], tokens.starts[first + words.index("=>")])
    terms = ([own] if own else []) + [f"not({term})" for term in earlier]
    if own:
        earlier.append(own)
    return terms[0] if len(terms) == 1 else f"all({', '.join(terms)})" if terms else ""


def bitflags(cutter: Cutter, call: Invocation) -> Argument | None:
    """`bitflags! { pub struct Name: u8 { const A = 1; } }`; None if it looks otherwise."""
    words, starts = cutter.tokens.words, cutter.tokens.starts
    argument = Argument(call)
    begin = at = call.first + 1
    while at < call.last:
        if words[at] in OPENERS and words[at] != "{":
            at = closing(words, at) or call.last
        elif words[at] == "{":
            close, colons = closing(words, at), top_level(cutter.tokens, begin, at, ":")
            if close is None or not colons or colons[0] < begin + 2:
                return None
            name, keyword = colons[0] - 1, words[colons[0] - 2]
            head = cutter.between("open block", begin, colons[0]) if keyword == "struct" else None
            flags = cutter.alone(_flags(cutter, at, close))
            if flags is None or (head is None and keyword != "impl"):
                return None
            argument.flags.append(FlagSet(decoded(words[name].removeprefix("r#")), head, flags))
            begin = close + 1
            at = close
        at += 1
    return argument if argument.flags and begin == call.last and starts[begin] == call.end else None


def _flags(cutter: Cutter, brace: int, close: int) -> Draft:
    """The constants of a flag set, which have no type, as `let`s."""
    words, starts = cutter.tokens.words, cutter.tokens.starts
    draft = cutter.draft("block", starts[brace] + 1, starts[close])
    mended = bytearray(draft.mended.encode("latin-1"))
    for at in range(brace + 1, close - 2):
        if words[at] == "const" and words[at + 2] == "=":
            start = starts[at] - draft.offset
            mended[start : start + 5] = b"let  "
    draft.mended = mended.decode("latin-1")
    return draft


DIALECTS = {"select": select, "select_biased": select, "cfg_if": cfg_if, "cfg_select": cfg_if, "bitflags": bitflags}
"""Readers of arguments by macro. They return None for an argument that looks otherwise."""
