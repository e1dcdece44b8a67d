"""Items: what a file declares, at any depth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict, Unpack

from tree_sitter import Node

from ..model.facts import Arm, Attrs, Body, Item, ItemKind, Param, SelfParam
from ..model.syntax import Bound, Generics, Path, PWild, TInfer, TPath, TRef, Type
from .attrs import read_inner, read_outer
from .blocks import ITEMS, block_of
from .grammar import EXTRAS, field, kinds, register
from .invocations import macro_arms, macro_body
from .limits import MAX_DEPTH
from .patterns import marked
from .spacing import decoded, spaced
from .tokens import hash_tokens
from .types import bound, bounds, generics, path
from .walk import Walk, expr, maybe_type, pat, type_of

_NAME, _BODY, _TYPE, _VALUE, _TRAIT = field("name"), field("body"), field("type"), field("value"), field("trait")
_TYPE_PARAMETERS, _PARAMETERS, _RETURN = field("type_parameters"), field("parameters"), field("return_type")
_BOUNDS, _ALIAS, _PATTERN, _MACRO = field("bounds"), field("alias"), field("pattern"), field("macro")

_WHERE, _VIS, _MUTABLE = kinds("where_clause"), kinds("visibility_modifier"), kinds("mutable_specifier")
_SELF_PARAMETER, _PARAMETER, _VARIADIC = kinds("self_parameter"), kinds("parameter"), kinds("variadic_parameter")
_NAMED, _TUPLE = kinds("field_declaration_list"), kinds("ordered_field_declaration_list")
_FIELD, _VARIANT = kinds("field_declaration"), kinds("enum_variant")
_MACRO_CALL, _STATEMENT, _TOKEN_TREE = kinds("macro_invocation"), kinds("expression_statement"), kinds("token_tree")
_SELF = kinds("self")
_BLANKED = frozenset(["safe", "unsafe", "default", "auto", "gen"])
_QUALS = frozenset(["unsafe", "async", "const", "default", "safe", "auto", "gen"])


class _Rest(TypedDict, total=False):
    """The fields of an item that only some kinds have."""

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


@dataclass(slots=True)
class _Opened:
    """An item whose ord is taken and whose inside is being read."""

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
    words: list[str] | None = None  # the signature's tokens, where they are not those of the head

    def close(self, **rest: Unpack[_Rest]) -> None:
        """Make the item, now that what it holds is known."""
        walk, shift = self.walk, self.walk.shift
        tokens, node = walk.tokens, self.node
        words = self.words
        if words is None:
            words = tokens.between(self.head + shift, self.head_end + shift)
        if self.tail[0] < self.tail[1]:
            words = words + tokens.between(self.tail[0] + shift, self.tail[1] + shift)
        while words and words[-1] in (";", ",", ":"):
            words = words[:-1]
        content = tokens.between(self.content[0] + shift, self.content[1] + shift)
        walk.items[self.ord] = Item(
            self.parent,
            self.kind,
            self.name,
            self.vis,
            self.row + 1 + walk.rows,
            self.start + shift,
            node.end_byte + shift,
            self.start_row + 1 + walk.rows,
            node.end_point[0] + 1 + walk.rows,
            spaced(words),
            hash_tokens(words),
            hash_tokens(content),
            self.doc,
            self.attrs,
            quals=self.quals,
            in_block=self.in_block,
            in_macro=self.in_macro,
            **rest,
        )
        walk.base = self.base
        walk.parent = self.parent
        walk.in_block = self.in_block
        walk.in_macro = self.in_macro


_PENDING = Item(-1, ItemKind.MODULE, "", "", 0, 0, 0, 0, 0, "", "", "")
"""Holds the place of an item whose inside is being read: parents come before children."""


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
) -> _Opened:
    """Take an ord for an item and enter it: lines now count from its name (or `at`)."""
    row = (name or at or node).start_point[0]
    attrs, doc, first = read_outer(walk, before, row)
    vis = ""
    for child in node.children:
        if child.kind_id in _VIS:
            vis = walk.normalised(child)
            break
    head, head_row = _head(walk, node)
    quals = _quals(walk, head, name or body or node)
    end = node.end_byte
    start, start_row = (head, head_row) if first is None else (first.start_byte, first.start_point[0])
    opened = _Opened(
        walk, node, kind, title if title is not None else (walk.name(name) if name else ""), row, len(walk.items),
        walk.parent, vis, quals, attrs, doc, start, start_row, head,
        body.start_byte if body else end,
        (body.end_byte, end) if body else (end, end), (body.start_byte, body.end_byte) if body else (end, end),
        walk.in_block, walk.in_macro, walk.base,
    )  # fmt: skip
    walk.items.append(_PENDING)
    walk.parent = opened.ord
    walk.base = row
    walk.in_block = False
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


def _written(walk: Walk, node: Node, keyword: str, word: str) -> bool:
    """Whether the file has another word where the parser saw a keyword."""
    return any(child.type == keyword and walk.text.startswith(word, child.start_byte) for child in node.children)


def _where(node: Node) -> Node | None:
    return next((child for child in node.children if child.kind_id in _WHERE), None)


def _generics(walk: Walk, node: Node) -> Generics:
    return generics(walk, node.child_by_field_id(_TYPE_PARAMETERS), _where(node))


def read_items(walk: Walk, nodes: Iterable[Node]) -> None:
    """Read the items and uses among the children of a file, module, impl or trait."""
    if walk.depth >= MAX_DEPTH:
        walk.deep = True
        return
    walk.depth += 1
    before: list[Node] = []
    for node in nodes:
        kind = node.kind_id
        reader = ITEMS.get(kind)
        if reader is not None:
            reader(walk, node, before)
            before = []
        elif kind in EXTRAS:
            before.append(node)
        else:
            if kind in _STATEMENT and node.children and node.children[0].kind_id in _MACRO_CALL:
                _macro_call(walk, node.children[0], before)
            elif kind in _MACRO_CALL:
                _macro_call(walk, node, before)
            before = []
    walk.depth -= 1


def add_inner(opened: _Opened, body: Node) -> None:
    """Join inner attributes and docs of a body to its item's."""
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


