"""An item being read: its place among the items, its span, its signature and hashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

from tree_sitter import Node

from ..model.facts import Arm, Attrs, Item, ItemKind, Param, SelfParam
from ..model.syntax import Bound, Generics, Path, Type
from .attrs import read_inner, read_outer
from .generics import generics
from .grammar import EXTRAS, field, kinds
from .spacing import spaced
from .tokens import hash_tokens
from .walk import Walk

_TYPE_PARAMETERS = field("type_parameters")
_WHERE, _VIS = kinds("where_clause"), kinds("visibility_modifier")
_BLANKED = frozenset(["safe", "unsafe", "default", "auto", "gen"])
_QUALS = frozenset(["unsafe", "async", "const", "default", "safe", "auto", "gen"])


class _Rest(TypedDict, total=False):
    """The fields that only some kinds of items have."""

    generics: Generics
    self_param: SelfParam | None
    params: list[Param]
    ret: Type | None
    variadic: bool
    has_body: bool
    ty: Type | None
    trait: Path | None
    negative: bool
    bounds: list[Bound]
    form: str
    value: str
    alias: str
    arms: list[Arm]
    macro_path: Path | None
    tokens: str
    token_lines: list[int]


@dataclass(slots=True)
class OpenItem:
    """An item that has its ord, and whose inside is being read."""

    walk: Walk
    node: Node
    kind: ItemKind
    name: str
    row: int
    ord: int
    parent: int
    vis: str
    quals: list[str]
    attrs: Attrs
    doc: str
    start: int  # offset in the walked text, with attributes and docs
    start_row: int
    head: int  # offset in the walked text where the signature begins
    head_end: int  # offset in the walked text where the signature ends
    tail: tuple[int, int]  # further signature tokens after the body: `struct A(T) where ...`
    content: tuple[int, int]  # what the body hash covers
    in_block: bool
    in_macro: bool
    base: int
    blocks: list[int]
    around: tuple[list[int], int]  # the blocks of the body around, and how many have numbers
    words: list[str] | None = None  # the signature's tokens, where they are not those of the head

    def close(self, **rest: Unpack[_Rest]) -> None:
        """Make the item, now that its inside is known."""
        walk, node, shift = self.walk, self.node, self.walk.shift
        words = self._signature()
        own = walk.row(self.row)  # what a macro made begins and ends where its template does: in the call's line
        content = walk.tokens.between(self.content[0] + shift, self.content[1] + shift)
        walk.items[self.ord] = Item(
            self.parent,
            self.kind,
            self.name,
            self.vis,
            own + 1,
            self.start + shift,
            node.end_byte + shift,
            min(walk.row(self.start_row), own) + 1,
            max(walk.row(node.end_point[0]), own) + 1,
            spaced(words),
            hash_tokens(words),
            hash_tokens(content),
            self.doc,
            self.attrs,
            quals=self.quals,
            in_block=self.in_block,
            in_macro=self.in_macro,
            blocks=self.blocks,
            **rest,
        )
        self._leave()

    def _signature(self) -> list[str]:
        """The tokens of the signature, without what separates it from the body or the next item."""
        tokens, shift = self.walk.tokens, self.walk.shift
        words = self.words
        if words is None:
            words = tokens.between(self.head + shift, self.head_end + shift)
        if self.tail[0] < self.tail[1]:
            words = words + tokens.between(self.tail[0] + shift, self.tail[1] + shift)
        while words and words[-1] in (";", ",", ":"):
            words = words[:-1]
        return words

    def _leave(self) -> None:
        """Let the walk be again where it was before `open_item`."""
        walk = self.walk
        walk.base = self.base
        walk.parent = self.parent
        walk.in_block = self.in_block
        walk.in_macro = self.in_macro
        walk.blocks, walk.block_count = self.around


_PENDING = Item(-1, ItemKind.MODULE, "", "", 0, 0, 0, 0, 0, "", "", "")
"""Stands in the list for an item whose inside is being read, since parents come before children."""


def open_item(
    walk: Walk,
    node: Node,
    before: list[Node],
    kind: ItemKind,
    name: Node | None,
    body: Node | None = None,
    *,
    at: Node | None = None,
    title: str | None = None,
) -> OpenItem:
    """Give an item its ord and enter it. From now on lines count from its name (or from `at`)."""
    row = (name or at or node).start_point[0]
    attrs, doc, first = read_outer(walk, before, row)
    vis = next((walk.normalised(child) for child in node.children if child.kind_id in _VIS), "")
    head, head_row = _head(walk, node)
    quals = _quals(walk, head, name or body or node)
    blocks = walk.numbered()
    end = node.end_byte
    start, start_row = (head, head_row) if first is None else (first.start_byte, first.start_point[0])
    opened = OpenItem(
        walk, node, kind, title if title is not None else (walk.name(name) if name else ""), row, len(walk.items),
        walk.parent, vis, quals, attrs, doc, start, start_row, head,
        body.start_byte if body else end,
        (body.end_byte, end) if body else (end, end), (body.start_byte, body.end_byte) if body else (end, end),
        walk.in_block, walk.in_macro, walk.base, blocks, (walk.blocks, walk.block_count),
    )  # fmt: skip
    walk.items.append(_PENDING)
    walk.parent = opened.ord
    walk.base = walk.row(row)
    walk.in_block = False
    walk.blocks, walk.block_count = [], 0
    return opened


def _head(walk: Walk, node: Node) -> tuple[int, int]:
    """Offset and row where an item begins: before the qualifiers that were blanked for the parser."""
    start, row = node.start_byte, node.start_point[0]
    tokens, shift = walk.tokens, walk.shift
    at = tokens.index(start + shift)
    first = at
    if first > 0 and tokens.words[first - 1] == "macro_rules":
        first -= 1
    while first > 0 and tokens.words[first - 1] in _BLANKED:
        first -= 1
    if first == at:
        return start, row
    begin = tokens.starts[first] - shift
    if begin < 0 or walk.text[begin : begin + len(tokens.words[first])] != tokens.words[first]:
        return start, row
    return begin, row - walk.text.count("\n", begin, start)


def _quals(walk: Walk, start: int, until: Node) -> list[str]:
    """`unsafe`, `async`, `extern "C"`... before the name, in order, read from the tokens."""
    words = walk.tokens.between(start + walk.shift, until.start_byte + walk.shift)
    if len(words) < 2:
        return []
    found: list[str] = []
    for at, word in enumerate(words[:12]):
        if word in _QUALS:
            found.append(word)
        elif word == "extern":
            abi = words[at + 1] if at + 1 < len(words) and words[at + 1].endswith('"') else ""
            found.append(f"extern {abi}" if abi else "extern")
        elif word in ("fn", "impl", "trait", "struct", "mod", "static"):
            break
    return found


def where_of(node: Node) -> Node | None:
    return next((child for child in node.children if child.kind_id in _WHERE), None)


def generics_of(walk: Walk, node: Node) -> Generics:
    return generics(walk, node.child_by_field_id(_TYPE_PARAMETERS), where_of(node))


def add_inner(opened: OpenItem, body: Node) -> None:
    """Add the inner attributes and docs of a body to those of its item."""
    inner = [child for child in body.named_children if child.kind_id in EXTRAS]
    if not inner:
        return
    attrs, doc = read_inner(opened.walk, inner, opened.row)
    if attrs.texts:
        opened.attrs = merged(opened.attrs, attrs)
    opened.doc = "\n".join(text for text in (opened.doc, doc) if text)


def merged(outer: Attrs, inner: Attrs) -> Attrs:
    """Outer and inner attributes of one item as one."""
    if not outer.texts:
        return inner
    values: list[object] = []
    for a, b in zip(_values(outer), _values(inner), strict=True):
        if isinstance(a, list) and isinstance(b, list):
            values.append(a + b)
        else:
            values.append(a or b)
    return Attrs(*values)  # type: ignore[arg-type]


def _values(attrs: Attrs) -> list[object]:
    return [getattr(attrs, name) for name in Attrs.__struct_fields__]


def written(walk: Walk, node: Node, keyword: str, word: str) -> bool:
    """Whether the file has another word in place of a keyword that the parser saw (`mending.py` put it there)."""
    return any(child.type == keyword and walk.text.startswith(word, child.start_byte) for child in node.children)
