"""Arguments of macro calls parsed again as Rust: all of a file's in one buffer, what fails there one by one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tree_sitter import Node, Parser

from .grammar import kinds
from .invocations import OPENERS, Invocation, closing, invocations, top_level, without_comma
from .limits import MAX_RETRIES
from .spacing import decoded
from .tokens import Tokens

_STATEMENT = kinds("expression_statement")
_WORD = re.compile(r"[A-Za-z_\x80-\xff]")
_PATTERNS = frozenset(["matches", "assert_matches", "debug_assert_matches"])
_SELECTS = frozenset(["select", "select_biased"])
_CFG_IFS = frozenset(["cfg_if", "cfg_select"])
_FLAG_SETS = frozenset(["bitflags"])
_OPAQUE = frozenset(["quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "stringify", "macro_rules"])
"""Macros whose argument is no code of this place."""

BLOCKS = ("block", "open block")
"""Shapes that read as statements and items."""
_FRAMES = {
    "list": ("[", "];\n"),
    "block": ("{", "};\n"),
    "open block": ("{", ";};\n"),
    "matches": ("match ", "=>()};\n"),
    "arms": ("match () {", "};\n"),
    "pattern": ("match () {", "=>()};\n"),
}
"""What stands around the code of each shape. It ends in two characters that are no part of the node."""


@dataclass(slots=True)
class Piece:
    """Code of a macro's argument in a buffer of its own, with what leads back to the file.

    `shift` and `rows` added to offsets and rows of the buffer give those of the file. `cfg` is the predicate under
    which the piece stands in a `cfg_if!`.
    """

    shape: str
    node: Node
    text: str
    shift: int
    rows: int
    cfg: str = ""


@dataclass(slots=True)
class SelectArm:
    """An arm of `select!`: `pattern = future, if guard => body`; a part that did not parse is None."""

    pattern: Piece | None
    future: Piece | None
    guard: Piece | None
    body: Piece | None
    awaited: bool = True


@dataclass(slots=True)
class FlagSet:
    """One `struct Name: u8 { const A = 1; }` of `bitflags!`: its head as a struct (None for `impl Name: u8`), and
    its constants as `let`s in a block."""

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


@dataclass(slots=True)
class _Draft:
    """Code to parse, and where it starts in the file."""

    shape: str
    code: str
    mended: str  # what the parser sees of it
    offset: int


class Snippets:
    """The arguments of all macro calls of a file, by the offset of their opening delimiter."""

    def __init__(self, tokens: Tokens, parsed: bytes, parser: Parser) -> None:
        """Find and parse them; `parsed` is the mended file."""
        self._tokens = tokens
        self._parsed = parsed.decode("latin-1")
        self._parser = parser
        self._newlines = [found.start() for found in re.finditer("\n", tokens.text)]
        self._arguments: dict[int, Argument] = {}
        self._retries = MAX_RETRIES
        self._parse_all([call for call in invocations(tokens) if call.name not in _OPAQUE])

    def at(self, offset: int) -> Argument | None:
        """The argument whose opening delimiter is at an offset; None where it was not read."""
        return self._arguments.get(offset)

    def row(self, offset: int) -> int:
        """The row of an offset of the file."""
        return bisect_right(self._newlines, offset - 1)

    # ---- shapes ----------------------------------------------------------------------------------------

    def _parse_all(self, calls: list[Invocation]) -> None:
        plain: list[Invocation] = []
        for call in calls:
            special = self._special(call)
            if special is not None:
                self._arguments[call.start] = special
            else:
                plain.append(call)
        for call, piece in zip(plain, self._batch([self._first(call) for call in plain]), strict=True):
            self._arguments[call.start] = Argument(call, [piece]) if piece is not None else self._retry(call)

    def _special(self, call: Invocation) -> Argument | None:
        """Arguments with a syntax of their own; None for those of the usual kind."""
        if call.name in _SELECTS:
            return self._select(call)
        if call.name in _CFG_IFS:
            return self._cfg_if(call)
        if call.name in _FLAG_SETS:
            return self._bitflags(call)
        return None

    def _first(self, call: Invocation) -> _Draft:
        if call.name in _PATTERNS:
            draft = self._matches(call)
            if draft is not None:
                return draft
        shape = "block" if self._tokens.words[call.first] == "{" else "list"
        return self._draft(shape, call.start + 1, call.end)

    def _draft(self, shape: str, start: int, end: int) -> _Draft:
        return _Draft(shape, self._tokens.text[start:end], self._parsed[start:end], start)

    def _matches(self, call: Invocation) -> _Draft | None:
        """`matches!(E, P if G)` as `match E{P if G=>()}`, of the same length up to the end."""
        commas = top_level(self._tokens, call.first + 1, call.last, ",")
        if not commas:
            return None
        comma = self._tokens.starts[commas[0]]
        end = self._tokens.starts[commas[1]] if len(commas) > 1 else call.end
        code, mended = (
            f"{text[call.start + 1 : comma]}{{{without_comma(text[comma + 1 : end])}"
            for text in (self._tokens.text, self._parsed)
        )
        return _Draft("matches", code, mended, call.start + 1)

    # ---- parsing ---------------------------------------------------------------------------------------

    def _batch(self, drafts: list[_Draft]) -> list[Piece | None]:
        """Parse drafts in one buffer; None for those with errors."""
        if not drafts:
            return []
        texts = [_framed(draft.shape, draft.code) for draft in drafts]
        buffer = "".join(texts)
        mended = "".join([_framed(draft.shape, draft.mended) for draft in drafts])
        root = self._parser.parse(mended.encode("latin-1")).root_node
        nodes = {child.start_byte: child for child in root.children}
        out: list[Piece | None] = []
        at = row = 0
        for draft, text in zip(drafts, texts, strict=True):
            node = _whole(nodes.get(at), at + len(text) - 2)
            if node is None:
                out.append(None)
            else:
                shift = draft.offset - at - len(_FRAMES[draft.shape][0])
                out.append(Piece(draft.shape, node, buffer, shift, self.row(draft.offset) - row))
            at += len(text)
            row += text.count("\n")
        return out

    def _one(self, shape: str, first: int, after: int) -> Piece | None:
        """Parse the tokens between two indices alone."""
        if first >= after:
            return None
        start, end = self._tokens.starts[first], self._tokens.starts[after]
        return self._batch([self._draft(shape, start, end)])[0]

    def _retry(self, call: Invocation) -> Argument:
        """Other shapes for an argument that failed in the batch."""
        if self._retries <= 0:
            return Argument(call, rest=[(call.first + 1, call.last)])
        self._retries -= 1
        first = self._first(call)
        drafts = [first] if first.shape == "matches" else []
        braces = self._tokens.words[call.first] == "{"
        shapes = ("block", "open block", "list", "arms") if braces else ("list", "block", "open block", "arms")
        drafts.extend(self._draft(shape, call.start + 1, call.end) for shape in shapes)
        for draft in drafts:
            piece = self._batch([draft])[0]
            if piece is not None:
                return Argument(call, [piece])
        argument = Argument(call)
        self._parts(argument, call.first, call.last)
        return argument

    def _parts(self, argument: Argument, first: int, last: int) -> None:
        """Each part between the commas of a group on its own, without a `name:` or sigil before it."""
        tokens = self._tokens
        self._retries -= 1
        if self._retries <= 0:
            argument.rest.append((first + 1, last))
            return
        cuts = sorted(top_level(tokens, first + 1, last, ",") + top_level(tokens, first + 1, last, ";"))
        for before, after in pairwise([first, *cuts, last]):
            begin = before + 1
            if begin < after:
                self._part(argument, begin, after)

    def _part(self, argument: Argument, begin: int, after: int) -> None:
        words = self._tokens.words
        for start in _values(words, begin, after):
            piece = self._one("list", start, after)
            if piece is not None:
                argument.pieces.append(piece)
                return
            if words[start] in OPENERS and closing(words, start) == after - 1:
                self._parts(argument, start, after - 1)
                return
        argument.rest.append((begin, after))

    # ---- macros with a syntax of their own -----------------------------------------------------------------

    def _select(self, call: Invocation) -> Argument:
        """`select! { pat = future, if guard => body, ... }`, and `recv(r) -> pat => body`."""
        tokens = self._tokens
        argument = Argument(call)
        at = call.first + 1
        semicolons = top_level(tokens, at, call.last, ";")
        if semicolons and tokens.words[at] == "biased":
            at = semicolons[0] + 1
        for arrow in top_level(tokens, at, call.last, "=>"):
            if arrow < at:
                continue
            end = self._arm_end(arrow, call.last)
            argument.arms.append(self._select_arm(at, arrow, end))
            at = end + 1 if end < call.last and tokens.words[end] == "," else end
        if not argument.arms:
            return self._retry(call)
        return argument

    def _arm_end(self, arrow: int, last: int) -> int:
        """Index after the body of an arm."""
        words = self._tokens.words
        if words[arrow + 1] == "{":
            close = closing(words, arrow + 1)
            if close is not None:
                return close + 1
        commas = top_level(self._tokens, arrow + 1, last, ",")
        return commas[0] if commas else last

    def _select_arm(self, first: int, arrow: int, end: int) -> SelectArm:
        tokens = self._tokens
        body = self._one("list", arrow + 1, end)
        head_end, guard = arrow, None
        commas = top_level(tokens, first, arrow, ",")
        if commas and tokens.words[commas[-1] + 1] == "if":
            head_end = commas[-1]
            guard = self._one("list", head_end + 2, arrow)
        equals = top_level(tokens, first, head_end, "=")
        if equals:
            pattern = self._one("pattern", first, equals[0])
            return SelectArm(pattern, self._one("list", equals[0] + 1, head_end), guard, body)
        received = top_level(tokens, first, head_end, "->")
        if received:  # crossbeam: recv(receiver) -> message
            pattern = self._one("pattern", received[0] + 1, head_end)
            return SelectArm(pattern, self._one("list", first + 2, received[0] - 1), guard, body, False)
        return SelectArm(None, None, guard, body)  # else => body

    def _cfg_if(self, call: Invocation) -> Argument:
        """`cfg_if! { if #[cfg(a)] {...} else {...} }` and `cfg_select! { a => {...} _ => {...} }`."""
        tokens = self._tokens
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
            piece = self._one("block", at + 1, close) if close > at + 1 else None
            cfg = _predicate(tokens, first, at, earlier)
            if piece is not None:
                piece.cfg = cfg
                argument.pieces.append(piece)
            elif close > at + 1:
                argument.rest.append((at + 1, close))
            first = at = close + 1
        return argument

    def _bitflags(self, call: Invocation) -> Argument | None:
        """`bitflags! { pub struct Name: u8 { const A = 1; } }`; None where it looks otherwise."""
        words, starts = self._tokens.words, self._tokens.starts
        argument = Argument(call)
        begin = at = call.first + 1
        while at < call.last:
            if words[at] in OPENERS and words[at] != "{":
                at = closing(words, at) or call.last
            elif words[at] == "{":
                close, colons = closing(words, at), top_level(self._tokens, begin, at, ":")
                if close is None or not colons or colons[0] < begin + 2:
                    return None
                name, keyword = colons[0] - 1, words[colons[0] - 2]
                head = self._one("open block", begin, colons[0]) if keyword == "struct" else None
                flags = self._batch([self._flags(at, close)])[0]
                if flags is None or (head is None and keyword != "impl"):
                    return None
                argument.flags.append(FlagSet(decoded(words[name].removeprefix("r#")), head, flags))
                begin = close + 1
                at = close
            at += 1
        return argument if argument.flags and begin == call.last and starts[begin] == call.end else None

    def _flags(self, brace: int, close: int) -> _Draft:
        """The constants of a flag set, which have no type, as `let`s."""
        words, starts = self._tokens.words, self._tokens.starts
        draft = self._draft("block", starts[brace] + 1, starts[close])
        mended = bytearray(draft.mended.encode("latin-1"))
        for at in range(brace + 1, close - 2):
            if words[at] == "const" and words[at + 2] == "=":
                start = starts[at] - draft.offset
                mended[start : start + 5] = b"let  "
        draft.mended = mended.decode("latin-1")
        return draft


def _predicate(tokens: Tokens, first: int, brace: int, earlier: list[str]) -> str:
    """The cfg predicate of one branch, given those of the branches before it (to which its own is added)."""
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


def _framed(shape: str, code: str) -> str:
    before, after = _FRAMES[shape]
    return f"{before}{code}{after}"


def _values(words: list[str], first: int, after: int) -> Iterator[int]:
    """Where the value of one part of a macro's argument may begin: `key: %value` has three places."""
    yield first
    at = first
    if at + 2 < after and words[at + 1] in (":", "=") and (words[at][-1] in "\"'" or _WORD.match(words[at])):
        at += 2
        yield at
    if at + 1 < after and words[at] in ("%", "?", "@", "#"):
        yield at + 1


def _whole(node: Node | None, end: int) -> Node | None:
    """The node of one draft in a batch, None unless it is free of errors and ends where the draft does."""
    if node is None or node.has_error:
        return None
    if node.kind_id in _STATEMENT:
        node = node.children[0]
    return node if node.end_byte == end else None