# ---- functions -----------------------------------------------------------------------------------------


@register(ITEMS, "function_item", "function_signature_item")
def _function(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.FUNCTION, node.child_by_field_id(_NAME), body)
    listed = node.child_by_field_id(_PARAMETERS)
    self_param: SelfParam | None = None
    params: list[Param] = []
    variadic = False
    for child in listed.named_children if listed is not None else []:
        kind = child.kind_id
        if kind in _PARAMETER:
            found = _param(walk, child)
            if isinstance(found, SelfParam):
                self_param = found
            else:
                params.append(found)
        elif kind in _SELF_PARAMETER:
            self_param = _self_param(walk, child)
        elif kind in _VARIADIC:
            variadic = True
        elif kind not in EXTRAS:  # a trait method's bare type, edition 2015
            params.append(Param(PWild(), type_of(walk, child), walk.normalised(child)))
    given = _generics(walk, node)
    ret = maybe_type(walk, node.child_by_field_id(_RETURN))
    if body is not None:
        add_inner(item, body)
        walk.bodies.append(Body(item.ord, block_of(walk, body)))
    item.close(
        generics=given, self_param=self_param, params=params, ret=ret, variadic=variadic, has_body=body is not None
    )


def _param(walk: Walk, node: Node) -> Param | SelfParam:
    pattern, ty = node.child_by_field_id(_PATTERN), node.child_by_field_id(_TYPE)
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    text = walk.normalised(node)
    read = maybe_type(walk, ty) or TInfer()
    if pattern is not None and pattern.kind_id in _SELF:
        return SelfParam(text, False, mut, read)
    return Param(PWild() if pattern is None else marked(pat(walk, pattern), mut), read, text)


def _self_param(walk: Walk, node: Node) -> SelfParam:
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    return SelfParam(walk.normalised(node), walk.text[node.start_byte] == "&", mut)


# ---- types ---------------------------------------------------------------------------------------------


