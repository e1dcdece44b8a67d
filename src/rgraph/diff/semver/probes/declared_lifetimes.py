"""Lifetimes in what is declared: fields, constants, aliases, associated types. Canonical types leave them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.lifetimes.declared import VALUES, lifetime_params, names, type_text
from rgraph.diff.semver.lifetimes.places import STATIC, UNKNOWN, as_before, as_long, comparable, lifetimes
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item, ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def lifetimes_changed(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Another lifetime in a type that is the same otherwise. What is only read may live longer than before."""
    before, after = type_text(old.item), type_text(new.item)
    if before and after and differ(old.definition, new.definition, before, after, _is_read(old.item)):
        yield pair.delta("type", old=before, new=after)


def differ(old: Def, new: Def, before: str, after: str, is_read: bool = False) -> bool:
    """Whether two types of declarations differ by lifetimes, and these are not just longer in what `is_read`."""
    elided = STATIC if old.kind in VALUES else UNKNOWN
    was, now = lifetimes(before, names(old), elided), lifetimes(after, names(new), elided)
    if was is None or now is None or not comparable(was, now):
        return False
    return not (as_long(was, now) if is_read else as_before(was, now))


def differing_types(old: Def, new: Def) -> Iterator[tuple[str, str, str]]:
    """The associated types of two impls of the same header that differ by lifetimes: name, old and new."""
    if len(lifetime_params(old)) != len(lifetime_params(new)):
        return
    mine = {member.name: member for member in _types(old)}
    for member in _types(new):
        was = mine.get(member.name)
        if was is None or was.item is None or member.item is None:
            continue
        before, after = type_text(was.item), type_text(member.item)
        if differ(was, member, before, after):
            yield member.name, before, after


def _types(block: Def) -> Iterator[Def]:
    for ord_ in block.place.table.children.get(block.ord, ()):
        member = block.place.defs(ord_)
        if member.kind is ItemKind.TYPE_ALIAS and member.item is not None:
            yield member


def _is_read(item: Item) -> bool:
    return item.kind in VALUES and "mut" not in item.quals
