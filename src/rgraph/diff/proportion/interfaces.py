"""Whether the change of a file can be seen by who uses the libraries, told from what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rgraph.diff.api.export_names import export_name
from rgraph.model.facts import BlobFacts, Item, ItemKind, Use
from rgraph.model.syntax import TImpl

_IMPL = re.compile(r"->.*\bimpl\b", re.DOTALL)
_VALUES = frozenset({ItemKind.CONST, ItemKind.STATIC, ItemKind.VARIANT, ItemKind.TYPE_ALIAS})
_BESIDE = _VALUES | {ItemKind.MACRO_CALL}


def is_same(old: BlobFacts, new: BlobFacts) -> bool:
    """Whether two versions of a file differ in nothing that users can see, what opaque results hold aside."""
    if _beside(old) != _beside(new):
        return False
    if old.interface == new.interface:
        return True
    if old.attrs != new.attrs or old.reason or new.reason or hides_names(old) or hides_names(new):
        return False
    return _visible(old) == _visible(new)


def _beside(facts: BlobFacts) -> list[object]:
    """What users see and is no part of `interface`: what macros are given where items stand, values, and what
    computes values."""
    return [
        (item.value, item.ty) if item.kind in _VALUES else item.body_hash
        for item in facts.items
        if (item.kind in _BESIDE or computes(item)) and not item.in_block
    ]


def computes(item: Item) -> bool:
    """Whether users call a function while a constant is computed: its body decides lengths and patterns of theirs."""
    is_const = item.kind is ItemKind.FUNCTION and "const" in item.quals and item.vis == "pub"
    return is_const and item.self_param is None and item.ret is not None


def _opaque_bodies(facts: BlobFacts) -> set[tuple[str, str, str]]:
    """The bodies of functions that give a type without a name, which decide what it is: public ones, and those of the
    crate that these may call."""
    return {
        (item.name, item.signature, item.body_hash) for item in facts.items if is_opaque(item) and not item.attrs.test
    }


def is_opaque(item: Item) -> bool:
    """Whether callers of a function get a type that only its body tells."""
    unnamed = "async" in item.quals or isinstance(item.ret, TImpl)
    return item.kind is ItemKind.FUNCTION and item.has_body and unnamed


def captures(item: Item) -> bool:
    """Whether a function gives an `impl Trait`, alone or inside another type."""
    return item.kind is ItemKind.FUNCTION and item.ret is not None and _IMPL.search(item.signature) is not None


def opaque_bodies_differ(old: BlobFacts, new: BlobFacts) -> bool:
    """Whether a function that gives a type without a name has another body, which decides what the type is, or may call
    another function."""
    before, after = _opaque_bodies(old), _opaque_bodies(new)
    changed = [{(name, signature) for name, signature, _ in side} for side in (before - after, after - before)]
    return bool(changed[0] & changed[1]) or (bool(before & after) and _called(old) != _called(new))


def _called(facts: BlobFacts) -> set[tuple[str, str]]:
    """The functions by their signatures, private ones too: a future holds what they return."""
    return {(item.name, item.signature) for item in facts.items if item.kind is ItemKind.FUNCTION}


def hides_names(facts: BlobFacts) -> bool:
    """Whether a glob is re-exported: a private function hides what it would bring by the same name."""
    return any(use.glob and use.vis for use in facts.uses)


def _visible(facts: BlobFacts) -> tuple[list[Item], list[object]]:
    """Items and imports without the functions that are private, and without lines, docs and bodies."""
    holding = {use.parent for use in facts.uses if not use.in_block}  # more than what is private
    kept: list[int] = []
    for ord_ in reversed(range(len(facts.items))):  # what is inside follows what is around
        if ord_ in holding or not is_private(facts.items, facts.items[ord_]):
            kept.append(ord_)
            holding.add(facts.items[ord_].parent)
    kept.reverse()
    ords = {ord_: at for at, ord_ in enumerate(kept)} | {-1: -1}
    items = [bare(facts.items[ord_], ords[facts.items[ord_].parent]) for ord_ in kept]
    uses: Iterable[object] = (line_free(use, ords[use.parent]) for use in facts.uses if use.parent in ords)
    return items, list(uses)


def is_private(items: Sequence[Item], item: Item) -> bool:
    """Whether an item is a function that is no trait's and restricted to its crate or less, or a value in a block.

    One that is exported to the linker is not: its symbol is there for all.
    """
    if item.in_block and item.kind in (ItemKind.CONST, ItemKind.STATIC):
        return True
    if item.kind is not ItemKind.FUNCTION or item.vis == "pub" or export_name(item):
        return False
    around = items[item.parent] if item.parent >= 0 else None
    return around is None or not (around.kind is ItemKind.TRAIT or around.trait is not None)


def line_free(use: Use, parent: int = -1) -> Use:
    """An import as others see it."""
    return replace(use, line=0, parent=parent)


def bare(item: Item, parent: int) -> Item:
    """An item without lines, docs and bodies, but for the bodies that users compute with."""
    return replace(
        item, parent=parent, line=0, start=0, end=0, start_line=0, end_line=0, doc="", token_lines=[],
        body_hash=item.body_hash if computes(item) else "", arms=[replace(arm, line=0) for arm in item.arms],
    )  # fmt: skip
