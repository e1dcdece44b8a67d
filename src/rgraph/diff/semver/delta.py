"""Deltas: differences between two versions of one public item, in the terms by which rules select them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.diff.lines import Place

if TYPE_CHECKING:
    from rgraph.diff.api.model import PublicItem


@dataclass(frozen=True, slots=True)
class Delta:
    """One difference. `facts` are what a rule's conditions and its message's placeholders read.

    `subject` is the kind of public item (`PublicItem.kind`, or package, crate); `what` names the difference:
    `docs/semver/index.md` lists both. Every fact is text; yes/no facts are "yes" and "no".
    """

    subject: str
    what: str
    crate: str
    item: str
    old: Place | None
    new: Place | None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A difference whose effect on users cannot be told from syntax."""

    crate: str
    item: str
    question: str
    place: Place | None


def yes(value: object) -> str:
    """A fact that is "yes" or "no"."""
    return "yes" if value else "no"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions of one public item, as users of the crate reach them by the same path."""

    old: PublicItem
    new: PublicItem

    def delta(self, what: str, **facts: str) -> Delta:
        """A difference of this pair; the facts that every rule may use are added."""
        return Delta(
            self.old.kind,
            what,
            self.old.crate,
            self.old.label,
            self.old.place,
            self.new.place,
            {**self.old.traits_of_use(), "new_kind": self.new.kind, **facts},
        )

    def doubt(self, question: str) -> Doubt:
        """A question that syntax leaves open, about this pair."""
        return Doubt(self.old.crate, self.old.label, question, self.new.place)


Difference = Delta | Doubt
