"""What patterns ask beyond the query language of tree-sitter: `(#diverges? @branch)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tree_sitter import Node

from .grammar import kinds, parts

Predicate = Callable[[Sequence[Node], Sequence[str]], bool]
"""Of the captured nodes and the strings that stand in the pattern."""

_LEAVES = kinds("return_expression", "break_expression", "continue_expression")
_PANICS = frozenset({b"panic", b"unreachable", b"todo", b"unimplemented", b"bail", b"anyhow::bail"})
_STATEMENTS = kinds("expression_statement")
_BLOCKS = kinds("block")
_MACROS = kinds("macro_invocation")
_FIELDS = kinds("field_initializer")
_EMPTY = rb"String|Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap|PathBuf|OsString"
_DEFAULTS = re.compile(
    rb"0(?:_?[iu](?:8|16|32|64|128|size))?|0\.0?(?:_?f(?:32|64))?|false|None|\(\)|\"\"|vec!\[\]"
    rb"|(?:[\w:]+::)?(?:" + _EMPTY + rb")::new\(\)|(?:[\w:]+::)?[A-Z]\w*(?:::<[\w:, ]*>)?::default\(\)"
)
_PLAIN_FORMAT = re.compile(
    rb"[(\[{]\s*(?:(?:&mut\s+)?[\w.]+\s*,\s*)?\"(?P<format>(?:[^\"\\]|\\.)*)\"(?P<names>(?:\s*,\s*(?!\d|self\b)\w+)+),?\s*[)\]}]",
    re.DOTALL,
)
_PLACE = re.compile(rb"\{([^{}]*)\}")
_MAKERS = re.compile(
    rb"(?:\|\|\s*)?(?:(?:[\w:]+::)?(?:" + _EMPTY + rb")::new(?:\(\))?|(?:[\w:]+::)?[A-Z]\w*::default(?:\(\))?|vec!\[\])"
)


def _diverges(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The branch never goes on: it ends in `return`, `break`, `continue` or a macro that panics."""
    del texts
    return all(_leaves(node) for node in nodes)


def _leaves(node: Node) -> bool:
    for _ in range(8):
        if node.kind_id in _LEAVES:
            return True
        if node.kind_id in _MACROS:
            macro = node.child_by_field_name("macro")
            return macro is not None and macro.text in _PANICS
        if node.kind_id not in _BLOCKS and node.kind_id not in _STATEMENTS:
            return False
        inner = parts(node)
        if not inner:
            return False
        node = inner[-1]
    return False


def _one_line(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The node stands on few lines: as many as the string says, or one."""
    most = int(texts[0]) if texts else 1
    return all(node.end_point[0] - node.start_point[0] < most for node in nodes)


def _free_of(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """None of the texts stands in the node."""
    return not any(text.encode() in (node.text or b"") for node in nodes for text in texts)


def _all_default(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """Each field of a struct's expression is given what `Default` gives to its type, whatever that is."""
    del texts
    fields = [field for node in nodes for field in node.named_children]  # a comment has something to say
    return all(field.kind_id in _FIELDS and _is_default(field.child_by_field_name("value")) for field in fields)


def _is_default(value: Node | None) -> bool:
    if value is None:
        return False
    text = value.text or b""
    return _DEFAULTS.fullmatch(text) is not None


def _empty(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The expression makes what `Default` gives: `Vec::new()`, `vec![]`, `Default::default()`."""
    del texts
    return all(_is_default(node) for node in nodes)


def _makes_empty(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The function, or closure without parameters, makes what `Default` gives."""
    del texts
    return all(_MAKERS.fullmatch(node.text or b"") is not None for node in nodes)


def _less(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The first of two plain integers is less than the second, or the same."""
    del texts
    values = [node.text or b"" for node in nodes]
    return all(value.isdigit() and len(value) < 20 for value in values) and int(values[0]) <= int(values[1])


def _inlines(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """The arguments of a macro are a format string and names alone, one for each of its places in order."""
    del texts
    found = [_PLAIN_FORMAT.fullmatch(node.text or b"") for node in nodes]
    return all(one is not None and _fits(one["format"], one["names"]) for one in found)


def _fits(text: bytes, names: bytes) -> bool:
    plain = text.replace(b"{{", b"").replace(b"}}", b"")
    places = _PLACE.findall(plain)
    in_order = all(place[:1] in (b"", b":") and b"$" not in place and b"*" not in place for place in places)
    return in_order and len(places) == len([name for name in names.split(b",") if name.strip()])


def _strips(nodes: Sequence[Node], texts: Sequence[str]) -> bool:
    """A block slices a text just as far as its prefix is long: the text, the prefix, the block."""
    del texts
    text, prefix, block = (node.text or b"" for node in nodes)
    if b"\\" in prefix:
        return False
    return re.search(re.escape(text) + rb"\[%d\.\.\]" % (len(prefix) - 2), block) is not None


PREDICATES: dict[str, Predicate] = {
    "diverges": _diverges,
    "lines": _one_line,
    "all-default": _all_default,
    "free-of": _free_of,
    "empty": _empty,
    "makes-empty": _makes_empty,
    "less": _less,
    "inlines": _inlines,
    "strips": _strips,
}
"""The predicates by the name that patterns have for them."""
