"""Consts, statics, type aliases and macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.terms import parts
from rgraph.model.facts import Item, ItemKind

from .computed import value_changed
from .declared_lifetimes import lifetimes_changed
from .generics import generics
from .signatures.qualifiers import exported, in_extern_block
from .types.definitions import with_defaults
from .wording import type_changed


def value(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A const or static: type, value, mutability, unsafety."""
    yield from _retyped(pair, old, new)
    words = ("mut", "safe") if in_extern_block(old) and in_extern_block(new) else ("mut", "unsafe", "safe")
    for word in words:
        had, has = word in old.item.quals, word in new.item.quals
        if had != has:
            yield pair.delta(f"{word}_gained" if has else f"{word}_lost")
    if pair.old.kind == pair.new.kind == "static":
        yield from exported(pair, old.item, new.item)
    yield from value_changed(pair, old, new)


def _retyped(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Another type. One that `lazy_static!` makes has no name but the value's own, and users dereference it."""
    before, after = _type(old), _type(new)
    was_made, is_made = (_macro_around(side) == "lazy_static" for side in (old, new))
    if was_made != is_made and _held(before) == _held(after):
        yield pair.doubt(_NO_LONGER_MADE if was_made else _MADE_NOW)
    elif before != after:
        yield type_changed(pair, old, new, before, after)
    else:
        yield from lifetimes_changed(pair, old, new)


_LAZY = re.compile(r"(?:std::sync::LazyLock|once_cell::sync::Lazy|spin::(?:lazy::)?Lazy)<(.*)>")
_NO_LONGER_MADE = (
    "holds what it held and is no longer made by `lazy_static!`: does a user name its type, or "
    "`lazy_static::initialize` it?"
)
_MADE_NOW = "holds what it held and is made by `lazy_static!` now: does a user name its type, or take it in a constant?"


def _type(side: Side) -> str:
    """The type of a value; of a static in `thread_local!` the key that it is."""
    text = side.ty(side.item.ty)
    return f"std::thread::LocalKey<{text}>" if _macro_around(side) == "thread_local" else text


def _held(text: str) -> str:
    """What users get from a value of a type by dereferencing it: of a lazy one what it holds."""
    found = _LAZY.fullmatch(text)
    return parts(found[1])[0] if found else text


def _macro_around(side: Side) -> str:
    """The name of the macro among whose arguments an item stands; "" for none."""
    item, items = side.item, side.definition.place.table.items
    around = items[item.parent] if item.in_macro and item.parent >= 0 else None
    return around.name if around is not None and around.kind is ItemKind.MACRO_CALL else ""


def alias(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A type alias: the type that it stands for."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after and before != with_defaults(new, new.item.ty):
        yield type_changed(pair, old, new, before, after)
    elif before == after:
        yield from lifetimes_changed(pair, old, new)
    yield from generics(pair, old, new)


# ---- procedural macros ----------------------------------------------------------------------------------


def proc_macro(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A derive macro's helper attributes."""
    lost = sorted(helpers(old.item) - helpers(new.item))
    for name in lost:
        yield pair.delta("helper_lost", helper=name)


def helpers(item: Item) -> set[str]:
    """The helper attributes that a derive macro declares."""
    found = re.search(r"attributes\s*\(([^)]*)\)", item.attrs.proc_macro)
    return {part.strip() for part in found[1].split(",") if part.strip()} if found else set()
