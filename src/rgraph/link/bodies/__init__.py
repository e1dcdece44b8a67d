"""Function bodies to edges: names, types and members of expressions."""

from __future__ import annotations

from rgraph.link.defs import Place
from rgraph.link.emitter import Emitter
from rgraph.link.world import World
from rgraph.model.facts import BlobBodies


def link_bodies(world: World, place: Place, bodies: BlobBodies, emit: Emitter) -> None:
    """Emit the edges of a place's bodies."""
