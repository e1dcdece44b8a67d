"""Which lines stand as they were and lead on all the same, since what they depend on was written anew: an import, or
another arm of their `match`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rgraph.deps.beside.sides import Side
from rgraph.link.mounted import is_mounted
from rgraph.model.ids import RepoPath

from .report import GONE, HIDDEN, LACKS, MOVED, CallSite, Felt

_LAST = re.compile(r"(?:::|\.)(?=[^:.]*$)")
_VARIANT = re.compile(r"`\w+::(\w+)`")


class Healing:
    """Looks at what the lines of the later tree lead to, beside its own dependencies."""

    def __init__(self, side: Side, paths: Iterable[RepoPath]) -> None:
        self._on: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._in: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._owners: dict[tuple[str, int], set[str]] = defaultdict(set)
        for site in side.sites(paths):
            target = site.target
            self._owners[site.path, site.line].add(str(site.owner.local))
            if not isinstance(target, str) and is_mounted(target.place.path):
                self._on[site.path, site.line].add(target.name)
                self._in[site.path, str(site.owner.local)].add(target.name)

    def is_healed(self, felt: Felt, site: CallSite) -> bool:
        """Whether a line of the later tree, which felt something, does so no more."""
        if felt.what in {GONE, MOVED, HIDDEN}:
            return _LAST.split(felt.item)[-1] in self._on[site.path, site.line]
        variants = set(_VARIANT.findall(felt.what)) if felt.what.startswith(LACKS) else set()
        owners = self._owners[site.path, site.line] or {site.owner}  # the line may stand in another function by now
        return bool(variants) and any(variants <= self._in[site.path, owner] for owner in owners)
