"""`rgraph deps plan | diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..formats import format_option, write
from ..options import session
from .shared import At, tier_of

if TYPE_CHECKING:
    from rgraph.deps.upgrade.report import Upgrade

Behaviour = Annotated[bool, typer.Option("--behaviour", help="Include lines whose callee changed in its body only.")]
Deep = Annotated[
    bool,
    typer.Option(
        "--deep", help="Include lines whose callee calls, within the upgraded packages, something whose body changed."
    ),
]
Whole = Annotated[
    bool, typer.Option("--all", help="Also list every API change of the upgraded packages, used here or not.")
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="EFFECTS",
        help="Exit with 1 on any of these: breaks,may-break,deprecated,behaves-otherwise.",
    ),
]


def plan(
    crate: Annotated[str, typer.Argument(metavar="CRATE", help="A package in the lock file.")],
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A version, or its beginning: 4, 4.1.")],
    others: Annotated[
        list[str] | None, typer.Argument(metavar="[CRATE VERSION]...", help="Other packages to upgrade with it.")
    ] = None,
    at: At = "HEAD",
    behaviour: Behaviour = False,
    deep: Deep = False,
    whole: Whole = False,
    fail_on: FailOn = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all findings and all lines.")] = False,
    format: Annotated[str, format_option("upgrade")] = "text",
) -> None:
    """Show line by line what an upgrade would break, and what to write instead. Nothing is compiled or changed."""
    from rgraph.deps.upgrade.asking import depth_of, plan, targets
    from rgraph.render.progress_bar import shown_progress

    opened = session()
    with shown_progress() as progress:
        wanted = targets([crate, version, *(others or [])])
        found = plan(opened, tier_of(opened), at, wanted, depth_of(behaviour, deep, fail_on), whole, progress)
    _told(found, format, verbose, fail_on)


def diff(
    range_: Annotated[
        str,
        typer.Argument(
            metavar="A..B", help="Two revisions (also: staged, worktree). B alone compares with its parent."
        ),
    ] = "HEAD",
    crate: Annotated[
        list[str] | None, typer.Option("--crate", metavar="CRATE", help="Only this package (repeatable).")
    ] = None,
    behaviour: Behaviour = False,
    deep: Deep = False,
    whole: Whole = False,
    fail_on: FailOn = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all findings and all lines.")] = False,
    format: Annotated[str, format_option("upgrade")] = "text",
) -> None:
    """Show which packages changed version between two revisions, and what that means for the code."""
    from rgraph.deps.upgrade.asking import depth_of, difference
    from rgraph.deps.upgrade.trees import trees
    from rgraph.render.progress_bar import shown_progress

    opened = session()
    asked = trees(opened.repository, range_)
    with shown_progress() as progress:
        depth = depth_of(behaviour, deep, fail_on)
        found = difference(opened, tier_of(opened), asked, crate or (), depth, whole, progress)
    _told(found, format, verbose, fail_on)


def _told(found: Upgrade, format: str, verbose: bool, fail_on: str) -> None:
    from rgraph.deps.upgrade.asking import fails

    failing = fails(found, fail_on)
    write("upgrade", format, found, verbose=verbose)
    if failing:
        raise typer.Exit(1)
