"""What advisories mean for a tree: plain frozen dataclasses, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rgraph.deps.reach.report import Looked, PackageRef, Way

from .reading import Advisory


class Verdict(StrEnum):
    """What is known of a tree and the functions that an advisory names. None of these says that it is safe."""

    REACHABLE = "reachable"
    """A way from the tree to one of them was found."""
    CANNOT_TELL = "cannot tell"
    """There is nothing to look for, or nowhere to look."""
    NOT_FOUND = "not found"
    """No way was found in what was looked at."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function that an advisory names for a version, and the items of the source that it means: none, if unknown."""

    name: str
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One advisory for one version that is locked. `why` says why nothing can be told, where that is so."""

    advisory: Advisory
    package: PackageRef
    verdict: Verdict
    functions: tuple[Function, ...] = ()
    why: str = ""
    ways: tuple[Way, ...] = ()
    """One for each line that leads to one of the functions; the shortest first."""

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The functions that are no item of the source that is at hand."""
        return tuple(each.name for each in self.functions if not each.symbols)


@dataclass(frozen=True, slots=True)
class Advised:
    """The advisories that concern what a tree locks. `notices` are about packages nobody looks after, and the like."""

    tree: str
    read: int
    """How many advisories the database has."""
    packages: int
    """How many packages from elsewhere were looked up in it."""
    judged: tuple[Judged, ...]
    notices: tuple[Judged, ...] = ()
    skipped: tuple[str, ...] = ()
    """Files of the database that were not read, with the reason."""
    looked: Looked = field(default_factory=Looked)

    def count(self, verdict: Verdict) -> int:
        """How many advisories have a verdict."""
        return sum(each.verdict is verdict for each in self.judged)
