"""What a function's signature says without the words for it, in those that its documentation would have.

`into_inner(self)` consumes and converts, `-> &mut T` returns a mutable reference, `-> bool` tells whether it is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import TPath, TRef, TSlice, Type

_PRIMITIVE = re.compile(r"(?<![a-zA-Z0-9])([iuf])(8|16|32|64|128)(?![a-zA-Z0-9])")
_NUMBERS = {"i": "signed {} bit integer", "u": "unsigned {} bit integer", "f": "{} bit floating point number"}

_OF_RESULTS = {"bool": "true whether", "Option": "none optional", "Result": "error fails", "usize": "number"}
"""What is said of results of a type, by the last name of its path."""

_AROUND = frozenset({"Option", "Result", "Poll"})
"""Types whose first argument is what is returned in the end."""

_OF_NAMES = {
    "new": "creates", "from": "converts creates", "into": "converts", "as": "converts", "to": "converts",
    "try": "attempts", "with": "sets", "get": "returns", "len": "number", "fmt": "formats",
    "le": "little endian", "be": "big endian",
}  # fmt: skip
"""What is said of functions by a word of their names, as the guidelines for Rust's interfaces have them."""


def told(item: Item) -> str:
    """The words; "" for items that are no functions."""
    return " ".join(_told(item)) if item.kind is ItemKind.FUNCTION else ""


def _told(item: Item) -> Iterator[str]:
    own = item.self_param
    if own is not None and not own.ref and own.ty is None:
        yield "consumes"
    if item.ret is not None:
        yield "returns"
        yield from _of_result(item, item.ret)
    for sign, bits in dict.fromkeys(_PRIMITIVE.findall(f"{item.name} {item.signature}")):
        yield _NUMBERS[sign].format(bits)
    if "&[u8]" in item.signature or "&mut [u8]" in item.signature:
        yield "bytes"
    yield from (_OF_NAMES[part] for part in item.name.split("_") if part in _OF_NAMES)


def _of_result(item: Item, ty: Type) -> Iterator[str]:
    if isinstance(ty, TRef):
        yield "mutable reference" if ty.mut else "reference"
        yield from _of_result(item, ty.ty)
    elif isinstance(ty, TSlice):
        yield "slice"
    elif isinstance(ty, TPath) and ty.path.segments:
        last = ty.path.segments[-1]
        if last.name == "Self":
            yield "creates new" if item.self_param is None else "sets"
        yield _OF_RESULTS.get(last.name, "")
        if last.name in _AROUND and last.args:
            yield from _of_result(item, last.args[0])
