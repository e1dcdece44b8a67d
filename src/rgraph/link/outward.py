"""What linking can read of a declaration that is not in the item at hand.

Less than its syntax. Lines are those of the item's own edges, and its file is linked again when they change. Attributes
of the language other than `cfg`, the value of a `static` and the text of a signature mean nothing to other items.
"""

from __future__ import annotations

from msgspec import Struct

from rgraph.model.facts import Attrs, Item, ItemKind

from .known.attributes import BUILT_IN, name_of
from .text import LITERAL

_LINES = frozenset({"line", "lines"})
_UNREAD = _LINES | frozenset(
    """
    parent start end start_line end_line doc body_hash sig_hash tokens token_lines made_by attrs signature value
    """.split()  # noqa: SIM905
)


def outward(item: Item) -> object:
    """All of an item that other items can be linked by, to be compared with that of another content."""
    value = item.value if item.kind is ItemKind.CONST and LITERAL.fullmatch(item.value) else ""
    read = [_without_lines(getattr(item, name)) for name in item.__struct_fields__ if name not in _UNREAD]
    signature = item.signature if item.kind is ItemKind.MACRO else "impl" in item.signature
    return (read, _of_attributes(item.attrs), value, signature)


def _of_attributes(attrs: Attrs) -> object:
    texts = [text for text in attrs.texts if (name := name_of(text)) not in BUILT_IN or name == "cfg_attr"]
    flags = (attrs.macro_export, attrs.macro_use, attrs.no_std, attrs.proc_macro, attrs.path)
    return (texts, attrs.cfg, _without_lines(attrs.derives), attrs.paths_if, flags)


def _without_lines(node: object) -> object:
    """Syntax as tuples and lists, without lines."""
    if isinstance(node, Struct):
        fields = [_without_lines(getattr(node, name)) for name in node.__struct_fields__ if name not in _LINES]
        return (type(node), *fields)
    if isinstance(node, list):
        return [_without_lines(each) for each in node]
    return node
