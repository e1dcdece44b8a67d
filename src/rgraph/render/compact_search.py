"""Hits of a search for agents: place, kind and signature, why."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.search.hits import Hit, Hits
from rgraph.spelling import counted

from .compact import notes, numbered
from .told import Told, shown
from .words import spanned


def hits_told(found: Hits) -> Told:
    """Two lines a hit, best first, with its code where lines were asked for."""
    if not found.hits:
        return Told([shown(f"nothing found for '{found.query}'")], [], notes(found.notes))
    head = [f"{len(found.hits)} of {counted(found.matched, 'item')} that match, best first"]
    body = [line for hit in found.hits for line in _hit(hit)]
    paths = frozenset(hit.path for hit in found.hits)
    return Told(head, body, notes(found.notes), paths, "a smaller limit, or kind, crate or path")


def _hit(hit: Hit) -> Iterator[str]:
    yield shown(f"{hit.path}:{spanned(hit.line, hit.end_line)}: {hit.symbol or hit.name}")
    yield shown(f"  {hit.signature}  [{hit.why}]")
    yield from (f"  {line}" for line in numbered(enumerate(hit.lines, hit.line)))
