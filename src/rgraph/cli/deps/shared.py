"""Options and openings that several of the `rgraph deps` commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..options import note, session

if TYPE_CHECKING:
    from rgraph.deps.standing import Standing
    from rgraph.deps.tier import ColdTier
    from rgraph.view.session import Session

At = Annotated[str, typer.Option("--at", metavar="REV", help="The revision (also: staged, worktree; default: HEAD).")]
Crate = Annotated[str, typer.Argument(metavar="CRATE", help="A package, or NAME@VERSION.")]


def standing_at(at: str) -> Standing:
    """What the packages of a revision need; manifests of what the machine has are read, and nothing is indexed."""
    from rgraph.deps.at_hand import with_at_hand
    from rgraph.deps.standing import standing

    opened = session()
    return with_at_hand(standing(opened.repository, at), lambda: tier_of(opened))


def tier_of(opened: Session, scheduler: str = "") -> ColdTier:
    """The cold tier, with the sources that this repository and its user have."""
    from rgraph.deps.settings import surroundings
    from rgraph.deps.tier import ColdTier

    return ColdTier(surroundings(opened.repository.workdir, note), note=note, scheduler=scheduler)
