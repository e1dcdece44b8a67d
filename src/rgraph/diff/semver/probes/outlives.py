"""Lifetimes that must be as long as others, in what a type or trait declares: the syntax tree leaves lifetimes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.api.signatures import around, between_commas, in_angles
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item, ItemKind

_SUBJECT = re.compile(r"('?\w+)\s*:(?!:)\s*(.+)", re.DOTALL)
_ALONE = re.compile(r"(?<![\w<&])'(\w+)(?=\s*(?:\+|$))")
_Asked = set[tuple[str, str]]


def outlives(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A parameter that must live as long as a lifetime now, and did not have to. What a field needs is known without
    being written: https://rust-lang.github.io/rfcs/2093-infer-outlives.html
    """
    names = [_names(side.item) for side in (old, new)]
    if len(names[0]) != len(names[1]):
        return
    positions = dict(zip(names[1], names[0], strict=True))
    had = _closed(_asked(old.item))
    for subject, longer in sorted(_asked(new.item)):
        before = positions.get(subject, subject), positions.get(longer, longer)
        if before not in had and longer != "'static" and not _meet(old, *before):
            yield pair.delta("bound_gained", param=subject, bound=longer)


def _names(item: Item) -> list[str]:
    return [param.name for param in item.generics.params if param.kind != "const"]


def _asked(item: Item) -> _Asked:
    """What must outlive what, as it is written: in the angle brackets and in the conditions."""
    inside, rest = in_angles(around(item.signature, item.name)[2].lstrip())
    where = re.split(r"[{;]", rest.partition(" where ")[2])[0]
    found: _Asked = set()
    for clause in (*between_commas(inside), *between_commas(where)):
        parts = _SUBJECT.fullmatch(clause.strip())
        if parts is not None:
            found |= {(parts[1], f"'{name}") for name in _ALONE.findall(parts[2].partition(" = ")[0])}
    return found


def _closed(asked: _Asked) -> _Asked:
    found = set(asked)
    for _ in asked:
        found |= {(one, four) for one, two in found for three, four in asked if two == three}
    return found


def _meet(side: Side, subject: str, longer: str) -> bool:
    """Whether one field's type names both, so that it may need what is asked now."""
    place, words = side.definition.place, [re.compile(rf"(?<!\w){re.escape(name)}\b") for name in (subject, longer)]
    waiting = list(place.table.children.get(side.definition.ord, ()))
    while waiting:
        item = place.defs(waiting[-1]).item
        waiting[-1:] = place.table.children.get(waiting[-1], ())
        if item is not None and item.kind is ItemKind.FIELD and all(word.search(item.signature) for word in words):
            return True
    return False
