"""What the packages of a repository need from elsewhere, and what an upgrade would change."""

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
    """The dependencies of a repository. Nothing is fetched: sources are those that this machine has."""

    def __init__(self, opened: Callable[[], Session]) -> None:
        self._opened = opened

    @property
    def _session(self) -> Session:
        return self._opened()

    def __repr__(self) -> str:
        return "<rgraph dependencies>"

    def list(self, rev: str = "HEAD", *, direct: bool = False) -> Listing:
        """Every package that is needed: version, kinds, who asks for it; `direct`: only what the packages here name."""
        from rgraph.deps.listing import listing

        return listing(self._standing(rev), direct=direct)

    def tree(self, package: str = "", rev: str = "HEAD", *, depth: int = 0) -> Tree:
        """Who needs what; of one package alone where it is named, and to `depth` edges (0: all)."""
        from rgraph.deps.tree import tree

        return tree(self._standing(rev), package, depth=depth)

    def duplicates(self, rev: str = "HEAD") -> Duplicates:
        """Packages that are there in more than one version."""
        from rgraph.deps.listing import duplicates

        return duplicates(self._standing(rev))

    def plan(self, *moves: str, rev: str = "HEAD", whole: bool = False) -> Upgrade:
        """Which lines break if packages stood at other versions, and what to write instead: `plan("clap", "4")`.

        `whole`: with all that their APIs say otherwise. Raises ConfigError for a package that is not locked here, or a
        version that this machine has not got.
        """
        from rgraph.deps.upgrade.asking import plan, targets

        return plan(self._session, self._tier, rev, targets(moves), whole=whole)

    def diff(self, old: str, new: str = "HEAD", *, crates: Sequence[str] = (), whole: bool = False) -> Upgrade:
        """Which packages moved between two revisions, and what that changed for the code of the later one."""
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
