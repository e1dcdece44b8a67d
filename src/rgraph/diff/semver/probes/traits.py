"""Traits and their associated items."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.known import implied
from rgraph.diff.semver.versions import Side

from .functions import said
from .generics import generics


def trait(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Supertraits, unsafety, sealing, object safety, generics."""
    for word in ("unsafe", "auto"):
        had, has = word in old.item.quals, word in new.item.quals
        if had != has:
            yield pair.delta(f"{word}_gained" if has else f"{word}_lost")
    yield from _supertraits(pair, old, new)
    if pair.old.facts.get("sealed") == "no" and pair.new.facts.get("sealed") == "yes":
        yield pair.delta("sealed_gained")
    if pair.old.facts.get("dyn") == "yes" and pair.new.facts.get("dyn") == "no":
        yield pair.delta("dyn_lost")
    yield from generics(pair, old, new)


def _supertraits(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    before, after = _bounds(old), _bounds(new)
    for bound in sorted(after - before):
        if bound.rpartition("::")[2] not in implied(before):
            yield pair.delta("supertrait_gained", supertrait=said(bound))
    for bound in sorted(before - after):
        if bound.rpartition("::")[2] not in implied(after):
            yield pair.delta("supertrait_lost", supertrait=said(bound))
    if _static(new) and not _static(old):
        yield pair.delta("supertrait_gained", supertrait="'static")
    elif _static(old) and not _static(new):
        yield pair.delta("supertrait_lost", supertrait="'static")


def _bounds(side: Side) -> set[str]:
    return {side.canon.bound(bound, side.definition, side.labels) for bound in side.item.bounds if not bound.maybe}


def _static(side: Side) -> bool:
    """Whether `'static` is among the supertraits; the syntax tree leaves lifetimes out, the text has them."""
    head = side.item.signature.partition(" where ")[0]
    tail = head.partition(side.item.name)[2]
    depth, outer = 0, ""
    for char in tail:
        depth += (char == "<") - (char == ">")
        outer += char if depth == 0 else ""
    return "'static" in outer


def associated_type(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """An associated type of a trait: bounds, default, generics."""
    before, after = _bounds(old), _bounds(new)
    for bound in sorted(after - before):
        if bound.rpartition("::")[2] not in implied(before):
            yield pair.delta("item_bound_gained", bound=said(bound))
    for bound in sorted(before - after):
        if bound.rpartition("::")[2] not in implied(after):
            yield pair.delta("item_bound_lost", bound=said(bound))
    had, has = old.item.ty is not None, new.item.ty is not None
    if had != has:
        yield pair.delta("default_gained" if has else "default_lost")
    elif had and old.ty(old.item.ty) != new.ty(new.item.ty):
        yield pair.delta("default_changed", old=said(old.ty(old.item.ty)), new=said(new.ty(new.item.ty)))
    yield from generics(pair, old, new)


def associated_const(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """An associated const of a trait or of a type: type, value, default."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after:
        yield pair.delta("type", old=said(before), new=said(after))
    had, has = bool(old.item.value), bool(new.item.value)
    if had != has:
        yield pair.delta("default_gained" if has else "default_lost")
    elif old.item.value != new.item.value:
        yield pair.delta("value", old=old.item.value, new=new.item.value)
