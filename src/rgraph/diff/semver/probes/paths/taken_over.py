"""Inherent methods that are gone while calls find another one: in a trait of the prelude, or through `Deref`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.delta import Pair
from rgraph.diff.semver.probes.signatures.functions import receiver
from rgraph.diff.semver.probes.wording import said
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.versions import Versions
from rgraph.link.resolution import Ns
from rgraph.model.facts import Item, ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_PRELUDE = {
    "clone": "std::clone::Clone",
    "clone_from": "std::clone::Clone",
    "default": "std::default::Default",
    "eq": "std::cmp::PartialEq",
    "ne": "std::cmp::PartialEq",
    "partial_cmp": "std::cmp::PartialOrd",
    "cmp": "std::cmp::Ord",
    "next": "std::iter::Iterator",
    "next_back": "std::iter::DoubleEndedIterator",
    "len": "std::iter::ExactSizeIterator",
    "into_iter": "std::iter::IntoIterator",
    "extend": "std::iter::Extend",
    "from_iter": "std::iter::FromIterator",
    "from": "std::convert::From",
    "into": "std::convert::Into",
    "try_from": "std::convert::TryFrom",
    "try_into": "std::convert::TryInto",
    "as_ref": "std::convert::AsRef",
    "as_mut": "std::convert::AsMut",
    "to_owned": "std::borrow::ToOwned",
    "to_string": "std::string::ToString",
}
"""The methods of the traits that the prelude brings."""


def taken_over(pair: Pair, member: PublicItem, versions: Versions) -> str | None:
    """What a lost method is called through now: None for nothing, "" where it is the same, else what is to be asked."""
    if member.kind != "method" or member.item is None or "const" in member.item.quals or pair.new.definition is None:
        return None
    if pair.new.kind == "trait":
        return _by_objects(pair, member, versions)
    trait = _PRELUDE.get(member.name, "")
    if trait and trait in _implemented(pair, versions):
        same = _is_same(pair, member, _method_of(pair, trait, member.name, versions), versions)
        return "" if same else f"`{member.name}` is that of `{said(trait)}` now: does it take and give the same?"
    target = _dereferenced(pair.new, versions)
    if target is not None and _is_called_on(target, pair, member, versions):
        return f"`{member.name}` is that of `{target.name}` now, by `Deref`: is it called with a dot alone?"
    return None


def _is_called_on(target: Def, pair: Pair, member: PublicItem, versions: Versions) -> bool:
    """Whether `value.method()` may find a lost method in what the value dereferences to: a function without a receiver
    it does not, nor one that changes the value where there is no `DerefMut`, nor one that takes or gives another
    type."""
    now = versions.new.world.inherent(target, member.name, Ns.VALUE)
    item = now[0].item if now else None
    if member.definition is None or item is None or item.self_param is None or item.vis != "pub":
        return False
    sides = versions.sides_of(member.definition, now[0])
    if sides is None or not receiver(sides[0]):
        return False
    is_mut = item.self_param.ref and item.self_param.mut
    if is_mut and not any(impl.trait_path == "std::ops::DerefMut" for impl in pair.new.impls):
        return False
    return _given(sides[0]) == _given(sides[1]) or (target.item is not None and bool(target.item.generics.params))


def _by_objects(pair: Pair, member: PublicItem, versions: Versions) -> str | None:
    """The same of a method of `impl dyn T { .. }` that is one of `T` itself now: objects have it without an import."""
    now = next((m for m in pair.new.members if m.kind == "trait_method" and m.name == member.name), None)
    sides = versions.sides(Pair(member, now)) if now is not None and pair.new.facts.get("dyn") == "yes" else None
    if sides is None:
        return None
    old, new = sides
    same = _given(old) == _given(new) and _plain(old.item) == _plain(new.item)
    return "" if same else f"`{member.name}` is that of `{pair.new.name}` itself now: does it take and give the same?"


def _plain(item: Item) -> tuple[str, bool, bool]:
    param = item.self_param
    return (param.text, param.ref, param.mut) if param is not None else ("", False, False)


def _implemented(pair: Pair, versions: Versions) -> set[str]:
    """The traits that the new type has, those of `std`'s blanket impls among them."""
    found = {impl.trait_path for impl in pair.new.impls if not impl.negative}
    if "std::fmt::Display" in found:
        found.add("std::string::ToString")
    if "std::iter::Iterator" in found:
        found.add("std::iter::IntoIterator")
    if "std::clone::Clone" in found:
        found.add("std::borrow::ToOwned")
    return found


def _method_of(pair: Pair, trait: str, name: str, versions: Versions) -> Def | None:
    """The method that a type has by a trait: that of its one impl, which says what the trait's arguments and associated
    types are, else the trait's own."""
    world = versions.new.world
    impls = [impl for impl in pair.new.impls if impl.trait_path == trait and not impl.negative and not impl.derived]
    homes = [impls[0].definition] if len(impls) == 1 else []
    declared = world.std(trait)
    found = (each for home in (*homes, declared) if home is not None for each in world.member(home, name))
    return next((each for each in found if each.item is not None), None)


def _given(side: Side) -> list[str]:
    """What a function takes and gives."""
    return [side.ty(ty) for ty in (*(param.ty for param in side.item.params), side.item.ret)]


def _is_same(pair: Pair, member: PublicItem, method: Def | None, versions: Versions) -> bool:
    """Whether the trait's method takes and gives what the lost one did."""
    assert member.definition is not None and member.item is not None
    sides = versions.sides(pair)
    if method is None or method.item is None or sides is None:
        return False
    home = versions.sides_of(member.definition, member.definition)
    if home is None:
        return False
    if method.parent is not None and method.parent.kind is ItemKind.IMPL:
        both = versions.sides_of(member.definition, method)
        return both is not None and _given(both[0]) == _given(both[1]) and receiver(both[0]) == receiver(both[1])
    old, canon = home[0], versions.new_canon
    own = versions.old_canon.self_text(member.definition, old.labels)
    labels = {"Self": own, "Rhs": own}
    wanted = [canon.ty(ty, method, labels) for ty in (*(p.ty for p in method.item.params), method.item.ret)]
    return wanted == _given(old) and receiver(old) == receiver(Side(method, method.item, {}, canon))


def _dereferenced(item: PublicItem, versions: Versions) -> Def | None:
    """The type of the workspace that another one dereferences to."""
    world = versions.new.world
    for impl in item.impls:
        if impl.trait_path == "std::ops::Deref":
            for member in world.member(impl.definition, "Target"):
                ty = member.item.ty if member.item is not None and member.kind is ItemKind.TYPE_ALIAS else None
                found = versions.new_canon.head(ty, member)
                if found is not None:
                    return found
    return None
