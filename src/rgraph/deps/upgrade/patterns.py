"""What patterns feel: values that they take out of what has another shape, and matches that lack a variant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rgraph.link.defs import Def
from rgraph.link.emitter import line_of
from rgraph.link.reference_sites import Site
from rgraph.model.facts import Body, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath

from .bindings import Bindings
from .comparing import Difference
from .matching import OpenMatches
from .report import LACKS, Effect
from .uses import Use

_Owner = tuple[RepoPath, int]


class Patterns:
    """The patterns of the bodies that references stand in, each body read once."""

    def __init__(self, bodies: Callable[[RepoPath], Iterable[Body]], gained: Callable[[Def], str]) -> None:
        self._bodies = bodies
        self._gained = gained
        self._bindings: dict[_Owner, list[Bindings]] = {}
        self._matches: dict[_Owner, list[OpenMatches]] = {}

    def bound(self, use: Use, difference: Difference) -> Iterator[Use]:
        """The lines that use what a pattern of a changed variant or struct takes out of it."""
        if not difference.is_shape:
            return
        zero, at = line_of(use.site.owner), _owner(use.site)
        if at not in self._bindings:
            self._bindings[at] = [Bindings(body.expr) for body in self._of(use.site)]
        for bindings in self._bindings[at]:
            for line in sorted(bindings.lines(use.item.name, use.site.line - zero)):
                yield replace(use, site=replace(use.site, line=line + zero), pattern=use.site.line)

    def unmatched(self, uses: Iterable[Use]) -> Iterator[tuple[Use, Difference]]:
        """Matches without an arm for the variants that an enum has gained."""
        told: set[tuple[RepoPath, int]] = set()
        for use in uses:
            enum = use.item.parent
            if use.item.kind is not ItemKind.VARIANT or enum is None or use.site.kind is not EdgeKind.REFERENCES:
                continue
            for line in self._ends(use.site, use.item.name) if (gained := self._gained(enum)) else ():
                if (use.site.path, line) not in told:
                    told.add((use.site.path, line))
                    at = replace(use, item=enum, site=replace(use.site, line=line))
                    yield at, Difference(Effect.BREAKS, f"{LACKS} {gained}")

    def _ends(self, site: Site, name: str) -> Iterator[int]:
        zero, at = line_of(site.owner), _owner(site)
        if at not in self._matches:
            self._matches[at] = [OpenMatches(body.expr) for body in self._of(site)]
        for matches in self._matches[at]:
            yield from (line + zero for line in matches.ends(name, site.line - zero))

    def _of(self, site: Site) -> list[Body]:
        """The bodies of the item that a reference stands in."""
        return [body for body in self._bodies(site.path) if body.owner == site.owner.ord]


def _owner(site: Site) -> _Owner:
    return (site.path, site.owner.ord)
