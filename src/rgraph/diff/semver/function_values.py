"""Functions that became a const or static of a pointer to such a function, and the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TFn

if TYPE_CHECKING:
    from .delta import Difference, Pair
    from .side import Side
    from .versions import Versions

_VALUES = frozenset({"const", "static"})
_STORED = "a function now, it was a pointer to one: is it kept or compared as a value, or matched?"
_VISIBLE = re.compile(r"(?:default|pub(?:\s*\([^)]*\))?|\s)+")


def of_one_signature(pair: Pair, versions: Versions) -> list[Difference] | None:
    """What breaks where a function and a pointer to a function of its signature took each other's place; None for all
    else. A pointer is called, passed and coerced as the function is, but not while a constant is computed.
    """
    sides = versions.sides(pair)
    if sides is None or not {pair.old.kind, pair.new.kind} < {"function", *_VALUES}:
        return None
    texts = [_pointer(side) for side in sides]
    if not texts[0] or texts[0] != texts[1] or ("const" in sides[0].item.quals and pair.old.kind == "function"):
        return None
    return [pair.doubt(f"is {_STORED}")] if pair.new.kind == "function" else []


def _pointer(side: Side) -> str:
    """The type of a pointer to a function, or of a value that is one; "" for all others. One that is for a lifetime of
    its own is left to others: canonical types have none.
    """
    item = side.item
    if "'" in item.signature.replace("'_", ""):
        return ""
    if item.kind is not ItemKind.FUNCTION:
        return side.ty(item.ty) if isinstance(item.ty, TFn) else ""
    if item.generics.params or "async" in item.quals or any("impl " in side.ty(param.ty) for param in item.params):
        return ""
    head = item.signature.partition("fn ")[0]
    quals = " ".join(word for word in _VISIBLE.sub(" ", head).split() if word != "const")
    taken = ", ".join(side.ty(param.ty) for param in item.params)
    return f"{f'{quals} fn' if quals else 'fn'}({taken}) -> {side.ty(item.ret)}"
