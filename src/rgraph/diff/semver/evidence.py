"""How sure a finding is depends on what it rests on. It is not certain if it rests on a name that means something
only under conditions, or on what an unknown macro may make.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from rgraph.diff.api.model import PublicItem, Surface

from .delta import Delta, Difference
from .sureness import UNSURE

_END = re.compile(r"::|\.")


class Evidence:
    """The evidence for what is said of one library, of which one gate asks for every difference."""

    def __init__(self, old: Surface, new: Surface) -> None:
        self._surfaces = (old, new)

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(path for surface in self._surfaces for path in _doubtful(surface))

    def weighed(self, difference: Difference) -> Difference:
        """The difference, and that it is not certain where its item or what that stands in has alternatives, or is made
        by what nobody read."""
        if isinstance(difference, Delta) and not self._doubtful.isdisjoint(_around(difference.item)):
            return replace(difference, facts={**difference.facts, **UNSURE})
        return difference


def _around(label: str) -> Iterator[str]:
    """An item and what it stands in, without the crate: `a::S.x`, `a::S`."""
    yield label
    yield from (label[: found.start()] for found in list(_END.finditer(label))[1:])


def _doubtful(surface: Surface) -> Iterator[str]:
    """The paths and labels of what is not one thing to all users, or may be made elsewhere."""
    for (_, path), items in surface.by_path.items():
        if len(items) > 1 or any("macro" in item.gate.split(" && ") for item in items):
            yield path
    yield from _members(surface)


def _members(surface: Surface) -> Iterator[str]:
    """The members that stand several times in their type: under opposite conditions, or for other arguments of it."""
    for item in surface.items:
        several = Counter((member.kind, member.label) for member in _inner(item))
        yield from (label for (_, label), count in several.items() if count > 1)


def _inner(item: PublicItem) -> Iterator[PublicItem]:
    return (member for member in item.walk() if member is not item)
