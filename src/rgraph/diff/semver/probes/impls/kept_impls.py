"""Impls that both versions have: what changed in them, and who no longer has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.model import TraitImpl
from rgraph.diff.api.ways import Ways, both, derive_ways, plain
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.impl_laws import Law
from rgraph.diff.semver.labels import impl_labels
from rgraph.diff.semver.probes.declared_lifetimes import differing_types
from rgraph.diff.semver.probes.wording import told_apart
from rgraph.diff.semver.sureness import between
from rgraph.diff.semver.terms import projected
from rgraph.model.facts import ItemKind

from .covering import Implemented

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.diff.semver.gates.told import Conditions


def numbered(text: str, order: dict[str, str]) -> str:
    """A canonical text whose parameters are numbered in the order of their appearance."""
    return re.sub(r"'t0\.\w+", lambda found: order.setdefault(found[0], f"'{len(order)}"), text)


def types_changed(
    old: Implemented, new: list[Implemented], canons: tuple[Canon, Canon]
) -> list[tuple[str, str, str, dict[str, str]]]:
    """The associated types that differ from those of every impl which stands for an old one: name, old, new, and the
    facts that say how sure that is."""
    before = _types(old, canons[0])
    several = [_types(impl, canons[1]) for impl in new]
    home = old.definition.crate
    found = [
        (name, *_told(canons, text, several[0][name]), between(*canons, text, several[0][name], home))
        for name, text in before.items()
        if several and all(name in types and types[name] != text for types in several)
    ]
    if len(several) == 1 and not found:
        return [(*each, {}) for each in differing_types(old.definition, new[0].definition) if each[0] in before]
    return found


def types_given(
    old: Implemented, known: Mapping[str, set[str]], canons: tuple[Canon, Canon], left_out: Collection[Law] = ()
) -> list[tuple[str, str, str, dict[str, str]]]:
    """The same of an impl that one for all types of a kind gives now: `TryFrom` by `From` has another `Error`.

    `known` is what holds where the old impl does.
    """
    trait = f"{old.trait}<{old.arguments}>" if old.arguments else old.trait
    now: dict[str, str] = {}
    for subject, text in canons[1].laws.projections(old.self_type, trait, known, left_out=left_out):
        now.setdefault(subject, now.get(text, text))
    found = []
    for name, was in _types(old, canons[0]).items():
        subject = projected(old.self_type, f"::{name}")
        given = now.get(subject, subject)
        if given not in {subject, was} and (old.name, name) not in _UNNAMED:
            found.append((name, *_told(canons, was, given), between(*canons, was, given, old.definition.crate)))
    return found


_UNNAMED = frozenset({("IntoIterator", "IntoIter")})
"""Associated types that users iterate over and hardly name: an `Iterator` is its own."""


def _told(canons: tuple[Canon, Canon], old: str, new: str) -> tuple[str, str]:
    was, now = told_apart(*canons, old, new)
    return _plain(was), _plain(now)


def _plain(text: str) -> str:
    return re.sub(r"'\d+", "_", text)


def _types(impl: Implemented, canon: Canon) -> dict[str, str]:
    definition, item = impl.definition, impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return {}
    labels = impl_labels(definition, canon)
    order: dict[str, str] = {}
    for text in (canon.ty(item.ty, definition, labels), canon.trait(item.trait, definition, labels)):
        numbered(text, order)
    place = definition.place
    members = [place.defs(ord_) for ord_ in place.table.children.get(definition.ord, ())]
    return {
        member.name: numbered(canon.ty(member.item.ty, member, labels), order)
        for member in members
        if member.kind is ItemKind.TYPE_ALIAS and member.item is not None and not member.item.generics.params
    }


# ---- conditions ------------------------------------------------------------------------------------------


def ways(impls: Iterable[Implemented], side: Surfaces, crate: str) -> Ways:
    """Under which conditions one of some impls is there, for users of a library."""
    found = set()
    for impl in impls:
        around = side.way_to(crate, impl.definition)
        item = impl.definition.item
        if impl.derived and item is not None:
            package = impl.definition.crate.package
            seen = side.seen_from(side.crates[crate].package)
            derived = derive_ways(item.attrs, impl.macro)
            found |= {around | plain(seen.predicate(text, package) for text in way) for way in derived}
        else:
            found.add(around)
    return frozenset(found)


def gated(
    old: tuple[Ways, Ways], new: tuple[Ways, Ways], conditions: Conditions, delta: Delta, trait: str
) -> Iterator[Difference]:
    """An impl that some users lost; `old` and `new` are the ways of the type and of the impls."""
    loss = conditions.loss(both(*old), both(*new), new[0])
    if loss is None:
        return
    if loss.open_:
        yield Doubt(delta.crate, delta.item, f"the impl of `{trait}` {loss.open_}", delta.new)
    else:
        facts = {**delta.facts, **loss.facts, "trait": trait}
        yield Delta(delta.subject, "impl_gate_gained", delta.crate, delta.item, delta.old, delta.new, facts)


def is_there(impl: TraitImpl) -> bool:
    """Whether users have a derive at all, and not only under `cfg_attr(test, ...)`."""
    item = impl.definition.item
    if not impl.derived or item is None:
        return True
    return any(True for _ in derive_ways(item.attrs, impl.macro)) or not any(
        "derive" in text for text in item.attrs.texts
    )
