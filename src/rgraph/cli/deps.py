"""`rgraph deps list | tree | why | duplicates | log | scan | plan | diff | impact | prune`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .formats import format_option, write
from .options import Tiers, command_app, emit, note, session

if TYPE_CHECKING:
    from collections.abc import Collection

    from rgraph.deps.reach.report import Reaching, Used
    from rgraph.deps.standing import Standing
    from rgraph.deps.tier import ColdTier
    from rgraph.deps.upgrade.report import Upgrade
    from rgraph.model.graph import Tier as EdgeTier
    from rgraph.model.packages import PackageId
    from rgraph.view.session import Session

app = command_app()

At = Annotated[
    str, typer.Option("--at", metavar="REV", help="The revision whose packages are meant; also `staged`, `worktree`.")
]
Crate = Annotated[str, typer.Argument(metavar="CRATE", help="A package, or NAME@VERSION.")]
Kinds = Annotated[str, typer.Option("--kinds", metavar="KINDS", help="Only dependencies of these: normal,build,dev.")]
Depth = Annotated[int, typer.Option("--depth", min=0, metavar="N", help="Lines below one another; 0 for all.")]
Whole = Annotated[bool, typer.Option("--all", help="Also workspaces without a lock file, where others have one.")]
TreeFormat = Annotated[str, format_option("tree")]
Behaviour = Annotated[bool, typer.Option("--behaviour", help="Also lines whose callee only has another body.")]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on", metavar="EFFECTS", help="Exit with 1 on these: breaks,may-break,deprecated,behaves-otherwise."
    ),
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes; default: cores.")]


@app.callback()
def deps() -> None:
    """What is needed from elsewhere, why, which commits moved it, and where its source is."""


@app.command(name="list")
def list_(
    at: At = "HEAD",
    direct: Annotated[bool, typer.Option("--direct", help="Only what the packages here name themselves.")] = False,
    kinds: Kinds = "",
    whole: Whole = False,
    format: Annotated[str, format_option("packages")] = "text",
) -> None:
    """Every package that is needed: version, kinds, who asks for it."""
    from rgraph.deps.listing import listing

    write("packages", format, listing(_standing(at), _kinds(kinds), direct, whole))


@app.command()
def tree(
    package: Annotated[str, typer.Argument(metavar="[PACKAGE]", help="Only what this package needs.")] = "",
    at: At = "HEAD",
    depth: Depth = 0,
    kinds: Kinds = "",
    whole: Whole = False,
    format: TreeFormat = "text",
) -> None:
    """Who needs what, as a tree."""
    from rgraph.deps.tree import tree

    write("tree", format, tree(_standing(at), package, _kinds(kinds), depth, whole))


@app.command()
def why(
    crate: Crate,
    at: At = "HEAD",
    depth: Depth = 0,
    kinds: Kinds = "",
    whole: Whole = False,
    format: TreeFormat = "text",
) -> None:
    """Who needs a crate, up to the packages here."""
    from rgraph.deps.tree import why

    write("tree", format, why(_standing(at), crate, _kinds(kinds), depth, whole))


@app.command()
def duplicates(
    at: At = "HEAD", whole: Whole = False, format: Annotated[str, format_option("duplicates")] = "text"
) -> None:
    """Packages in more than one version, and who needs which."""
    from rgraph.deps.listing import duplicates

    write("duplicates", format, duplicates(_standing(at), whole))


@app.command()
def log(
    crate: Annotated[str, typer.Argument(metavar="CRATE", help="A package.")],
    at: At = "HEAD",
    format: Annotated[str, format_option("past")] = "text",
) -> None:
    """Every commit that moved a crate, and where to."""
    from rgraph.deps.past import past

    write("past", format, past(session().repository, crate, at))


@app.command()
def scan(
    at: At = "HEAD",
    history: Annotated[
        bool, typer.Option("--history", help="Every version that any indexed commit's lock file names.")
    ] = False,
    jobs: Jobs = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Parse on the workers of this dask scheduler.")
    ] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also list where each package lies.")] = False,
    format: Annotated[str, format_option("sources")] = "text",
) -> None:
    """Find the packages that are locked, where Cargo and others have them on this machine, and link the code into them.

    Nothing is downloaded: what is missing is listed, with the line that brings it.
    """
    from dataclasses import replace

    from rgraph.deps.overlay.building import link_packages
    from rgraph.deps.scanning import linked_of, scan_history
    from rgraph.deps.scanning import scan as scan_revision
    from rgraph.render.progress import shown_progress

    opened = session()
    with shown_progress() as progress:
        tier = _tier(opened, scheduler)
        if history:
            report = scan_history(opened, tier, jobs, progress)
        else:
            report = scan_revision(opened, tier, at, jobs, progress)
            if at not in {"staged", "worktree"}:
                report = replace(report, linked=linked_of(link_packages(opened, tier, at, progress)))
    write("sources", format, report, verbose=verbose)


@app.command()
def plan(
    crate: Annotated[str, typer.Argument(metavar="CRATE", help="A package that is locked here.")],
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A version, or the start of one: 4, 4.1.")],
    others: Annotated[
        list[str] | None, typer.Argument(metavar="[CRATE VERSION]...", help="More packages that move with it.")
    ] = None,
    at: At = "HEAD",
    behaviour: Behaviour = False,
    fail_on: FailOn = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all findings and all lines.")] = False,
    format: Annotated[str, format_option("upgrade")] = "text",
) -> None:
    """What an upgrade would break here, line by line, and what to write instead; nothing is compiled or changed."""
    from rgraph.deps.upgrade.asking import asks_for_behaviour, plan, targets
    from rgraph.render.progress import shown_progress

    opened = session()
    with shown_progress() as progress:
        wanted = targets([crate, version, *(others or [])])
        found = plan(opened, _tier(opened), at, wanted, behaviour or asks_for_behaviour(fail_on), progress)
    _told(found, format, verbose, fail_on)


@app.command()
def diff(
    range_: Annotated[str, typer.Argument(metavar="A..B", help="Two revisions; B alone: from its parent.")] = "HEAD",
    crate: Annotated[
        list[str] | None, typer.Option("--crate", metavar="CRATE", help="Only this package; may be repeated.")
    ] = None,
    behaviour: Behaviour = False,
    fail_on: FailOn = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all findings and all lines.")] = False,
    format: Annotated[str, format_option("upgrade")] = "text",
) -> None:
    """Which packages moved between two revisions, and what that changed for the code of the later one."""
    from rgraph.deps.upgrade.asking import asks_for_behaviour, difference, sides
    from rgraph.render.progress import shown_progress

    opened = session()
    old, new = sides(opened.repository, range_)
    with shown_progress() as progress:
        is_deep = behaviour or asks_for_behaviour(fail_on)
        found = difference(opened, _tier(opened), old, new, crate or (), is_deep, progress)
    _told(found, format, verbose, fail_on)


def _told(found: Upgrade, format: str, verbose: bool, fail_on: str) -> None:
    from rgraph.deps.upgrade.asking import fails

    failing = fails(found, fail_on)
    write("upgrade", format, found, verbose=verbose)
    if failing:
        raise typer.Exit(1)


@app.command()
def impact(
    crate: Annotated[str, typer.Argument(metavar="[CRATE]", help="A package, or NAME@VERSION.")] = "",
    item: Annotated[
        str, typer.Argument(metavar="[ITEM]", help="An item of it by its path; none: which of its items are used.")
    ] = "",
    at: At = "HEAD",
    advisories: Annotated[
        str, typer.Option("--advisories", metavar="DIR", help="Rather what the advisories of a RustSec folder name.")
    ] = "",
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="VERDICTS", help="Exit with 1 on these: reachable,cannot-tell,not-found."),
    ] = "",
    tier: Tiers = "",
    depth: Annotated[int, typer.Option("--depth", min=0, metavar="N", help="References in a row; 0 for all.")] = 0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all ways, and the lines they go by.")] = False,
    format: Annotated[str, format_option("reaching")] = "text",
) -> None:
    """What here reaches an item of a dependency, through the bodies of the packages in between."""
    from rgraph.deps.reach.asking import reaching, used
    from rgraph.render.progress import shown_progress
    from rgraph.view.reach import parse_tiers

    tiers, opened = parse_tiers(tier), session()
    if advisories:
        _advised(opened, (at, crate, item), advisories, fail_on, tiers, depth, verbose, format)
        return
    if not crate or fail_on:
        raise ConfigError(
            "no package is named" if not crate else "--fail-on is about --advisories", "give CRATE [ITEM]"
        )
    report: Reaching | Used
    with shown_progress() as progress:
        if item:
            report = reaching(opened, _tier(opened), at, crate, item, tiers, depth, progress)
        else:
            report = used(opened, _tier(opened), at, crate, tiers, depth, progress)
    write("reaching" if item else "used", format, report, verbose=verbose)


def _advised(
    opened: Session, asked: tuple[str, str, str], folder: str, fail_on: str, tiers: Collection[EdgeTier], depth: int,
    verbose: bool, format: str,
) -> None:  # fmt: skip
    from rgraph.deps.advisories.judging import advised, fails
    from rgraph.deps.advisories.reading import read_database
    from rgraph.render.progress import shown_progress

    at, crate, item = asked
    if item:
        raise ConfigError("an item and --advisories exclude each other", "an advisory names the items")
    database = read_database(folder)
    with shown_progress() as progress:
        found = advised(opened, _tier(opened), at, database, crate, tiers, depth, progress)
    failing = fails(found, fail_on)
    write("advisories", format, found, verbose=verbose)
    if failing:
        raise typer.Exit(1)


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


def _standing(at: str) -> Standing:
    from rgraph.deps.standing import standing, with_at_hand

    opened = session()
    return with_at_hand(standing(opened.repository, at), lambda: _tier(opened))


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds that are asked for. Raises ConfigError for another word."""
    from rgraph.deps.needs import KINDS
    from rgraph.spelling import did_you_mean

    words = tuple(filter(None, (word.strip() for word in text.split(","))))
    for word in words:
        if word not in KINDS:
            raise ConfigError(
                f"no kind of dependencies {word!r}{did_you_mean(word, KINDS)}", f"there are {', '.join(KINDS)}"
            )
    return words or KINDS


def _tier(opened: Session, scheduler: str = "") -> ColdTier:
    """The cold tier, with the sources that this repository and its user have."""
    from rgraph.deps.settings import surroundings
    from rgraph.deps.tier import ColdTier

    return ColdTier(surroundings(opened.repository.workdir, note), note=note, scheduler=scheduler)


def _locked(files: list[str]) -> set[PackageId]:
    from rgraph.deps.pruning import packages_in

    return packages_in(files)
