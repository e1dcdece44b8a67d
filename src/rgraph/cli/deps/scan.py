"""`rgraph deps scan`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..formats import format_option, write
from ..options import session
from .shared import At, tier_of

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes (default: the number of cores)."),
]


def scan(
    at: At = "HEAD",
    history: Annotated[
        bool, typer.Option("--history", help="Find every version named by the lock file of any indexed commit.")
    ] = False,
    jobs: Jobs = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Parse on the workers of this dask scheduler.")
    ] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also list where each package is.")] = False,
    format: Annotated[str, format_option("sources")] = "text",
) -> None:
    """Find the locked packages on this machine, and link the code to them.

    Nothing is downloaded. Missing packages are listed with the command that downloads them.
    """
    from dataclasses import replace

    from rgraph.deps.overlay.building import link_packages
    from rgraph.deps.scanning import linked_of, scan_history
    from rgraph.deps.scanning import scan as scan_revision
    from rgraph.render.progress_bar import shown_progress
    from rgraph.view.session import STAGED, WORKTREE

    opened = session()
    with shown_progress() as progress:
        tier = tier_of(opened, scheduler)
        if history:
            report = scan_history(opened, tier, jobs, progress)
        else:
            report = scan_revision(opened, tier, at, jobs, progress)
            if at not in {STAGED, WORKTREE}:
                report = replace(report, linked=linked_of(link_packages(opened, tier, at, progress)))
    write("sources", format, report, verbose=verbose)
