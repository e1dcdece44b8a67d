"""`rgraph deps impact`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from ..formats import format_option, write
from ..options import Tiers, session
from .shared import At, tier_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from rgraph.deps.reach.report import Reaching, Used
    from rgraph.model.graph import Tier as EdgeTier
    from rgraph.view.session import Session


def impact(
    crate: Annotated[str, typer.Argument(metavar="[CRATE]", help="A package, or NAME@VERSION.")] = "",
    item: Annotated[
        str,
        typer.Argument(
            metavar="[ITEM]", help="The path of an item in it. Without one: list which of its items are used."
        ),
    ] = "",
    at: At = "HEAD",
    advisories: Annotated[
        str,
        typer.Option(
            "--advisories",
            metavar="DIR",
            help="Ask instead about the items that the advisories in a RustSec folder name.",
        ),
    ] = "",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="VERDICTS", help="Exit with 1 on any of these: reachable,cannot-tell,not-found."
        ),
    ] = "",
    tier: Tiers = "",
    depth: Annotated[
        int, typer.Option("--depth", min=0, metavar="N", help="The most references in one path (0: no limit).")
    ] = 0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every path, with its lines.")] = False,
    format: Annotated[str, format_option("reaching")] = "text",
) -> None:
    """Show what reaches an item of a dependency, through the packages in between."""
    from rgraph.deps.reach.asking import reaching, used
    from rgraph.render.progress_bar import shown_progress
    from rgraph.view.reach import parse_tiers

    tiers, opened = parse_tiers(tier), session()
    if advisories:
        _advised(opened, (at, crate, item), advisories, fail_on, tiers, depth, verbose, format)
        return
    if not crate or fail_on:
        raise ConfigError("no package given" if not crate else "--fail-on needs --advisories", "give CRATE [ITEM]")
    report: Reaching | Used
    with shown_progress() as progress:
        if item:
            report = reaching(opened, tier_of(opened), at, crate, item, tiers, depth, progress)
        else:
            report = used(opened, tier_of(opened), at, crate, tiers, depth, progress)
    write("reaching" if item else "used", format, report, verbose=verbose)


def _advised(
    opened: Session, asked: tuple[str, str, str], folder: str, fail_on: str, tiers: Collection[EdgeTier], depth: int,
    verbose: bool, format: str,
) -> None:  # fmt: skip
    from rgraph.deps.advisories.judging import advised, fails
    from rgraph.deps.advisories.reading import read_database
    from rgraph.render.progress_bar import shown_progress

    at, crate, item = asked
    if item:
        raise ConfigError("an item and --advisories exclude each other", "an advisory names its own items")
    database = read_database(folder)
    with shown_progress() as progress:
        found = advised(opened, tier_of(opened), at, database, crate, tiers, depth, progress)
    failing = fails(found, fail_on)
    write("advisories", format, found, verbose=verbose)
    if failing:
        raise typer.Exit(1)
