"""Inherent members that existed for more arguments of their type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.auto.shapes import shape
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Pair
from rgraph.diff.semver.labels import impl_labels
from rgraph.diff.semver.lifetimes.declared import header
from rgraph.diff.semver.probes.wording import own_words, said
from rgraph.diff.semver.terms import bind
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .covering import is_wider
from .impl_lifetimes import became_one
from .kept_impls import numbered
from .static_impls import became_static

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_ONE = (
    "`{}` is there for a type with one lifetime at two places now: do two that users have there become one by being "
    "shortened?"
)
_INHERENT = frozenset({"method", "assoc_const", "assoc_type"})


def narrowed(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Members of `impl<T> S<T>` that are now in `impl S<u8>`, and those of `impl dyn T` that are in `impl dyn T +
    Send`.
    """
    if pair.old.item is None or not (pair.old.item.generics.params or pair.old.kind == "trait"):
        return
    before, after = _by_name(pair.old, versions.old_canon), _by_name(pair.new, versions.new_canon)
    for key, several in before.items():
        now = after.get(key)
        for text, member in several if now else ():
            full = self_type(_block(member), versions.old_canon.in_full)
            standing = [
                each for other, each in now or () if any(_stands(pair, other, form, versions) for form in (text, full))
            ]
            if now and standing and became_static(_block(member), map(_block, standing)):
                old_header, new_header = header(_block(member)), header(_block(standing[0]))
                facts = {**member.traits_of_use(), "old": old_header, "new": new_header}
                place = standing[0].place
                yield Delta(member.kind, "for_fewer", member.crate, member.label, member.place, place, facts)
            elif now and standing and became_one(_block(member), map(_block, standing)):
                yield pair.doubt(_ONE.format(member.name))
            elif now and not standing:
                facts = {
                    **member.traits_of_use(),
                    "old": _said(own_words(text, versions.old_canon)),
                    "new": _said(now[0][0]),
                }
                yield Delta(member.kind, "for_fewer", member.crate, member.label, member.place, now[0][1].place, facts)


def _block(member: PublicItem) -> Def:
    """The impl block that a member stands in."""
    assert member.definition is not None and member.definition.parent is not None
    return member.definition.parent


def _by_name(item: PublicItem, canon: Canon) -> dict[tuple[str, str], list[tuple[str, PublicItem]]]:
    found: dict[tuple[str, str], list[tuple[str, PublicItem]]] = defaultdict(list)
    for member in item.members:
        block = member.definition.parent if member.definition is not None else None
        if member.kind in _INHERENT and block is not None and block.item is not None and block.kind is ItemKind.IMPL:
            found[member.kind, member.name].append((self_type(block, canon), member))
    return found


def self_type(block: Def, canon: Canon) -> str:
    """The type that an impl block is for, its parameters numbered."""
    item = block.item
    assert item is not None
    return numbered(canon.ty(item.ty, block, impl_labels(block, canon)), {})


def _stands(pair: Pair, new: str, old: str, versions: Versions) -> bool:
    """Whether an impl block's type takes in another one's, what is not written being the parameters' defaults.

    A default that changed is told by itself, not of all that is there for it.
    """
    if pair.old.kind == "trait":
        return is_wider(new, old)
    usual = _defaults(pair.old, versions.old_canon), _defaults(pair.new, versions.new_canon)
    one, two = (
        [*shape(text).parts, *more[len(shape(text).parts) :]] for text, more in zip((old, new), usual, strict=True)
    )
    if shape(old).kind != "path" or shape(new).kind != "path" or len(two) < len(one):
        return True  # spelled through something else: nothing can be said
    both = zip(two, one, zip(*reversed(usual), strict=False), strict=False)
    bound: dict[str, str] | None = {}
    for after, before, default in both:
        more = bind(after, before, bound or {}, projected=True)
        if more is None and (after, before) != default and not (after == before and "'" not in after):
            return False
        bound = more if more is not None else bound
    return True


def _defaults(item: PublicItem, canon: Canon) -> list[str]:
    """What each parameter of a type is by default; `_` where it must be given."""
    params = [p for p in item.item.generics.params if p.kind != "lifetime"] if item.item is not None else []
    return [canon.ty(p.default, item.definition, {}) if p.default and item.definition else "_" for p in params]


def _said(text: str) -> str:
    import re

    return said(re.sub(r"'\d+", "_", text))
