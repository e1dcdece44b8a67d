"""Where a trait that has gained a member can be in scope: only there may method look-ups have other answers now.

A method look-up asks for the traits in scope that have a member of its name. If it depended on all traits with such a
member, a new trait with a method `new` or `span` would cause a whole workspace to be linked again. So it depends on the
name in its own file, and this module finds, for each trait that has gained a member, the files in which it must be
asked again. It errs on the side of too much: all files that may name the trait, and all that import everything from
those, no matter what is visible or shadowed.

A trait that loses a member needs nothing: look-ups that had the trait in scope have read the member itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .aliases import Aliases
from .defs import Def, Place
from .globs import Globs
from .indexes import Indexes
from .trace import Trace, stable_key
from .trait_changes import TraitMemberChanges
from .types.limits import TRAITS_OF_A_NAME


class TraitSight:
    """The base facts about traits in scope that changed from one commit to the next."""

    def __init__(
        self, trace: Trace, changes: TraitMemberChanges, indexes: Indexes, globs: Globs, aliases: Aliases
    ) -> None:
        self._trace = trace
        self._changes = changes
        self._indexes = indexes
        self._globs = globs
        self._aliases = aliases

    def settle(self, places: Iterable[Place]) -> set[int]:
        """The keys that changed, once the world is that of the new commit."""
        keys = {stable_key("wm", name, "") for name, net in self._changes.net.items() if self._crossed(name, net)}
        gained = dict(self._changes.gained)
        self._changes.clear()
        if gained:
            found, _ = self._trace.watched(lambda: self._keys(gained, [each for each in places if not each.external]))
            keys |= found
        return keys

    def _crossed(self, name: str, net: int) -> bool:
        """Whether a name came to be that of many traits' members, or ceased to be."""
        count = len(set(self._indexes.traits_with.definitions(name)))
        return (count > TRAITS_OF_A_NAME) != (count - net > TRAITS_OF_A_NAME)

    def _keys(self, gained: dict[tuple[Place, str], set[str]], places: list[Place]) -> set[int]:
        keys: set[int] = set()
        importers = self._importers(places)
        for (place, local), names in gained.items():
            ord_ = place.table.by_local.get(local)
            if ord_ is None or ord_ in place.table.made.hidden:
                continue
            homes = self._homes(place.defs(ord_), places, importers)
            keys |= {stable_key("ws", home, name) for home in homes for name in names}
        return keys

    def _importers(self, places: list[Place]) -> dict[Def, list[Def]]:
        """Of each module, the modules and functions that import all from it."""
        found: dict[Def, list[Def]] = {}
        for place in places:
            for container, indices in place.table.globs.items():
                owner = place.defs(container)
                uses = [place.table.facts.uses[index] for index in indices]
                for target, _, _ in self._globs.targets_of(owner, place, uses):
                    for definition in target.defs:
                        found.setdefault(definition, []).append(owner)
        return found

    def _homes(self, trait: Def, places: list[Place], importers: dict[Def, list[Def]]) -> set[str]:
        """The files, by the module that each is, where a trait may be in scope."""
        names = frozenset(self._aliases.of(trait.name))
        seen: set[Def] = set()
        pending = [trait.module, *(each for place in places for each in _naming(place, names))]
        if trait.parent is not None:
            pending.append(trait.parent)
        while pending:
            container = pending.pop()
            if container not in seen:
                seen.add(container)
                pending += importers.get(container, ())
        return {home_of(container) for container in seen}


def home_of(container: Def) -> str:
    """The module that the file of a container is; of an included file, that which includes it."""
    return container.module.place.prefix


def _naming(place: Place, names: frozenset[str]) -> Iterator[Def]:
    """The modules and functions of a file that import one of some names, under it or as `_`."""
    table = place.table
    if names.isdisjoint(table.imported_names):
        return
    for container, used in table.use_names.items():
        unnamed = (table.facts.uses[index].path[-1:] for index in used.get("_", ()))
        if not names.isdisjoint(used) or any(not names.isdisjoint(last) for last in unnamed):
            yield place.defs(container)
