"""The variance of lifetime parameters: whether `S<'static>` can stand for `S<'a>`.

https://doc.rust-lang.org/reference/subtyping.html#variance
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_LIFETIME_STEPS
from rgraph.diff.semver.auto.variance import CONTRAVARIANT, COVARIANT
from rgraph.diff.semver.fields import fields
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind

from .declared import lifetime_params, names, type_text
from .places import BOTH, GIVEN, TAKEN, lifetimes

if TYPE_CHECKING:
    from rgraph.diff.semver.auto.variance import Variances
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


class LifetimeWays:
    """How the lifetimes of one version's types stand in what the types hold. `variances` tells it of type parameters.

    A type of another crate, an alias, and a type inside itself are taken to hold what they are given.
    """

    def __init__(self, world: World, variances: Variances) -> None:
        self._world, self._variances = world, variances
        self._found: dict[Def, tuple[int, ...]] = {}
        self._above: list[Def] = []
        self._fuel = 0

    def of(self, definition: Def) -> tuple[int, ...]:
        """For each lifetime of a type in order how it stands in it."""
        if definition in self._found:
            return self._found[definition]
        if not self._above:
            self._fuel = MAX_LIFETIME_STEPS
        self._above.append(definition)
        found = tuple(self._of_fields(definition))
        self._above.pop()
        if not self._above:  # what is asked for on the way may have been cut
            self._found[definition] = found
        return found

    def _of_fields(self, definition: Def) -> list[int]:
        params = lifetime_params(definition)
        met: dict[str, set[int]] = {name: set() for name in params}
        for each in fields(definition) if params else ():
            labels = {name: name for name in names(each)}
            text = type_text(each.item) if each.item is not None else ""
            read = lifetimes(text, labels, inside=partial(self._inside, each)) if "'" in text else None
            for place in read.places if read is not None else ():
                met.get(place.name, set()).add(place.way)
        return [ways.pop() if len(ways := met[name] or {GIVEN}) == 1 else BOTH for name in params]

    def _inside(self, home: Def, path: str) -> Sequence[int]:
        """How each argument of a path stands in the type that it names."""
        self._fuel -= 1
        if self._fuel < 0:
            return ()
        found = self._world.resolve_names(self._world.scope(home), path.split("::"), Ns.TYPE)
        own = found.defs[0] if found.defs and not found.rest else None
        if own is None or own.kind not in _TYPES or own.external or own.item is None or own in self._above:
            return ()
        signs, _ = self._variances.of(own)
        types = [param.name for param in own.item.generics.params if param.kind == "type"]
        return (*self.of(own), *(_way(signs.get(name, COVARIANT)) for name in types))


def _way(sign: int) -> int:
    return {COVARIANT: GIVEN, CONTRAVARIANT: TAKEN, 0: GIVEN}.get(sign, BOTH)
