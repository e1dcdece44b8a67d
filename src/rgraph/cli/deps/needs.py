"""`rgraph deps list | tree | why | duplicates | log`."""

from __future__ import annotations

from typing import Annotated

import typer

from rgraph.errors import ConfigError

from ..formats import format_option, write
from ..options import session
from .shared import At, Crate, standing_at

Kinds = Annotated[str, typer.Option("--kinds", metavar="KINDS", help="Only dependencies of these: normal,build,dev.")]
Depth = Annotated[int, typer.Option("--depth", min=0, metavar="N", help="Lines below one another; 0 for all.")]
Whole = Annotated[bool, typer.Option("--all", help="Also workspaces without a lock file, where others have one.")]
TreeFormat = Annotated[str, format_option("tree")]


def list_(
    at: At = "HEAD",
    direct: Annotated[bool, typer.Option("--direct", help="Only what the packages here name themselves.")] = False,
    kinds: Kinds = "",
    whole: Whole = False,
    format: Annotated[str, format_option("packages")] = "text",
) -> None:
    """Every package that is needed: version, kinds, who asks for it."""
    from rgraph.deps.listing import listing

    write("packages", format, listing(standing_at(at), _kinds(kinds), direct, whole))


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

    write("tree", format, tree(standing_at(at), package, _kinds(kinds), depth, whole))


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

    write("tree", format, why(standing_at(at), crate, _kinds(kinds), depth, whole))


def duplicates(
    at: At = "HEAD", whole: Whole = False, format: Annotated[str, format_option("duplicates")] = "text"
) -> None:
    """Packages in more than one version, and who needs which."""
    from rgraph.deps.listing import duplicates

    write("duplicates", format, duplicates(standing_at(at), whole))


def log(
    crate: Annotated[str, typer.Argument(metavar="CRATE", help="A package.")],
    at: At = "HEAD",
    format: Annotated[str, format_option("past")] = "text",
) -> None:
    """Every commit that moved a crate, and where to."""
    from rgraph.deps.past import past

    write("past", format, past(session().repository, crate, at))


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
