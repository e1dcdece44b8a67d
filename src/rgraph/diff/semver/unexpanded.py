"""Macro calls of one version that were not expanded where items stand, and what each of them may make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.api.stability import is_left_out
from rgraph.diff.api.ways import way_to
from rgraph.link.made_traits import implemented
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place
    from rgraph.link.world import World

_WORD = re.compile(r"[A-Za-z_]\w*")
_GENERIC_IMPL = re.compile(r"\bimpl\b[^{};]*\$")
_LONG = 256
"""Bytes of a call from which on an empty text means that it was too long to keep, not that nothing is given."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One call. `words` are those of its argument, `body` those of the macro's arms; None where they are not known."""

    told: str
    crate: str
    words: frozenset[str] | None
    body: frozenset[str] | None
    traits: frozenset[str]
    any_trait: bool

    def gives(self, word: str) -> bool:
        return self.words is None or word in self.words

    def may_implement(self, trait: str, target: str) -> bool:
        if self.body is None:
            return self.gives(target)
        of_trait = trait in self.traits or (self.any_trait and self.gives(trait))
        return of_trait and (self.gives(target) or target in self.body)


class Unexpanded:
    """What the calls of one world that were not expanded may make: items by their names, impls by trait and type."""

    def __init__(self, world: World) -> None:
        self._world = world
        calls = [call for place in world.places.values() for call in _calls(place)]
        self._calls = [self._read(call) for call in calls if not is_left_out(world, way_to(world, call))]

    def naming(self, word: str) -> str:
        """The first call that is given a word, which may become an item's name; "" for none."""
        return next((call.told for call in self._calls if call.gives(word)), "")

    def implementing(self, trait: str, target: str, crate: str = "") -> str:
        """The first call, of a crate where one is given, that may write `impl trait for target` (both last names)."""
        mine = (call for call in self._calls if crate in {"", call.crate})
        return next((call.told for call in mine if call.may_implement(trait, target)), "")

    def _read(self, call: Def) -> _Call:
        item = call.item
        assert item is not None
        words = None if not item.tokens and item.end - item.start > _LONG else frozenset(_WORD.findall(item.tokens))
        path = item.macro_path
        name = path.segments[-1].name if path is not None and path.segments else "?"
        told = f"{name}!` ({call.place.path}:{item.line})"
        found = self._world.macro(self._world.scope(call), path) if path is not None else None
        arms = [
            arm
            for definition in (found.defs if found is not None else ())
            if definition.kind is ItemKind.MACRO and definition.item is not None and not definition.external
            for arm in definition.item.arms
        ]
        if not arms:
            return _Call(told, call.crate.id, words, None, frozenset(), True)
        bodies = [arm.body for arm in arms]
        return _Call(
            told,
            call.crate.id,
            words,
            frozenset(word for body in bodies for word in _WORD.findall(body)),
            frozenset(name for body in bodies for name in implemented(body)),
            any(_GENERIC_IMPL.search(body) for body in bodies),
        )


def _calls(place: Place) -> Iterator[Def]:
    table = place.table
    hidden = table.made.hidden
    for ord_ in table.calls:
        if ord_ not in table.made.expanded and ord_ not in hidden and not _is_include(table.items[ord_].macro_path):
            yield place.defs(ord_)


def _is_include(path: object) -> bool:
    from rgraph.model.syntax import Path

    return isinstance(path, Path) and [segment.name for segment in path.segments] == ["include"]
