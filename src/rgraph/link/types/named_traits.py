"""The traits that bounds name, and those that a trait requires; their arguments aside."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Scope
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path


def chosen(world: World, alternatives: tuple[Def, ...], scope: Scope) -> Def:
    """Of cfg-alternatives, the one that holds where the item of a scope does."""
    if len(alternatives) == 1:
        return alternatives[0]
    return world.split(alternatives, scope.owner)[0][0]


def named_trait(world: World, path: Path, scope: Scope) -> Def | None:
    """The trait that a bound names."""
    meaning = world.resolve(scope, path, Ns.TYPE)
    if not meaning.defs or meaning.rest or meaning.param or not path.segments:
        return None
    traits = tuple([each for each in meaning.defs if each.kind is ItemKind.TRAIT])
    return chosen(world, traits, scope) if traits else None


def defining(world: World, trait: Def, name: str) -> Iterator[Def]:
    """Of a trait and its supertraits, those that define an associated type with a name; subtraits come first."""
    seen = {trait}
    pending = [trait]
    while pending:
        each = pending.pop()
        if any(member.kind is ItemKind.TYPE_ALIAS for member in world.member(each, name, Ns.TYPE)):
            yield each
        for above in reversed(world.supertraits(each)):
            if above not in seen:
                seen.add(above)
                pending.append(above)
