"""A world of one crate, for tests of the type system."""

from __future__ import annotations

from rgraph.link.bodies import BodyWalk, signatures_of
from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter
from rgraph.link.linker import Linker
from rgraph.link.types.signatures import Signatures
from rgraph.link.world import World
from tests.golden.bodies.crate import Texts, files_of


def world_of(text: str) -> World:
    """The world of a crate `demo` with this root file."""
    texts = Texts(files_of(text))
    linker = Linker(texts)
    linker.link(texts.tree)
    return linker.world


def item(world: World, name: str) -> Def:
    """The item of the crate's root called so; `Type::member` is looked for in inherent and trait impls."""
    place = next(iter(world.by_path["src/lib.rs"]))  # type: ignore[index]
    owner, _, member = name.rpartition("::")
    for each in place.each():
        if each.name == (member or name) and (not owner or (each.parent is not None and each.parent.name == owner)):
            return each
    raise LookupError(name)


def signatures(text: str) -> tuple[World, Signatures]:
    """A world and its declared types."""
    world = world_of(text)
    return world, signatures_of(world)


def walk(text: str, owner: str) -> BodyWalk:
    """A walk that stands in the body of an item."""
    world, declared = signatures(text)
    return BodyWalk(declared, Emitter(world), item(world, owner))
