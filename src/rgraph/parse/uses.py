"""`use` declarations: one fact for each name or glob that they import, which are the leaves of their trees."""

from __future__ import annotations

from tree_sitter import Node

from ..model.facts import Attrs, Use
from .attrs import read_outer
from .blocks import ITEMS
from .grammar import EXTRAS, field, kinds, parts, register
from .walk import Walk

_ARGUMENT, _PATH, _NAME, _LIST, _ALIAS = field("argument"), field("path"), field("name"), field("list"), field("alias")
_GROUP, _SCOPED_GROUP = kinds("use_list"), kinds("scoped_use_list")
_AS, _GLOB = kinds("use_as_clause"), kinds("use_wildcard")
_SCOPED, _SELF, _VIS = kinds("scoped_identifier"), kinds("self"), kinds("visibility_modifier")
_NAMES = kinds("identifier", "self", "super", "crate", "metavariable")


class _Declaration:
    """What all leaves of one `use` declaration share."""

    __slots__ = ("attrs", "vis", "walk")

    def __init__(self, walk: Walk, vis: str, attrs: Attrs) -> None:
        self.walk = walk
        self.vis = vis
        self.attrs = attrs


@register(ITEMS, "use_declaration")
def read_use(walk: Walk, node: Node, before: list[Node]) -> None:
    """Read a `use` declaration and append its leaves to `walk.uses`."""
    attrs, _, _ = read_outer(walk, before, node.start_point[0])
    first = node.children[0]
    vis = walk.normalised(first) if first.kind_id in _VIS else ""
    argument = node.child_by_field_id(_ARGUMENT)
    if argument is not None:
        _tree(_Declaration(walk, vis, attrs), argument, [], False)


def _tree(use: _Declaration, node: Node, prefix: list[str], root: bool) -> None:
    """Append the leaves of a tree. `prefix` are the names before it; `root`: the path begins with `::`."""
    kind = node.kind_id
    if kind in _GROUP:
        for child in node.named_children:
            if child.kind_id not in EXTRAS:
                _tree(use, child, prefix, root)
    elif kind in _SCOPED_GROUP:
        inner, listed = node.child_by_field_id(_PATH), node.child_by_field_id(_LIST)
        names, rooted = _names(use.walk, inner)
        rooted = rooted or (inner is None and node.children[0].type == "::")
        if listed is not None:
            _tree(use, listed, prefix + names, root or (rooted and not prefix))
    elif kind in _AS:
        inner, alias = node.child_by_field_id(_PATH), node.child_by_field_id(_ALIAS)
        if inner is not None and alias is not None:
            _leaf(use, inner, prefix, root, use.walk.name(alias))
    elif kind in _GLOB:
        found = parts(node)
        names, rooted = _names(use.walk, found[0] if found else None)
        rooted = rooted or (not found and node.children[0].type == "::")
        _append(use, node, prefix + names, root or (rooted and not prefix), glob=True)
    else:
        _leaf(use, node, prefix, root, "")


def _leaf(use: _Declaration, node: Node, prefix: list[str], root: bool, alias: str) -> None:
    if node.kind_id in _SELF and prefix:  # `use a::{self}` imports the module `a`, and nothing else of that name
        _append(use, node, prefix, root, alias=alias, self_import=True)
        return
    names, rooted = _names(use.walk, node)
    if names:
        last = node.child_by_field_id(_NAME) if node.kind_id in _SCOPED else None
        _append(use, last or node, prefix + names, root or (rooted and not prefix), alias=alias)


def _append(
    use: _Declaration,
    node: Node,
    path: list[str],
    root: bool,
    *,
    alias: str = "",
    glob: bool = False,
    self_import: bool = False,
) -> None:
    walk = use.walk
    line = walk.row(node.end_point[0]) + 1
    walk.uses.append(
        Use(
            walk.parent, path, line, root, alias, glob, use.vis, use.attrs, walk.in_block, walk.in_macro, self_import,
            walk.numbered(),
        )
    )  # fmt: skip


def _names(walk: Walk, node: Node | None) -> tuple[list[str], bool]:
    """The names of a path without braces, and whether it begins with `::`."""
    names: list[str] = []
    while node is not None and node.kind_id in _SCOPED:
        name = node.child_by_field_id(_NAME)
        if name is not None:
            names.append(walk.name(name))
        inner = node.child_by_field_id(_PATH)
        if inner is None:
            return names[::-1], True
        node = inner
    if node is not None and node.kind_id in _NAMES:
        names.append(walk.name(node))
    return names[::-1], False
