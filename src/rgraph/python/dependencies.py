"""The dependencies of a repository's packages, and what an upgrade would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.deps.listing import Duplicates, Listing
    from rgraph.deps.standing import Standing
    from rgraph.deps.tier import ColdTier
    from rgraph.deps.tree import Tree
    from rgraph.deps.upgrade.report import Upgrade
    from rgraph.view.session import Session


class Dependencies:
    """The dependencies of a repository. Nothing is downloaded: sources are read from this machine."""

    def __init__(self, opened: Callable[[], Session]) -> None:
        self._opened = opened

    @property
    def _session(self) -> Session:
        return self._opened()

    def __repr__(self) -> str:
        return "<rgraph dependencies>"

    def list(self, rev: str = "HEAD", *, direct: bool = False) -> Listing:
        """Every dependency: version, kinds, and who requires it. `direct`: only those that the packages here name."""
        from rgraph.deps.listing import listing

        return listing(self._standing(rev), direct=direct)

    def tree(self, package: str = "", rev: str = "HEAD", *, depth: int = 0) -> Tree:
        """The tree of dependencies, or who needs `package`, up to `depth` levels (0: no limit)."""
        from rgraph.deps.tree import tree

        return tree(self._standing(rev), package, depth=depth)

    def duplicates(self, rev: str = "HEAD") -> Duplicates:
        """Packages that are locked in more than one version."""
        from rgraph.deps.listing import duplicates

        return duplicates(self._standing(rev))

    def plan(self, *moves: str, rev: str = "HEAD", whole: bool = False) -> Upgrade:
        """Which lines would break with other versions of packages, and what to write instead: `plan("clap", "4")`.

        `whole` adds every change of their APIs. Raises ConfigError for a package that is not locked here, or for a
        version that this machine does not have.
        """
        from rgraph.deps.upgrade.asking import plan, targets

        return plan(self._session, self._tier, rev, targets(moves), whole=whole)

    def diff(self, old: str, new: str = "HEAD", *, crates: Sequence[str] = (), whole: bool = False) -> Upgrade:
        """Which packages changed their version between two revisions, and what that means for the later code."""
        from rgraph.deps.upgrade.asking import difference
        from rgraph.deps.upgrade.trees import trees

        asked = trees(self._session.repository, f"{old}..{new}")
        return difference(self._session, self._tier, asked, crates, whole=whole)

    @property
    def _tier(self) -> ColdTier:
        from rgraph.deps.settings import surroundings
        from rgraph.deps.tier import ColdTier

        note = self._session.note
        return ColdTier(surroundings(self._session.repository.workdir, note), note=note)

    def _standing(self, rev: str) -> Standing:
        from rgraph.deps.at_hand import with_at_hand
        from rgraph.deps.standing import standing

        return with_at_hand(standing(self._session.repository, rev), lambda: self._tier)
