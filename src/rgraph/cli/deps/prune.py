"""`rgraph deps prune`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from ..options import emit, note

if TYPE_CHECKING:
    from rgraph.model.packages import PackageId


def prune(
    days: Annotated[
        int,
        typer.Option("--days", min=0, metavar="N", help="Remove packages that have not been used for this many days."),
    ] = 90,
    lock: Annotated[
        list[str],
        typer.Option("--lock", metavar="FILE", help="Remove instead every package that these lock files do not name."),
    ] = [],  # noqa: B006
    all: Annotated[bool, typer.Option("--all", help="Remove all packages.")] = False,
) -> None:
    """Remove cached packages; they are read again when they are needed."""
    from rgraph.deps.pruning import prune as prune_packages
    from rgraph.deps.sources.surroundings import Surroundings, cargo_home
    from rgraph.deps.tier import ColdTier
    from rgraph.render.sources import pruned_text

    if all and lock:
        raise ConfigError("--all and --lock exclude each other", "--all removes the packages of lock files, too")
    locked = _locked(lock) if lock else None
    tier = ColdTier(Surroundings(cargo_home()), note=note)
    emit(pruned_text(prune_packages(tier, None if all or lock else days, locked)))


def _locked(files: list[str]) -> set[PackageId]:
    from rgraph.deps.pruning import packages_in

    return packages_in(files)
