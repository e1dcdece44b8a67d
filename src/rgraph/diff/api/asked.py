"""The listings that `rgraph api` asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.view.unseen import not_expanded, not_expanded_notes

from .listing import Listing, listing
from .shown_impls import ShownImpls
from .surface import Surfaces

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def listings(graph: CommitGraph, crates: Sequence[str]) -> list[Listing]:
    """The public APIs of the libraries of a commit, or of those named by crate or package.

    Raises ConfigError for a name that is no library here.
    """
    surfaces = Surfaces(graph)
    known = {name for crate in surfaces.crates.values() for name in (crate.id, crate.package)}
    unknown = [name for name in crates if name not in known]
    if unknown:
        libraries = ", ".join(sorted(surfaces.crates))
        raise ConfigError(f"no library {unknown[0]!r} here", f"libraries are {libraries}" if libraries else "")
    kept = [
        c for c in sorted(surfaces.crates.values(), key=lambda c: c.id) if not crates or {c.id, c.package} & set(crates)
    ]
    return [_told(graph, listing(surfaces.of(crate.id), ShownImpls(surfaces, crate.id))) for crate in kept]


def _told(graph: CommitGraph, found: Listing) -> Listing:
    """A listing that says how many macro calls may hide items from it."""
    count = not_expanded(graph, {found.crate}, items_only=True)
    notes = not_expanded_notes(count, "items that are generated there are not listed")
    return replace(found, notes=(*found.notes, *notes))
