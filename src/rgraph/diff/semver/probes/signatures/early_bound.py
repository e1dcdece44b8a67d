"""Lifetimes of functions that are chosen where the function is named (early bound), or at each call (late bound).

Only a late-bound one makes a function that is for all lifetimes, and only an early-bound one stands in `f::<'static>`.
https://doc.rust-lang.org/error_codes/E0794.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.api.signatures import around, between_commas, in_angles
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item

_LIFETIME = re.compile(r"'(\w+)")
_ARGUMENT = re.compile(r"\bimpl\b.*")
_PROJECTION = re.compile(r"<[^<>]* as [^<>]*(?:<[^<>]*>)?>::\w+")


def early_bound(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """More or fewer lifetimes that are chosen where a function is named."""
    if len(old.item.params) != len(new.item.params) or old.item.signature == new.item.signature:
        return
    before, after = _early(old.item), _early(new.item)
    if len(after) > len(before):
        name = next((name for name in after if name not in before), after[-1])
        question = (
            f"`'{name}` is fixed where it is named now (early bound): is it passed on as a function for all lifetimes"
        )
        yield pair.doubt(f"{question}?")
    elif len(after) < len(before):
        name = next((name for name in before if name not in after), before[-1])
        yield pair.doubt(f"`'{name}` is chosen by each call now (late bound): is it given between angle brackets?")


def _early(item: Item) -> list[str]:
    """The early-bound lifetimes among a function's own parameters, in order."""
    names = [param.name.removeprefix("'") for param in item.generics.params if param.kind == "lifetime"]
    if not names:
        return []
    declared, taken, asked = _parts(item)
    plain = _PROJECTION.sub("", taken)
    bounded = " ".join(each.partition(":")[2] if each.startswith("'") else each for each in declared)
    asked = f"{bounded} {asked} {' '.join(_ARGUMENT.findall(taken))}"
    conditions = {each.partition(":")[0].strip() for each in declared if each.startswith("'") and ":" in each}
    found = {f"'{name}" for name in _LIFETIME.findall(asked)} | conditions
    return [name for name in names if f"'{name}" in found or not re.search(rf"'{name}\b", plain)]


def _parts(item: Item) -> tuple[list[str], str, str]:
    """A function's parameters between angle brackets, what it takes, and its conditions."""
    inside, rest = in_angles(around(item.signature, item.name)[2].lstrip())
    where = rest.rpartition(" where ")[2] if " where " in rest else ""
    return list(between_commas(inside)), _arguments(rest), where


def _arguments(text: str) -> str:
    """What stands between the first parentheses."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and at:
            return text[1:at]
    return text
