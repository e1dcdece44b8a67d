"""Auto traits that a type loses by something that it holds, at any depth."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rgraph.diff.api.model import PublicItem
from rgraph.diff.semver.auto.closure import Needs
from rgraph.diff.semver.auto.needs import Held, fields
from rgraph.diff.semver.auto.shapes import shape
from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.delta import Difference, Doubt, Pair
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .types import with_defaults
from .wording import said, written

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
    for trait in AUTO:
        before = versions.held_old.of_item(old.definition, old.labels, trait)
        after = versions.held_new.of_item(new.definition, new.labels, trait)
        gained = _gained(before, after, new, versions.held_new) if trait not in _OF_UNWINDING else []
        if before.lacks:
            continue
        if before.foreign and (after.lacks or gained):
            yield _was_open(pair, trait, after, gained, written(min(before.foreign), old.canon))
        elif after.lacks:
            vouched = _explicit(pair.old, trait) and not _explicit(pair.new, trait)
            lost[after.lacks[0], vouched].append(trait)
        elif gained:
            yield pair.delta("auto_bound_gained", trait=trait, bound=_bound(gained[0]))
        else:
            for text in after.foreign - before.foreign:
                open_[text].append(trait)
    yield from _lost(pair, lost)
    for text in sorted(text for text, traits in open_.items() if not _OF_UNWINDING.issuperset(traits)):
        traits = ", ".join(f"`{trait}`" for trait in open_[text] if trait not in _OF_UNWINDING)
        yield pair.doubt(
            f"holds `{written(text, new.canon)}` now, which is not declared here: does that implement {traits}?"
        )
    yield from _sized(pair, old, new)


def _lost(pair: Pair, lost: dict[tuple[str, bool], list[str]]) -> Iterator[Difference]:
    """One difference for all that one held type takes away. What a negative impl says is told by itself."""
    negated = {impl.trait_path.rpartition("::")[2] for impl in pair.new.impls if impl.negative}
    for (text, vouched), traits in lost.items():
        told = "` or `".join(trait for trait in traits if trait not in negated)
        if told and vouched:
            yield pair.delta("impl_lost", trait=told, derived="no", auto="yes", because=said(text))
        elif told:
            yield pair.delta("auto_lost", trait=told, because=said(text))


def _was_open(pair: Pair, trait: str, after: Needs, gained: list[str], other: str) -> Doubt:
    """A type of another crate decided before whether the type had the trait."""
    if after.lacks:
        now = f"holds a `{said(after.lacks[0])}` now, so it is not `{trait}`: was it"
    else:
        now = f"is `{trait}` only where `{_bound(gained[0])}` now: was it always"
    return pair.doubt(f"{now}, with `{other}`, which is not declared here?")


def _gained(before: Needs, after: Needs, new: Side, held: Held) -> list[str]:
    """Bounds on the type's parameters that it takes now; those that the declaration asks for anyway say nothing."""
    found = [bound for bound in sorted(after.params - before.params) if "'new:" not in bound]
    if not found:
        return []
    known = predicates(new)
    return [bound for bound in found if not _declared(bound, known, held)]


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
