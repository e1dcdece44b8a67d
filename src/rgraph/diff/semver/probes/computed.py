"""Values that users compute with: constants, and functions that are called while a constant is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.semver import const_values
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.diff.semver.canon import Canon
    from rgraph.link.defs import Def

    from .impls.covering import Implemented

_SCALAR = re.compile(r"[iu](?:8|16|32|64|128|size)|bool|char")
"""The types whose values decide what compiles: lengths, const arguments, discriminants, patterns of ranges."""
_CONSTANTS = frozenset({"const", "assoc_const"})
_ASKED = "does a user take it as a length, a const argument, a discriminant or a pattern?"


def value_changed(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Another value of a constant or static. It may be written otherwise, or come from a constant that changed."""
    is_scalar = _SCALAR.fullmatch(old.ty(old.item.ty)) is not None
    before, after = (_computed(side) if is_scalar else side.item.value for side in (old, new))
    if before == after:
        return
    texts = old.item.value, new.item.value
    was, now = map(_short, texts if texts[0] != texts[1] else (before, after))
    yield pair.delta("value", old=was, new=now)
    if is_scalar and pair.old.kind in _CONSTANTS:
        yield pair.doubt(f"is `{now}`, it was `{was}`: {_ASKED}")


def constants_changed(old: Implemented, new: list[Implemented], canons: tuple[Canon, Canon]) -> Iterator[str]:
    """Questions about the numbers of an impl's constants that are others now."""
    if old.derived or len(new) != 1 or new[0].derived:
        return
    mine, theirs = (_numbers(one.definition, canon) for one, canon in zip((old, new[0]), canons, strict=True))
    for name in (name for name in mine if theirs.get(name, mine[name]) != mine[name]):
        yield f"`{name}` of its impl of `{old.name}` is `{theirs[name]}`, it was `{mine[name]}`: {_ASKED}"


def _numbers(block: Def, canon: Canon) -> dict[str, str]:
    found = {}
    for member in map(block.place.defs, block.place.table.children.get(block.ord, ())):
        if member.kind is not ItemKind.CONST or member.item is None:
            continue
        if _SCALAR.fullmatch(canon.ty(member.item.ty, member, {})):
            found[member.name] = const_values.canonical(member.item.value, member, canon, {})
    return found


def result_changed(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Another body of a function that users call while a constant is computed, and that gives them a number."""
    if old.item.body_hash == new.item.body_hash or old.item.self_param is not None or pair.old.kind == "trait_method":
        return
    is_const = all("const" in side.item.quals for side in (old, new))
    if is_const and _SCALAR.fullmatch(old.ty(old.item.ret)):
        yield pair.doubt(f"computes its result another way now. Where that is another number, {_ASKED}")


def _computed(side: Side) -> str:
    return const_values.canonical(side.item.value, side.definition, side.canon, side.labels)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
