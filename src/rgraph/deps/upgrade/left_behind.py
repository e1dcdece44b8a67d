"""Which lines that felt a move stand as they were once it was made, and how many were written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rgraph.deps.beside.sides import Side
from rgraph.model.ids import RepoPath
from rgraph.view.graph import CommitGraph

from .healing import Healing
from .report import CallSite, Felt


def left_behind(felt: Iterable[Felt], before: CommitGraph, after: CommitGraph, side: Side) -> Iterator[Felt]:
    """What is felt, at the lines of the later tree; a line that is not there any more was adapted, and so was one that
    leads on all the same beside the later packages, on `side`."""
    lines = _Lines(before, after)
    left = [
        (each, [led for site in each.sites if (led := lines.led(site)) is not None and lines.has_pattern(site)])
        for each in felt
    ]
    healing = Healing(side, {RepoPath(site.path) for _, sites in left for site in sites})
    for each, sites in left:
        kept = [site for site in sites if not healing.is_healed(each, site)]
        yield replace(each, sites=tuple(sorted(set(kept))), adapted=len(each.sites) - len(kept))


class _Lines:
    def __init__(self, before: CommitGraph, after: CommitGraph) -> None:
        self._sides = (before, after)
        self._read: dict[tuple[bool, str], list[str]] = {}

    def led(self, site: CallSite) -> CallSite | None:
        """The nearest line of the same text in the same file of the later tree; None where there is none."""
        old, new = self._of(site.path, False), self._of(site.path, True)
        text = old[site.line - 1] if 0 < site.line <= len(old) else ""
        same = [number for number, line in enumerate(new, 1) if line == text]
        return replace(site, line=min(same, key=lambda number: abs(number - site.line))) if text and same else None

    def has_pattern(self, site: CallSite) -> bool:
        """Whether the pattern is there as it was that a line has a value from; True where it needs none."""
        return not site.pattern or self.led(replace(site, line=site.pattern)) is not None

    def _of(self, path: str, is_later: bool) -> list[str]:
        found = self._read.get((is_later, path))
        if found is None:
            graph = self._sides[is_later]
            source = graph.source(path).decode("utf-8", "replace") if path in graph.files else ""
            found = self._read[is_later, path] = [line.strip() for line in source.split("\n")]
        return found
