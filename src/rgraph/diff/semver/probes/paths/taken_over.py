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
        same = _is_same(pair, member, versions.new.world.std(trait), versions)
        return "" if same else f"`{member.name}` is that of `{said(trait)}` now: does it take and give the same?"
    target = _dereferenced(pair.new, versions)
    if target is not None and versions.new.world.inherent(target, member.name, Ns.VALUE):
        return f"`{member.name}` is that of `{target.name}` now, by `Deref`: is it called with a dot alone?"
    return None


def _by_objects(pair: Pair, member: PublicItem, versions: Versions) -> str | None:
    """The same of a method of `impl dyn T { .. }` that is one of `T` itself now: objects have it without an import."""
    now = next((m for m in pair.new.members if m.kind == "trait_method" and m.name == member.name), None)
    sides = versions.sides(Pair(member, now)) if now is not None and pair.new.facts.get("dyn") == "yes" else None
    if sides is None:
        return None
    old, new = sides
    types = ([side.ty(ty) for ty in (*(p.ty for p in side.item.params), side.item.ret)] for side in sides)
    same = len({tuple(each) for each in types}) == 1 and _plain(old.item) == _plain(new.item)
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


def _is_same(pair: Pair, member: PublicItem, trait: Def | None, versions: Versions) -> bool:
    """Whether the trait's method takes and gives what the lost one did."""
    world = versions.new.world
    assert member.definition is not None and member.item is not None
    method = next((d for d in world.member(trait, member.name) if d.item is not None), None) if trait else None
    sides = versions.sides(pair)
    if method is None or method.item is None or sides is None:
        return False
    home = versions.sides_of(member.definition, member.definition)
    if home is None:
        return False
    old, canon = home[0], versions.new_canon
    own = versions.old_canon.self_text(member.definition, old.labels)
    labels = {"Self": own, "Rhs": own}
    wanted = [canon.ty(ty, method, labels) for ty in (*(p.ty for p in method.item.params), method.item.ret)]
    had = [old.ty(ty) for ty in (*(p.ty for p in member.item.params), member.item.ret)]
    return wanted == had and receiver(old) == receiver(Side(method, method.item, {}, canon))


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
