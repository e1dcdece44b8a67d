"""Paths that users wrote and that now lead nowhere: items removed, moved, hidden or made private, re-exports lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.lineage import alike
from rgraph.diff.matching.score import names_alike
from rgraph.diff.semver.constructors import constructors
from rgraph.diff.semver.delta import Delta, Difference, Doubt, Pair
from rgraph.diff.semver.probes.wording import listed
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .alternatives import counterparts
from .became_reexports import through
from .circular_paths import around

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Def

NAMESPACE = {
    "function": "value",
    "const": "value",
    "static": "value",
    "macro": "macro",
    "proc_macro": "macro",
    "attribute_macro": "macro",
    "derive_macro": "macro",
}
"""The namespace of each kind of item; types where it is not here."""

_ALIKE_NAMES = 0.35
_ALIKE_CODE = 0.75
"""One of the two must be so alike for a guess to be told. Of the 25 that releases of a year gave, the wrong ones had a
likeness of names of 0.27 to 0.32 and of code of 0.58 to 0.64, or the old name was there still."""

_OF_VALUES = frozenset({"const", "static"})
"""What is alike where it has the same value, whatever that stands for."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """What an item's paths lead to now; the paths that lead nowhere; those that are hidden now; and those under which
    its constructor is not any more.
    """

    kept: list[PublicItem]
    lost: list[str]
    hidden: list[str]
    bare: list[str]


class Paths:
    """Compares where the items of one crate could be found with where they are found now."""

    def __init__(self, versions: Versions, old: Surface, new: Surface) -> None:
        self._versions, self.old, self.new = versions, old, new
        self.pairs: list[Pair] = []
        """The two versions of every item that a path still leads to, each pair once."""

    def compare(self) -> Iterator[tuple[Difference, PublicItem]]:
        """The paths lost, each with the item that it led to; fills `pairs` on the way."""
        seen: set[tuple[int, int]] = set()
        for item in self.old.items:
            if item.hidden or self._versions.unpromised.item(item):
                continue
            fate = self._fate(item)
            for other in fate.kept:
                if (id(item), id(other)) not in seen:
                    seen.add((id(item), id(other)))
                    self.pairs.append(Pair(item, other))
            for difference in self._told(item, fate):
                yield difference, item

    def _fate(self, item: PublicItem) -> _Fate:
        kept: list[PublicItem] = []
        lost: list[str] = []
        hidden: list[str] = []
        bare: list[str] = []
        for path in item.paths:
            found = self.new.by_path.get((key_of(item), path), []) or self._elsewhere(item, path)
            shown = [other for other in found if path in other.paths]
            if not found:
                found, shown = around(self.new, key_of(item), path)
            if shown:
                rivals = self.old.by_path.get((key_of(item), path), ())
                conditions = self._versions.conditions(self.old.crate, self.new.crate)
                chosen = counterparts(item, shown, rivals, self._versions, conditions)
                kept += [other for other in chosen if other not in kept]
                bare += [path for other in chosen if path in other.bare_paths - item.bare_paths]
            elif found:
                hidden.append(path)
            elif (outside := self._outside(item, path)) is not None:
                kept.append(outside)
            elif not self._versions.unpromised.path(item, path):
                lost.append(path)
        return _Fate(kept, lost, hidden, bare)

    def _elsewhere(self, item: PublicItem, path: str) -> list[PublicItem]:
        """What has the path in another namespace now: of a name from outside nobody knows which it is in, and a
        constructor goes with its type.
        """
        if called := constructors(self.new, item, path):
            return called
        others = ("value", "macro") if item.kind == "reexport" else ()
        return next((found for ns in others if (found := self.new.by_path.get((ns, path)))), [])

    def _outside(self, item: PublicItem, path: str) -> PublicItem | None:
        """What lies outside at a path: a name that is imported, in whichever namespace, or one in a module that is."""
        named = self.new.by_path.get(("type", path), ()) if key_of(item) != "type" else ()
        found = next((other for other in named if other.kind == "reexport" and path in other.paths), None)
        found = found or through(self.new, path)
        missing = found is not None and self._versions.is_not_of_std(found.outside)
        return None if missing and item.definition is not None else found

    def _told(self, item: PublicItem, fate: _Fate) -> Iterator[Difference]:
        kept, hidden, bare = fate.kept, fate.hidden, fate.bare
        lost = [path for path in fate.lost if item not in self.old.by_path.get(("type", path.rpartition("::")[0]), ())]
        if lost and self.new.cut:
            return  # they may lie beyond the limit: one doubt for the whole crate says so
        if lost and (named := [path for path in lost if (key_of(item), path) in self.new.clashing]):
            question = f"two globs bring `{named[0]}` now: the compiler warns of that today, and will refuse it one day"
            yield Doubt(item.crate, item.label, f"{question}: is it named from outside?", item.place)
            return
        if hidden and not kept:
            now = self.new.by_path[key_of(item), hidden[0]][0]
            yield self._delta(item, "hidden_gained", now, path=hidden[0])
        elif lost and not kept:
            yield from self._gone(item)
        elif lost:
            yield self._delta(item, "path_lost", kept[0], paths=listed(lost), instead=kept[0].path)
        if bare and (item.kind == "variant" or item.facts.get("constructible") == "yes"):
            yield self._delta(item, "constructor_hidden", kept[0], path=bare[0])

    def _gone(self, item: PublicItem) -> Iterator[Difference]:
        module = item.path.rpartition("::")[0]
        if any(text.partition("::* = ")[0] == module for text in self.new.open_globs) and not self.old.open_globs:
            yield Doubt(item.crate, item.label, "a glob import from another crate may bring it: does it?", item.place)
            return
        now = self._now(item)
        if now is not None and (
            (self._is_guessed(item, now) and not self._is_likely(item, now)) or self._is_other(now)
        ):
            now = None
        is_left = now is not None and (now.name == item.name or now.paths or now.hidden_paths)
        call = self._versions.unexpanded.naming(item.name) if not is_left else ""
        if call:
            question = f"it is no longer written out, but `{call} is given its name and was not expanded"
            yield Doubt(item.crate, item.label, f"{question}: does it generate it?", item.place)
        elif not is_left and (call := self._versions.include_beside(item.definition)):
            question = f"it is no longer written out, but `{call} brings in a file that is not here"
            yield Doubt(item.crate, item.label, f"{question}: is it in there?", item.place)
        elif now is None:
            yield self._delta(item, "removed", None, how="removed")
        elif now.paths:
            likely = "likely " if self._is_guessed(item, now) else ""
            yield self._delta(item, "removed", now, how="moved", to=now.path, new=now.path, likely=likely)
        elif now.hidden_paths:
            yield self._delta(item, "hidden_gained", now, path=now.hidden_paths[0])
        else:
            yield self._delta(item, "removed", now, how="narrowed")

    def _is_other(self, now: PublicItem) -> bool:
        """Whether all paths of an item led to something before: to their users it is that."""
        return bool(now.paths) and all((key_of(now), path) in self.old.by_path for path in now.paths)

    def _is_guessed(self, item: PublicItem, now: PublicItem) -> bool:
        """Whether nothing but a likeness of code says that an item has another name now."""
        symbol = self._versions.heir(item.definition)
        return item.name != now.name and symbol in self._versions.old_canon.guessed

    def _is_likely(self, item: PublicItem, now: PublicItem) -> bool:
        """Whether a guess is worth telling: nothing public has the old name and is as much alike, and the names or the
        code are alike, or functions of one module take and give the same.
        """
        one, two = item.definition, now.definition
        if one is None or two is None:
            return True
        code = self._likeness(item, one, now, two)
        namesakes = (other for other in self.new.items if (other.name, other.kind) == (item.name, item.kind))
        for other in namesakes:
            if other.paths and other.definition and self._likeness(item, one, other, other.definition) >= code:
                return False
        if item.kind == "function" and _module(item) == _module(now) and _nameless(one) == _nameless(two):
            return True
        return code >= _ALIKE_CODE or names_alike(item.name, now.name) >= _ALIKE_NAMES

    def _likeness(self, old: PublicItem, one: Def, new: PublicItem, two: Def) -> float:
        return alike(_code(one, self._versions.old), _code(two, self._versions.new), old.name, new.name)

    def _now(self, item: PublicItem) -> PublicItem | None:
        """The item in the new version, wherever it is; without paths where users cannot name it."""
        if item.definition is None:
            return None
        symbol = self._versions.pairs.get(str(self._versions.old.world.symbol(item.definition)))
        if symbol is None:
            return None
        for surface in (self.new, *self._versions.new.all()):
            for other in surface.items:
                if other.definition is not None and str(self._versions.new.world.symbol(other.definition)) == symbol:
                    return other if other.name == item.name or item.kind not in _OF_VALUES else None
        now = self._versions.new.by_symbol.get(symbol)
        is_member = now is not None and now.parent is not None and now.parent.kind is not ItemKind.MODULE
        name = now.name if now is not None else item.name
        return None if is_member else PublicItem(item.kind, name, item.crate, None)

    def _delta(self, item: PublicItem, what: str, now: PublicItem | None, **facts: str) -> Delta:
        place = now.place if now is not None else None
        return Delta(item.kind, what, self.old.crate, item.label, item.place, place, {**item.facts, **facts})


def _module(item: PublicItem) -> str:
    return item.path.rpartition("::")[0]


def _nameless(definition: Def) -> str:
    item = definition.item
    return re.sub(rf"\b{re.escape(item.name)}\b", "_", item.signature, count=1) if item is not None else ""


def _code(definition: Def, side: Surfaces) -> bytes:
    item = definition.item
    return side.graph.source(definition.place.path)[item.start : item.end] if item is not None else b""


def key_of(item: PublicItem) -> str:
    """The namespace of an item."""
    if item.kind == "reexport":
        return "type"
    return NAMESPACE.get(item.kind, "type")
