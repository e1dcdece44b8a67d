"""`rgraph deps scan | prune`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .formats import format_option, write
from .options import command_app, emit, note, session

if TYPE_CHECKING:
    from rgraph.deps.tier import ColdTier
    from rgraph.model.packages import PackageId
    from rgraph.view.session import Session

app = command_app()

At = Annotated[
    str, typer.Option("--at", metavar="REV", help="The revision whose packages are meant; also `staged`, `worktree`.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes; default: cores.")]


@app.callback()
def deps() -> None:
    """What the dependencies are, and where their sources lie."""


@app.command()
def scan(
    at: At = "HEAD",
    history: Annotated[
        bool, typer.Option("--history", help="Every version that any indexed commit's lock file names.")
    ] = False,
    jobs: Jobs = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also list where each package lies.")] = False,
    format: Annotated[str, format_option("sources")] = "text",
) -> None:
    """Find the packages that are locked, where Cargo and others have them on this machine.

    Nothing is downloaded: what is missing is listed, with the line that brings it.
    """
    from rgraph.deps.scanning import scan as scan_revision
    from rgraph.deps.scanning import scan_history
    from rgraph.render.progress import shown_progress

    opened = session()
    with shown_progress() as progress:
        tier = _tier(opened)
        if history:
            report = scan_history(opened, tier, jobs, progress)
        else:
            report = scan_revision(opened, tier, at, jobs, progress)
    write("sources", format, report, verbose=verbose)


@app.command()
def prune(
    days: Annotated[
        int, typer.Option("--days", min=0, metavar="N", help="Packages that no run has used for so many days.")
    ] = 90,
    lock: Annotated[
        list[str], typer.Option("--lock", metavar="FILE", help="Rather all, whenever used, that these do not name.")
    ] = [],  # noqa: B006
    all: Annotated[bool, typer.Option("--all", help="Rather all of them.")] = False,
) -> None:
    """Let go of what is kept of packages; it is made again when it is needed."""
    from rgraph.deps.pruning import prune as prune_packages
    from rgraph.deps.sources.surroundings import Surroundings, cargo_home
    from rgraph.deps.tier import ColdTier
    from rgraph.render.sources import pruned_text

    if all and lock:
        raise ConfigError("--all and --lock exclude each other", "--all keeps nothing that a lock file names")
    locked = _locked(lock) if lock else None
    tier = ColdTier(Surroundings(cargo_home()), note=note)
    emit(pruned_text(prune_packages(tier, None if all or lock else days, locked)))


def _tier(opened: Session) -> ColdTier:
    """The cold tier, with the sources that this repository and its user have."""
    from rgraph.deps.settings import surroundings
    from rgraph.deps.tier import ColdTier

    return ColdTier(surroundings(opened.repository.workdir, note), note=note)


def _locked(files: list[str]) -> set[PackageId]:
    from rgraph.deps.pruning import packages_in

    return packages_in(files)
