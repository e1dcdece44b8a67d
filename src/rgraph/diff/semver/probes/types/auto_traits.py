"""Auto traits that a type loses by something that it holds, at any depth."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.auto.chosen import always_have
from rgraph.diff.semver.auto.closure import Needs
from rgraph.diff.semver.auto.needs import Held
from rgraph.diff.semver.auto.shapes import shape
from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.delta import Difference, Doubt, Pair
from rgraph.diff.semver.fields import fields
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.probes.wording import listed, said, written
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.sureness import of_foreign
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .definitions import with_defaults

_OF_UNWINDING = frozenset({"UnwindSafe", "RefUnwindSafe"})
"""Nearly nobody asks for these: what is lost is told, not what hangs on an argument or on another crate."""


def auto_traits(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Auto traits that a type had and no longer has, or has only for some arguments, and those that cannot be told."""
    sides = versions.sides(pair)
    if sides is None:
        return
    old, new = sides
    open_: dict[str, list[str]] = defaultdict(list)
    lost: dict[tuple[str, bool], list[str]] = defaultdict(list)
    was_open: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for trait in AUTO:
        before = versions.held_old.of_item(old.definition, old.labels, trait)
        after = versions.held_new.of_item(new.definition, new.labels, trait)
        gained = _gained(before, after, new, versions.held_new) if trait not in _OF_UNWINDING else []
        if before.lacks:
            continue
        if before.foreign and (after.lacks or gained):
            other = written(min(before.foreign), old.canon)
            was_open[after.lacks[0] if after.lacks else "", gained[0] if gained else "", other].append(trait)
        elif after.lacks:
            vouched = _explicit(pair.old, trait) and not _explicit(pair.new, trait)
            lost[after.lacks[0], vouched].append(trait)
        elif gained:
            parameter = gained[0].partition(": ")[0].rpartition(".")[2]
            unsure = _in_foreign(f"'held.{parameter}.", sides, versions)
            yield pair.delta("auto_bound_gained", trait=trait, bound=_bound(gained[0]), **unsure)
        else:
            for text in after.foreign - before.foreign:
                open_[text].append(trait)
    yield from _was_open(pair, was_open)
    yield from _lost(pair, sides, lost, versions)
    yield from _open(pair, new, open_)
    yield from _sized(pair, old, new)


def _open(pair: Pair, new: Side, open_: Mapping[str, list[str]]) -> Iterator[Doubt]:
    """One question for all held types of other crates that leave the same traits open: of a type that holds another
    one of its crate they may be dozens."""
    alike: dict[str, list[str]] = defaultdict(list)
    for text in sorted(open_):
        asked = ", ".join(f"`{trait}`" for trait in open_[text] if trait not in _OF_UNWINDING)
        if asked:
            alike[asked].append(written(text, new.canon))
    for asked, texts in alike.items():
        if len(texts) == 1:
            yield pair.doubt(f"holds `{texts[0]}` now, which is not declared here: does that implement {asked}?")
        else:
            yield pair.doubt(f"holds {listed(texts)} now, which are not declared here: do they implement {asked}?")


def _in_foreign(text: str, sides: tuple[Side, Side], versions: Versions) -> dict[str, str]:
    """The fact that what decides stands in the arguments of another crate's type alone, wherever the type holds it now
    and did not: what that makes of its arguments is not seen, but known of the crate."""
    old, new = sides
    before = versions.held_old.field_types(old.definition)
    holding = [each for each in versions.held_new.field_types(new.definition) if text in each and each not in before]
    facts = [of_foreign(new.canon, each, new.definition.crate) for each in holding]
    return facts[0] if facts and all(facts) else {}


def _lost(
    pair: Pair, sides: tuple[Side, Side], lost: dict[tuple[str, bool], list[str]], versions: Versions
) -> Iterator[Difference]:
    """One difference for all that one held type takes away. What a negative impl says is told by itself."""
    new = sides[1]
    negated = {impl.trait_path.rpartition("::")[2] for impl in pair.new.impls if impl.negative}
    for (text, vouched), traits in lost.items():
        told = "` or `".join(trait for trait in traits if trait not in negated)
        foreign = of_foreign(new.canon, text.partition("<")[0], new.definition.crate)
        foreign = foreign or _in_foreign(text, sides, versions)
        if told and vouched:
            yield pair.delta("impl_lost", trait=told, derived="no", auto="yes", because=said(text), **foreign)
        elif told:
            yield pair.delta("auto_lost", trait=told, because=said(text), **foreign)


def _was_open(pair: Pair, found: Mapping[tuple[str, str, str], list[str]]) -> Iterator[Doubt]:
    """A type of another crate decided before whether the type had the traits."""
    for (lack, bound, other), traits in found.items():
        named = " or ".join(f"`{trait}`" for trait in traits if trait not in _OF_UNWINDING)
        if lack:
            now = f"holds a `{said(lack)}` now, so it is not {named}: was it"
        else:
            now = f"is {named} only where `{_bound(bound)}` now: was it always"
        if named:
            yield pair.doubt(f"{now}, with `{other}`, which is not declared here?")


def _gained(before: Needs, after: Needs, new: Side, held: Held) -> list[str]:
    """Bounds on the type's parameters that it takes now; those that the declaration asks for anyway say nothing."""
    found = [bound for bound in sorted(after.params - before.params) if "'new:" not in bound]
    if not found:
        return []
    known, laws = predicates(new), new.canon.laws
    left = [bound for bound in found if not _declared(bound, known, held)]
    return [bound for bound in left if not always_have(bound, known, laws, held)]


def _declared(bound: str, known: dict[str, set[str]], held: Held) -> bool:
    subject, _, trait = bound.partition(": ")
    asked = known.get(subject, set())
    return trait in asked or any(held.brings(each, trait) for each in asked)


def _bound(text: str) -> str:
    return re.sub(r"\b(?:[a-z_]\w*::)+", "", re.sub(r"'[tc]\d+\.", "", text))


def _explicit(item: PublicItem, trait: str) -> bool:
    return any(impl.trait_path.rpartition("::")[2] == trait and not impl.negative for impl in item.impls)


# ---- Sized -----------------------------------------------------------------------------------------------


def _sized(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    before, after = _unsized(old), _unsized(new)
    if after and not before:
        yield pair.delta("auto_lost", trait="Sized", because=said(after))


def _unsized(side: Side) -> str:
    """The last field's own type where that has no size; "" where it has one."""
    held = [member for member in fields(side.definition) if member.item is not None and member.item.ty is not None]
    if not held or side.item.kind is not ItemKind.STRUCT or held[-1].item is None:
        return ""
    text = with_defaults(side, held[-1].item.ty, held[-1])
    without = text in {"str", "std::path::Path", "std::ffi::OsStr", "std::ffi::CStr"}
    return text if without or shape(text).kind in {"slice", "dyn"} else ""
