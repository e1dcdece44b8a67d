"""The comparison of two commits, put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .report import DiffReport

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the two commits is reported: empty means everything. Both must hold where both are given.

    `crates` are ids of crates or names of packages; `paths` are files or folders, relative to the repository.
    """

    crates: Collection[str] = ()
    paths: Collection[str] = ()

    def holds(self, crate: str, package: str, path: str) -> bool:
        """Whether something of this crate and file is inside."""
        if self.crates and crate not in self.crates and package not in self.crates:
            return False
        return not self.paths or any(
            path == kept or path.startswith(kept.rstrip("/") + "/") or kept in {"", "."} for kept in self.paths
        )


EVERYTHING = Scope()
