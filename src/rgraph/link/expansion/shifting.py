"""Syntax that is moved from a part into a file."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from rgraph.model.syntax import EBlock, Node

N = TypeVar("N", bound=Node)


def shifted(syntax: N, ords: list[int], uses: list[int]) -> N:
    """Syntax of a part with the ords and indices that items and imports in its blocks have in the file.

    Subtrees without such blocks are shared, not copied.
    """
    changed: dict[str, object] = {}
    if isinstance(syntax, EBlock) and (syntax.items or syntax.uses):
        changed = {"items": [ords[each] for each in syntax.items], "uses": [uses[each] for each in syntax.uses]}
    for name in syntax.__struct_fields__:
        value = getattr(syntax, name)
        if isinstance(value, Node):
            moved: object = shifted(value, ords, uses)
        elif isinstance(value, list) and value and isinstance(value[0], Node):
            moved = [shifted(each, ords, uses) if isinstance(each, Node) else each for each in value]
            if all(one is other for one, other in zip(moved, value, strict=True)):
                continue
        else:
            continue
        if moved is not value:
            changed[name] = moved
    return replace(syntax, **changed) if changed else syntax
