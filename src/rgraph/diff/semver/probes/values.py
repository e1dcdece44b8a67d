"""Consts, statics, type aliases and macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item

from .generics import generics
from .qualifiers import in_extern_block
from .types import with_defaults
from .wording import type_changed


def value(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A const or static: type, value, mutability, unsafety."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after:
        yield type_changed(pair, old, new, before, after)
    words = ("mut", "safe") if in_extern_block(old) and in_extern_block(new) else ("mut", "unsafe", "safe")
    for word in words:
        had, has = word in old.item.quals, word in new.item.quals
        if had != has:
            yield pair.delta(f"{word}_gained" if has else f"{word}_lost")
    if old.item.value != new.item.value:
        yield pair.delta("value", old=_short(old.item.value), new=_short(new.item.value))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def alias(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A type alias: the type that it stands for."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after and before != with_defaults(new, new.item.ty):
        yield type_changed(pair, old, new, before, after)
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
