"""Files of packages that may declare what nobody has read: they are compared as if they had not changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rgraph.deps.tier import ColdTier
from rgraph.diff.hidden_items import Hiding, hidden_by
from rgraph.errors import RepositoryError
from rgraph.model.facts import BlobFacts
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId
from rgraph.spelling import counted

from .report import Move

_Files = Mapping[RepoPath, BlobHash]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A file of which one version cannot be trusted: what is gone there may stand in what was not read."""

    move: Move
    path: RepoPath
    hiding: Hiding
    is_old: bool

    def __str__(self) -> str:
        return self.hiding.unjudged(self.move.old if self.is_old else self.move.new)


class Sound:
    """The packages of both sides of some moves with every file that cannot be judged alike on both: the sound content
    stands on both, the older one where neither is sound. A file that one version alone has is left as it is."""

    def __init__(self, tier: ColdTier, moves: Collection[Move]) -> None:
        self._tier = tier
        self._old: dict[PackageId, dict[RepoPath, BlobHash]] = defaultdict(dict)
        self._new: dict[PackageId, dict[RepoPath, BlobHash]] = defaultdict(dict)
        self.unjudged = tuple(each for move in moves for each in self._of(move))

    def old(self, package: PackageId) -> _Files | None:
        """The files of a package on the old side; None where it is not at hand."""
        return self._laid(package, self._old)

    def new(self, package: PackageId) -> _Files | None:
        """The same on the new side."""
        return self._laid(package, self._new)

    @property
    def notes(self) -> Iterator[str]:
        """Which files are not judged, a sentence for each move."""
        found: dict[Move, list[Unjudged]] = defaultdict(list)
        for each in self.unjudged:
            found[each.move].append(each)
        for several in found.values():
            more = f" ({counted(len(several) - 1, 'more file')} too)" if len(several) > 1 else ""
            yield f"{several[0].path}: {several[0]}{more}"

    def _laid(self, package: PackageId, instead: Mapping[PackageId, _Files]) -> _Files | None:
        files = self._tier.files(package)
        return {**files, **instead[package]} if files is not None and package in instead else files

    def _of(self, move: Move) -> Iterator[Unjudged]:
        if move.old is None or move.new is None:
            return
        before, after = self._tier.files(move.old), self._tier.files(move.new)
        if before is None or after is None:
            return
        changed = [p for p in sorted(after) if p.endswith(".rs") and before.get(p, after[p]) != after[p]]
        facts = self._tier.contents.facts([files[path] for path in changed for files in (before, after)])
        for path in changed:
            if (found := self._hiding(after[path], facts)) is not None:
                self._new[move.new][path] = before[path]
                yield Unjudged(move, path, found, is_old=False)
            elif (found := self._hiding(before[path], facts)) is not None:
                self._old[move.old][path] = after[path]
                yield Unjudged(move, path, found, is_old=True)

    def _hiding(self, blob: BlobHash, facts: Mapping[BlobHash, BlobFacts]) -> Hiding | None:
        try:
            return hidden_by(facts[blob], lambda: self._tier.read(blob)) if blob in facts else None
        except RepositoryError:
            return Hiding(1, "the file has a syntax error and cannot be read again")
