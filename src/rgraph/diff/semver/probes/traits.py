"""Traits and their associated items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rgraph.diff.semver.delta import Difference, Doubt, Pair
from rgraph.diff.semver.impl_laws import of_kinds
from rgraph.diff.semver.predicates import own_bounds, predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.sureness import UNSURE, sure

from .computed import value_changed
from .generics import bounds, generics, known
from .namesakes import without_namesakes
from .outlives import outlives
from .wording import said, told_apart, type_changed


def trait(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Supertraits, unsafety, sealing, object safety, generics."""
    for word in ("unsafe", "auto"):
        had, has = word in old.item.quals, word in new.item.quals
        if had != has:
            yield pair.delta(f"{word}_gained" if has else f"{word}_lost")
    above = list(_supertraits(pair, old, new))
    yield from above
    was, now = pair.old.facts, pair.new.facts
    is_told = "yes" in (now.get("kept"), now.get("covered"))  # a member is, or the impl for all types
    if was.get("sealed") == "no" and now.get("sealed") == "yes" and not is_told:
        yield pair.delta("sealed_gained")
    if was.get("dyn") == "yes" and now.get("dyn") == "no":
        yield from _dyn_lost(pair, above)
    yield from generics(pair, old, new)
    yield from outlives(pair, old, new)


def _dyn_lost(pair: Pair, above: list[Difference]) -> Iterator[Difference]:
    """That there are no objects any more; `above` has the differences of the supertraits, which may ask it already."""
    unseen = pair.old.facts.get("dyn_unseen")
    if not unseen:
        yield pair.delta("dyn_lost")
    elif not any(isinstance(each, Doubt) for each in above):
        yield pair.doubt(f"there is no `dyn {pair.old.name}` any more: did `{unseen}`, which it requires, allow it?")