@register(ITEMS, "struct_item", "union_item")
def _struct(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    kind = ItemKind.STRUCT if any(child.type == "struct" for child in node.children) else ItemKind.UNION
    item = open_item(walk, node, before, kind, node.child_by_field_id(_NAME), body)
    given = _generics(walk, node)
    form = _fields(walk, body)
    item.close(generics=given, form=form)


def _fields(walk: Walk, body: Node | None) -> str:
    """Read fields as items of their own; says the form."""
    if body is None:
        return "unit"
    if body.kind_id in _NAMED:
        before: list[Node] = []
        for child in body.named_children:
            if child.kind_id in _FIELD:
                item = open_item(walk, child, before, ItemKind.FIELD, child.child_by_field_id(_NAME))
                item.close(ty=maybe_type(walk, child.child_by_field_id(_TYPE)))
                before = []
            else:
                before.append(child)
        return "named"
    _tuple_fields(walk, body)
    return "tuple"


def _tuple_fields(walk: Walk, body: Node) -> None:
    before: list[Node] = []
    vis = ""
    start: Node | None = None
    number = 0
    for child in body.named_children:
        if child.kind_id in EXTRAS:
            before.append(child)
        elif child.kind_id in _VIS:
            vis = walk.normalised(child)
            start = child
        else:
            item = open_item(walk, child, before, ItemKind.FIELD, None, at=child, title=str(number))
            item.vis = vis
            item.quals = []
            if start is not None:  # a tuple field's visibility is a sibling of its type
                item.head = start.start_byte
                if item.start == child.start_byte:
                    item.start, item.start_row = start.start_byte, start.start_point[0]
            item.close(ty=type_of(walk, child))
            before, vis, start = [], "", None
            number += 1


@register(ITEMS, "enum_item")
def _enum(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.ENUM, node.child_by_field_id(_NAME), body)
    given = _generics(walk, node)
    pending: list[Node] = []
    for child in body.named_children if body is not None else []:
        if child.kind_id in _VARIANT:
            _variant(walk, child, pending)
            pending = []
        else:
            pending.append(child)
    item.close(generics=given)


def _variant(walk: Walk, node: Node, before: list[Node]) -> None:
    name, body, value = (node.child_by_field_id(f) for f in (_NAME, _BODY, _VALUE))
    item = open_item(walk, node, before, ItemKind.VARIANT, name)
    if name is not None:
        item.head_end = name.end_byte
        item.content = (name.end_byte, node.end_byte)
    form = _fields(walk, body)
    text = "" if value is None else walk.normalised(value)
    if value is not None:
        walk.bodies.append(Body(item.ord, expr(walk, value)))
    item.close(form=form, value=text)


@register(ITEMS, "type_item", "associated_type")
def _alias(walk: Walk, node: Node, before: list[Node]) -> None:
    item = open_item(walk, node, before, ItemKind.TYPE_ALIAS, node.child_by_field_id(_NAME))
    ty = node.child_by_field_id(_TYPE)
    given = _generics(walk, node)
    limits = bounds(walk, node.child_by_field_id(_BOUNDS))
    if _written(walk, node, "type", "trait"):
        item.kind = ItemKind.TRAIT_ALIAS  # `trait A = B + C;` reads as a type for the parser
        item.close(generics=given, bounds=[] if ty is None else bound(walk, ty))
        return
    item.close(generics=given, ty=maybe_type(walk, ty), bounds=limits, has_body=ty is not None)


@register(ITEMS, "const_item", "static_item")
def _const(walk: Walk, node: Node, before: list[Node]) -> None:
    static = any(child.type == "static" for child in node.children)
    value = node.child_by_field_id(_VALUE)
    name = node.child_by_field_id(_NAME)
    item = open_item(walk, node, before, ItemKind.STATIC if static else ItemKind.CONST, name)
    text = ""
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    item.quals = [] if not static else item.quals
    if static and any(child.kind_id in _MUTABLE for child in node.children):
        item.quals = [*item.quals, "mut"]
    if value is not None:
        text = walk.normalised(value)
        equals = next((child for child in node.children if child.type == "="), value)
        item.head_end = equals.start_byte
        item.content = (value.start_byte, value.end_byte)
        walk.bodies.append(Body(item.ord, expr(walk, value)))
    item.close(ty=ty, value=text, has_body=value is not None)


# ---- impls, traits, modules ------------------------------------------------------------------------------


@register(ITEMS, "impl_item")
def _impl(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    keyword = next((child for child in node.children if child.type == "impl"), node)
    item = open_item(walk, node, before, ItemKind.IMPL, None, body, at=keyword)
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    trait_node = node.child_by_field_id(_TRAIT)
    trait = path(walk, trait_node) if trait_node is not None else None
    negative = any(child.type == "!" for child in node.children)
    item.name = _self_name(ty)
    given = _generics(walk, node)
    _members(item, body)
    item.close(generics=given, ty=ty, trait=trait, negative=negative)


def _self_name(ty: Type | None) -> str:
    while isinstance(ty, TRef):
        ty = ty.ty
    return ty.path.segments[-1].name if isinstance(ty, TPath) and ty.path.segments else ""


def _members(item: _Opened, body: Node | None) -> None:
    if body is not None:
        add_inner(item, body)
        read_items(item.walk, body.named_children)


@register(ITEMS, "trait_item")
def _trait(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.TRAIT, node.child_by_field_id(_NAME), body)
    given = _generics(walk, node)
    supers = bounds(walk, node.child_by_field_id(_BOUNDS))
    _members(item, body)
    item.close(generics=given, bounds=supers)


@register(ITEMS, "mod_item")
def _module(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    name = node.child_by_field_id(_NAME)
    if name is not None and any(
        child.type == "mod" and walk.text.startswith("macro", child.start_byte) for child in node.children
    ):
        _macro(walk, node, before)  # `macro m(...) {...}` reads as a module for the parser
        return
    item = open_item(walk, node, before, ItemKind.MODULE, name, body)
    _members(item, body)
    item.close(has_body=body is not None)


@register(ITEMS, "foreign_mod_item")
def _extern_block(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    keyword = next((child for child in node.named_children if child.kind_id in _EXTERN), node)
    item = open_item(walk, node, before, ItemKind.EXTERN_BLOCK, None, body, at=keyword)
    abi = next((walk.slice(child).strip('"') for child in keyword.named_children), "C")
    _members(item, body)
    item.close(alias=abi)


_EXTERN = kinds("extern_modifier")


@register(ITEMS, "extern_crate_declaration")
def _extern_crate(walk: Walk, node: Node, before: list[Node]) -> None:
    alias = node.child_by_field_id(_ALIAS)
    item = open_item(walk, node, before, ItemKind.EXTERN_CRATE, node.child_by_field_id(_NAME))
    item.quals = []
    item.close(alias="" if alias is None else walk.name(alias))


# ---- macros --------------------------------------------------------------------------------------------


@register(ITEMS, "macro_definition")
def _macro(walk: Walk, node: Node, before: list[Node]) -> None:
    name = node.child_by_field_id(_NAME)
    item = open_item(walk, node, before, ItemKind.MACRO, name)
    if name is not None:
        item.head_end = name.end_byte
        item.content = (name.end_byte, node.end_byte)
    item.close(arms=_arms(walk, name) if name is not None else [])


def _arms(walk: Walk, name: Node) -> list[Arm]:
    """The arms of a macro, from its tokens: the parser does not see them."""
    tokens = walk.tokens
    at = tokens.index(name.start_byte + walk.shift)
    body = macro_body(tokens, at)
    if body is None:
        return []
    if tokens.words[at - 1] != "!" and body[0] > at + 1:  # `macro m($x:ident) { ... }`
        return [_arm(walk, at + 1, body[0] - 1, *body)]
    return [_arm(walk, *edges) for edges in macro_arms(tokens, body[0] + 1, body[1])]


def _arm(walk: Walk, left: int, left_end: int, right: int, right_end: int) -> Arm:
    text, starts = walk.tokens.text, walk.tokens.starts
    line = walk.snippets.row(starts[left]) - walk.base - walk.rows
    return Arm(
        decoded(text[starts[left] + 1 : starts[left_end]]), decoded(text[starts[right] + 1 : starts[right_end]]), line
    )


def _macro_call(walk: Walk, node: Node, before: list[Node]) -> None:
    """A macro invoked where items stand, and the items in its argument."""
    called = node.child_by_field_id(_MACRO)
    tree = next((child for child in node.named_children if child.kind_id in _TOKEN_TREE), None)
    if called is None or tree is None:
        return
    item = open_item(walk, node, before, ItemKind.MACRO_CALL, None, tree, at=called, title="")
    found = path(walk, called)
    item.name = found.segments[-1].name if found.segments else ""
    item.tail = (node.end_byte, node.end_byte)
    text = ""
    from .macros import read_argument_items  # macros hold items, and items macros

    was, walk.in_macro = walk.in_macro, True
    if not read_argument_items(walk, tree):
        text = walk.slice(tree)[1:-1]
    walk.in_macro = was
    item.close(macro_path=found, tokens=text)
