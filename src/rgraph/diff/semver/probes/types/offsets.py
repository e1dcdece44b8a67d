"""The offsets of the public fields of a `repr(C)` struct, which change with what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import ItemKind

_WIDTHS = (8, 4)
"""Bytes of a pointer."""
_NUMBER = re.compile(r"[iuf](8|16|32|64|128)")
_ARRAY = re.compile(r"\[(.+); (\d+)\]")
_SMALL = {"bool": 1, "char": 4, "()": 0}
_POINTER = re.compile(r"[iu]size|(?:\*(?:const|mut) |&(?:mut )?)(?:[iuf]\d+|std::ffi::\w+|\(\))")
"""What is as large as a thin pointer."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    public: bool
    type: str


def offsets(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """The first public field whose offset changed although its type and order did not."""
    before, after = (list(_fields(side)) for side in (old, new))
    types = {field.name: field.type for field in after if field.public}
    if any(field.public and types.get(field.name) != field.type for field in before):
        return  # that is told by itself
    packed = any(text.startswith("packed") for side in (old, new) for text in side.item.attrs.repr)
    for field in (field for field in before if field.public):
        one, two = _up_to(before, field.name), _up_to(after, field.name)
        if one == two:
            continue
        places = [[_offset(types, width, packed) for width in _WIDTHS] for types in (one, two)]
        if None in places[0] + places[1]:
            unknown = _unknown(one, two)
            yield pair.doubt(f"the fields before `{field.name}` changed under `repr(C)`: how large is `{unknown}`?")
            return
        if places[0] != places[1]:
            yield pair.delta("field_shifted", name=field.name, old=str(places[0][0]), new=str(places[1][0]))
            return


def _fields(side: Side) -> Iterator[_Field]:
    place = side.definition.place
    for ord_ in place.table.children.get(side.definition.ord, ()):
        item = place.table.items[ord_]
        if item.kind is ItemKind.FIELD:
            yield _Field(item.name, item.vis == "pub", side.ty(item.ty))


def _up_to(fields: Iterable[_Field], name: str) -> list[str]:
    """The types of the fields up to one, itself among them."""
    found = []
    for field in fields:
        found.append(field.type)
        if field.name == name:
            break
    return found


def _unknown(old: list[str], new: list[str]) -> str:
    """The first type whose size is not known, one that only one version has before those that both have."""
    found = [ty for ty in [*old, *new] if _size(ty, _WIDTHS[0]) is None]
    return next((ty for ty in found if ty not in old or ty not in new), found[0])


def _offset(types: list[str], width: int, packed: bool) -> int | None:
    """Where the last of some fields begins; None where the size of one is not known."""
    at = 0
    for ty in types[:-1]:
        known = _size(ty, width)
        if known is None:
            return None
        at = _aligned(at, 1 if packed else known[1]) + known[0]
    last = _size(types[-1], width)
    return _aligned(at, 1 if packed else last[1]) if last is not None else None


def _aligned(at: int, to: int) -> int:
    return -(-at // to) * to


def _size(ty: str, width: int) -> tuple[int, int] | None:
    """Size and alignment of a canonical type that is a number, a thin pointer, or an array of such."""
    number = _NUMBER.fullmatch(ty)
    if number and number[1] != "128":
        size = int(number[1]) // 8
        return size, size if size < 8 else width  # some 32-bit targets align u64 to 4: of two answers the stricter
    if ty in _SMALL:
        return _SMALL[ty], max(_SMALL[ty], 1)
    if _POINTER.fullmatch(ty):
        return width, width
    array = _ARRAY.fullmatch(ty)
    inner = _size(array[1], width) if array else None
    return (inner[0] * int(array[2]), inner[1]) if array and inner else None
