"""One of two versions of an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.model.facts import Item
from rgraph.model.syntax import Type

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon, Labels


@dataclass(frozen=True, slots=True)
class Side:
    """An item in one of two versions, with what it takes to write its types in canonical form."""

    definition: Def
    item: Item
    labels: Labels
    canon: Canon

    def ty(self, ty: Type | None) -> str:
        """A type in this declaration, in canonical form."""
        return self.canon.ty(ty, self.definition, self.labels)

    def ty_in_full(self, ty: Type | None) -> str:
        """The same, with what its types take by default: `HashMap<K, V, RandomState>`."""
        return self.canon.in_full.ty(ty, self.definition, self.labels)
