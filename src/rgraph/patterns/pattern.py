"""What a pattern is, and what is found of it: plain records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.rules.propose import Proposal

    from .codebase import Codebase


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line that shows it: the item that stands there, and `what` there is to see. Line 0 is the file as a whole."""

    path: str
    line: int
    symbol: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a pattern. `subject` is what it is of: a symbol, a crate, a package, or a pair of them.

    It is the same finding in another tree where pattern and subject are the same. `rule` would hold it; it is judged
    before it is shown, and left out where the code breaks it. Where the evidence is a list of things of one kind,
    `listed` is the noun for one of them: they are counted before the statement, and what came to the list and what went
    is told where two trees are compared. What is made of `members`, as a cycle is of modules, is the same finding in
    another tree where they share one; it is told as changed where others joined or left.
    """

    subject: str
    statement: str
    evidence: tuple[Evidence, ...]
    rule: Proposal | None = None
    listed: str = ""
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: what it is called, what it is, how it is found, and what cannot be seen of it."""

    title: str
    summary: str
    find: Callable[[Codebase], Iterator[Found]]
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule that the tree keeps today, as it stands in `rgraph.toml`."""

    name: str
    kind: str
    toml: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as it is told. `change` is `appeared`, `changed` or `gone` where two trees were compared."""

    subject: str
    statement: str
    evidence: tuple[Evidence, ...]
    more_evidence: int = 0
    rule: ReadyRule | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A pattern with all that was found of it."""

    pattern: str
    title: str
    summary: str
    unseen: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """The patterns of a tree that were found; `since`: what appeared, changed and went since."""

    at: str
    since: str
    patterns: tuple[Told, ...]
    notes: tuple[str, ...]
