"""`repr`s under conditions: `#[cfg_attr(target_os = "hurd", repr(i32))]` is for some users alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rgraph.diff.semver.gates.users import MAIN, Gates, atoms_of, flags_of, targets_of
from rgraph.link.predicates import Flags, parse

if TYPE_CHECKING:
    from rgraph.diff.semver.side import Side
    from rgraph.model.facts import Item

Reprs = dict[str, str]


def has_conditions(item: Item) -> bool:
    """Whether one of its `repr`s stands under a condition."""
    return any(True for _ in _conditional(item))


def chosen(item: Item, there: Callable[[str], bool]) -> Iterator[str]:
    """The parts of its `repr`s, those under a condition where that holds."""
    conditional = list(_conditional(item))
    left = [part for _, part in conditional]
    for text in item.attrs.repr:
        bare = text.replace(" ", "")
        if bare in left:
            left.remove(bare)
        else:
            yield text
    yield from (part for condition, part in conditional if there(condition))


def for_users(old: Side, new: Side, reprs: Callable[[Item, Callable[[str], bool]], Reprs]) -> tuple[Reprs, Reprs, str]:
    """The `repr`s of both versions for the first kind of user for whom they differ, on a common target, with the
    features that tell users apart; where they are the same for all, a target on which they differ, "" for none.
    Of those that are the same, ones that lay out as C are first: what is promised to some is to be kept.
    """
    conditions = [condition for side in (old, new) for condition, _ in _conditional(side.item)]
    same: tuple[Reprs, Reprs] | None = None
    for target, features in _users(old, new, conditions):
        flags = [flags_of(target, each) for each in features]
        if not all(map(_is_there, (old, new), flags)):
            continue
        before, after = (reprs(side.item, partial(_holds, each)) for side, each in zip((old, new), flags, strict=True))
        if before != after and target in MAIN:
            return before, after, ""
        if before != after:
            return *(same or ({}, {})), target
        if same is None or ("C" in before and "C" not in same[0] and target in MAIN):
            same = before, after
    return *(same or ({}, {})), ""


def _users(old: Side, new: Side, conditions: list[str]) -> Iterator[tuple[str, tuple[frozenset[str], frozenset[str]]]]:
    """The targets and the features, in each version, that tell apart for whom conditions hold; common targets first."""
    packages = [side.canon.packages.get(side.definition.crate.package) for side in (old, new)]
    conditions = [*conditions, *(text for side in (old, new) for text in _of_itself(side))]
    nothing: frozenset[str] = frozenset()
    choices = [(nothing, nothing)]
    if packages[0] is not None and packages[1] is not None:
        gates = Gates(packages[0], packages[1])
        several = gates.combined({atom for text in conditions for atom in atoms_of(parse(text))})[0]
        each = [(by_default, chosen) for by_default in (True, False) for chosen in several]
        choices = [(gates.features(*one, is_old=True), gates.features(*one, is_old=False)) for one in each]
    yield from ((target, features) for target in targets_of(conditions) for features in choices)


def _of_itself(side: Side) -> list[str]:
    """The conditions under which there is the type, as far as they are of its package."""
    home = side.definition.crate.package
    return [text for text, package in side.canon.world.cfg(side.definition) if package == home]


def _is_there(side: Side, flags: Flags) -> bool:
    return all(_holds(flags, text) for text in _of_itself(side))


def _holds(flags: Flags, condition: str) -> bool:
    return flags.hold(parse(condition))


def _conditional(item: Item) -> Iterator[tuple[str, str]]:
    """Each part of a `repr` that stands under a condition, with that."""
    for text in item.attrs.texts:
        inside = text.strip().removeprefix("cfg_attr").strip()
        if text.startswith("cfg_attr") and "repr" in text and inside.startswith("("):
            condition, *given = _split(inside[1:].removesuffix(")"))
            for each in given:
                bare = each.replace(" ", "")
                if bare.startswith("repr("):
                    yield from ((condition, part) for part in _split(bare[len("repr(") : -1]) if part)


def _split(text: str) -> list[str]:
    """The texts between the commas that stand in no brackets."""
    found, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return [each.strip() for each in found]
