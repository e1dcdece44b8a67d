"""Which commits brought an idiom, and how often it stood there before: by syntax alone, from git, nothing is linked.

The first parents are gone through from both ends, so that a merge stands for what it brought. A content is parsed only
where its bytes say that an idiom may have come; what a limit cuts off is said, and no commit is then named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rgraph.git.records import TreeChange
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.parse.sites import Patterns

from .idiom import Idiom
from .limits import MAX_COMMITS, MAX_PARSED, MAX_READ
from .names import in_test_folder
from .report import Brought
from .syntactic import is_likely, needles_in

_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the chain with its first parent, None for what has none here."""

    oid: Oid
    parent: Oid | None


class Chain:
    """The first parents of a commit, newest first, the commit itself included."""

    def __init__(self, repository: Repository, tip: Oid) -> None:
        self.repository, self.tip = repository, tip

    @cached_property
    def steps(self) -> list[Step]:
        found: list[Step] = []
        at: Oid | None = self.tip
        while at is not None and len(found) < MAX_COMMITS:
            parents = self.repository.commit(at).parents
            found.append(Step(at, parents[0] if parents else None))
            at = found[-1].parent
        return found

    @property
    def is_whole(self) -> bool:
        """Whether it goes back to a root: a shallow clone ends before, and a limit may."""
        last = self.steps[-1]
        return last.parent is None and last.oid not in self.repository.shallow_commits()

    @property
    def known(self) -> list[Step]:
        """The steps of which it is known what they changed: not the one at which a shallow clone ends."""
        return self.steps if self.steps[-1].parent is not None or self.is_whole else self.steps[:-1]

    def a_year_before(self) -> Oid | None:
        """The newest commit that is a year older than the tip, else the oldest; None for the tip alone."""
        until = self.repository.commit(self.tip).time - _YEAR
        older = (step.oid for step in self.steps if self.repository.commit(step.oid).time <= until)
        oldest = self.steps[-1].oid
        return next(older, oldest if oldest != self.tip else None)


@dataclass(slots=True)
class _Budget:
    """What may still be read and parsed from one end."""

    read: int = field(default_factory=lambda: MAX_READ)
    parsed: int = field(default_factory=lambda: MAX_PARSED)

    @property
    def is_spent(self) -> bool:
        return self.read <= 0 or self.parsed <= 0


@dataclass(slots=True)
class Sides:
    """Who brought idioms first and last, by id, and how many commits were looked at from either end."""

    first: dict[str, Brought] = field(default_factory=dict)
    last: dict[str, Brought] = field(default_factory=dict)
    looked_oldest: int = 0
    looked_newest: int = 0


class Past:
    """Looks for who brought some idioms."""

    def __init__(self, chain: Chain, idioms: Sequence[Idiom], tests: bool) -> None:
        self._chain, self._repository, self._tests = chain, chain.repository, tests
        self._idioms = {idiom.id: idiom for idiom in idioms if idiom.pattern is not None}
        self._patterns = Patterns([idiom.pattern for idiom in self._idioms.values() if idiom.pattern is not None])
        self._needle_counts: dict[tuple[Oid, str], int] = {}
        self._counts: dict[Oid, Counter[str]] = {}

    def sides(self) -> Sides:
        """Who brought each idiom first, and who last."""
        found = Sides()
        steps = self._chain.known
        found.looked_newest = self._look(steps, found.last)
        found.looked_oldest = self._look(list(reversed(steps)), found.first) if self._chain.is_whole else 0
        return found

    def _look(self, steps: Sequence[Step], found: dict[str, Brought]) -> int:
        """Goes through commits until each idiom was brought; how many were looked at."""
        wanted, budget = set(self._idioms), _Budget()
        for looked, step in enumerate(steps):
            if not wanted or budget.is_spent:
                return looked
            for idiom, path in self._brought(step, wanted, budget):
                record = self._repository.commit(step.oid)
                subject = record.message.partition("\n")[0].strip()
                found[idiom] = Brought(step.oid, record.time, subject, path)
                wanted.discard(idiom)
        return len(steps)

    def _brought(self, step: Step, wanted: Iterable[str], budget: _Budget) -> list[tuple[str, str]]:
        """The idioms of which a commit has more than its first parent, each with the file that has most more."""
        changes = [
            change
            for change in self._repository.changes(step.parent, step.oid)
            if change.path.endswith(".rs") and (self._tests or not in_test_folder(change.path))
        ]
        budget.read -= sum(len(_blobs(change)) for change in changes)
        if budget.read < 0:
            return []
        contents = {blob: self._repository.read(blob) for change in changes for blob in _blobs(change)}
        found = []
        for idiom in sorted(wanted):
            grown = self._grown(self._idioms[idiom], changes, contents, budget)
            if sum(grown.values()) > 0:
                found.append((idiom, max(grown, key=lambda path: (grown[path], path))))
        return found

    def _grown(
        self, idiom: Idiom, changes: Sequence[TreeChange], contents: Mapping[Oid, bytes], budget: _Budget
    ) -> dict[str, int]:
        """How many more of an idiom each file has; nothing where the bytes say that none came."""
        moved = {change.path: self._moved(idiom, change, contents) for change in changes}
        if sum(moved.values()) <= 0:
            return {}
        return {
            change.path: self._count(idiom, change.new_blob, contents, budget)
            - self._count(idiom, change.old_blob, contents, budget)
            for change in changes
            if moved[change.path]
        }

    def _moved(self, idiom: Idiom, change: TreeChange, contents: Mapping[Oid, bytes]) -> int:
        """How many more needles of an idiom a file has."""
        new, old = (self._needles(idiom, blob, contents) for blob in (change.new_blob, change.old_blob))
        return new - old

    def _needles(self, idiom: Idiom, blob: Oid | None, contents: Mapping[Oid, bytes]) -> int:
        if blob is None:
            return 0
        known = self._needle_counts.get((blob, idiom.id))
        if known is None:
            known = self._needle_counts[blob, idiom.id] = needles_in(idiom, contents[blob])
        return known

    def _count(self, idiom: Idiom, blob: Oid | None, contents: Mapping[Oid, bytes], budget: _Budget) -> int:
        if blob is None:
            return 0
        counts = self._counts.get(blob)
        if counts is None:
            budget.parsed -= 1
            content = contents[blob]
            counts = self._counts[blob] = Counter(
                site.pattern
                for site in self._patterns.sites(content)
                if is_likely(self._idioms[site.pattern], site, content, self._tests)
            )
        return counts[idiom.id]


def _blobs(change: TreeChange) -> list[Oid]:
    return [blob for blob in (change.old_blob, change.new_blob) if blob is not None]