def _supertraits(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Supertraits, however they are written. Implementors are taken to be of a known size: nearly all are."""
    before, after = own_bounds(old), own_bounds(new)
    mine, theirs = ({**predicates(side), **facts} for side, facts in ((old, before), (new, after)))
    had, has = known(old, new, {**mine, "Self": before["Self"] | {"Sized"}}), known(old, new, theirs)
    asked, gained, lost = without_namesakes(new_ones(before, after), new_ones(after, before), had, new.canon.laws)
    yield from map(pair.doubt, asked)
    for subject, bound in gained:
        if new.canon.laws.holds(subject, bound, had) is not True:
            unsure = UNSURE if new.canon.laws.perhaps_above(bound, had.get(subject, set())) else sure(old, new, bound)
            yield pair.delta("supertrait_gained", supertrait=_said(subject, bound), **unsure)
    for bound in sorted(before["Self"] & after["Self"]):
        yield from _by_kind(pair, old, new, bound, had)
    open_, gone = _left_open(lost, new, has)
    yield from map(pair.doubt, open_)
    for subject, bound in gone:
        yield from _lost(pair, old, new, subject, bound, has)


def _left_open(
    lost: list[tuple[str, str]], new: Side, has: Mapping[str, set[str]]
) -> tuple[list[str], list[tuple[str, str]]]:
    """What is asked of the bounds that are gone and may still follow from one by a trait whose declaration is not here,
    one question for each of these; and the bounds that do not follow."""
    by: dict[str, list[str]] = {}
    gone = []
    for subject, bound in lost:
        if new.canon.laws.holds(subject, bound, has) is True:
            continue
        if above := new.canon.laws.perhaps_above(bound, has.get(subject, set())):
            by.setdefault(above, []).append(_said(subject, bound))
        else:
            gone.append((subject, bound))
    asked = []
    for above, texts in by.items():
        named, several = ", ".join(f"`{each}`" for each in sorted(texts)), len(texts) > 1
        verb, them = ("are", "them") if several else ("is", "it")
        asked.append(f"{named} {verb} no longer required: does `{said(above, {_path(above)})}` imply {them}?")
    return asked, gone


def _path(bound: str) -> str:
    return bound.partition("<")[0]


def _by_kind(pair: Pair, old: Side, new: Side, bound: str, had: Mapping[str, set[str]]) -> Iterator[Difference]:
    """A supertrait that users cannot name, and whose blanket impl is for fewer types now: that asks it of theirs."""
    before, after = (of_kinds(side.canon.laws.laws_of(bound)) for side in (old, new))
    if old.canon.laws.is_nameable(bound) or len(before) != 1 or len(after) > 1:
        return
    if not after:
        yield pair.delta("sealed_gained")
        return
    facts = {subject: {*had.get(subject, ()), *before[0].get(subject, ())} for subject in {*had, *before[0]}}
    met = known(old, new, facts)
    for subject, asked in new_ones(before[0], after[0]):
        if new.canon.laws.holds(subject, asked, met) is not True:
            yield pair.delta("supertrait_gained", supertrait=_said(subject, asked), **sure(old, new, asked))


def _lost(
    pair: Pair, old: Side, new: Side, subject: str, bound: str, has: Mapping[str, set[str]]
) -> Iterator[Difference]:
    """A supertrait that is gone. Of one that users cannot name they had only what it brought."""
    if old.canon.laws.is_nameable(bound):
        yield pair.delta("supertrait_lost", supertrait=_said(subject, bound))
        return
    for about, brought in new_ones({}, old.canon.laws.closure({subject: {bound}})):
        felt = brought != bound and old.canon.laws.is_nameable(brought)
        if felt and new.canon.laws.holds(about, brought, has) is not True:
            yield pair.delta("supertrait_lost", supertrait=_said(about, brought))


def new_ones(before: Mapping[str, set[str]], after: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The bounds that only the second of two has, each with its subject, in order."""
    return [
        (s, b) for s in sorted(after) for b in sorted(after[s] - before.get(s, set())) if b != "Sized" or s == "Self"
    ]


def _said(subject: str, bound: str) -> str:
    text = said(bound)
    return text if subject == "Self" else f"{subject.removeprefix('Self::')} {text}"


def on_objects(pair: Pair) -> Iterator[Difference]:
    """A method that objects of its trait had, and that asks for `Self: Sized` now."""
    is_object = {pair.old.traits_of_use().get("owner_dyn"), pair.new.traits_of_use().get("owner_dyn")} == {"yes"}
    if is_object and (pair.old.facts["asks_sized"], pair.new.facts["asks_sized"]) == ("no", "yes"):
        yield pair.delta("not_on_objects")


def associated_type(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """An associated type of a trait: bounds, default, generics."""
    before, after = own_bounds(old), own_bounds(new)
    promised, kept = (known(old, new, _sized(found, side)) for found, side in ((before, old), (after, new)))
    both = new_ones(before, after), new_ones(after, before)
    asked, gained, lost = without_namesakes(*both, promised, new.canon.laws)
    yield from map(pair.doubt, asked)
    for subject, bound in gained:
        if new.canon.laws.holds(subject, bound, promised) is not True:
            unsure = UNSURE if new.canon.laws.perhaps_above(bound, promised.get(subject, set())) else {}
            yield pair.delta("item_bound_gained", bound=_said(subject, bound), **unsure)
    open_, gone = _left_open(lost, new, kept)
    yield from map(pair.doubt, open_)
    for subject, bound in gone:
        yield pair.delta("item_bound_lost", bound=_said(subject, bound))
    was_sized, is_sized = (not any(bound.maybe for bound in side.item.bounds) for side in (old, new))
    if was_sized != is_sized:
        yield pair.delta("item_bound_lost" if was_sized else "item_bound_gained", bound="Sized")
    had, has = old.item.ty is not None, new.item.ty is not None
    if had != has:
        yield pair.delta("default_gained" if has else "default_lost")
    elif had and old.ty(old.item.ty) != new.ty(new.item.ty):
        was, now = told_apart(old.canon, new.canon, old.ty(old.item.ty), new.ty(new.item.ty))
        yield pair.delta("default_changed", old=was, new=now)
    yield from generics(pair, old, new)


def _sized(bounds_: Mapping[str, set[str]], side: Side) -> Mapping[str, set[str]]:
    """The bounds of an associated type, with that on its size."""
    if any(bound.maybe for bound in side.item.bounds):
        return bounds_
    return {**bounds_, "Self": bounds_["Self"] | {"Sized"}}


def associated_const(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """An associated const of a trait or of a type: type, value, default."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after:
        yield type_changed(pair, old, new, before, after)
    if pair.old.kind == "assoc_const":
        yield from bounds(pair, old, new)
    had, has = bool(old.item.value), bool(new.item.value)
    if had != has:
        yield pair.delta("default_gained" if has else "default_lost")
    else:
        yield from value_changed(pair, old, new)
