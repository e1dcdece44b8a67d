"""`repr`s under conditions: `#[cfg_attr(target_os = "hurd", repr(i32))]` is for some users alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rgraph.diff.semver.gates.users import MAIN, flags_of, targets_of
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
    """The `repr`s of both versions for the first kind of user for whom they differ, on a common target and with the
    default features or without; where they are the same for all of these, a target on which they differ, "" for none.
    """
    conditions = [condition for side in (old, new) for condition, _ in _conditional(side.item)]
    package = new.definition.crate.package
    by_default = frozenset(new.canon.defaults.get(package, ()))
    same: tuple[Reprs, Reprs] = ({}, {})
    for target in targets_of(conditions):
        for features in (by_default, frozenset[str]()):
            flags = flags_of(target, features)
            before, after = (reprs(side.item, partial(_holds, flags)) for side in (old, new))
            if before != after:
                return (before, after, "") if target in MAIN else (*same, target)
            same = before, after
    return *same, ""


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
