"""A reference of the code to an item of a package that moves."""

from __future__ import annotations

from dataclasses import dataclass

from rgraph.link.defs import Def
from rgraph.link.reference_sites import Site

from .report import Move


@dataclass(frozen=True, slots=True)
class Use:
    """A reference to an item of a package that moves."""

    site: Site
    item: Def
    move: Move
    pattern: int = 0
    """The line of the pattern that the reference has its value from; 0 where it names the item itself."""
