"""`rgraph deps list | tree | why | duplicates | log`."""

from __future__ import annotations

from typing import Annotated

import typer

from rgraph.errors import ConfigError

from ..formats import format_option, write
from ..options import session
from .shared import At, Crate, standing_at

Kinds = Annotated[
    str, typer.Option("--kinds", metavar="KINDS", help="Only dependencies of these kinds: normal,build,dev.")
]
Depth = Annotated[int, typer.Option("--depth", min=0, metavar="N", help="The depth of the tree (0: no limit).")]
Whole = Annotated[bool, typer.Option("--all", help="Include workspaces without a lock file where others have one.")]
TreeFormat = Annotated[str, format_option("tree")]


def list_(
    at: At = "HEAD",
    direct: Annotated[bool, typer.Option("--direct", help="Only direct dependencies of the packages here.")] = False,
    kinds: Kinds = "",
    whole: Whole = False,
    format: Annotated[str, format_option("packages")] = "text",
) -> None:
    """List every dependency: its version, its kinds, and who requires it."""
    from rgraph.deps.listing import listing

    write("packages", format, listing(standing_at(at), _kinds(kinds), direct, whole))


def tree(
    package: Annotated[str, typer.Argument(metavar="[PACKAGE]", help="Only what this package depends on.")] = "",
    at: At = "HEAD",
    depth: Depth = 0,
    kinds: Kinds = "",
    whole: Whole = False,
    format: TreeFormat = "text",
) -> None:
    """Show the dependency tree."""
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
    """Show what depends on a crate, up to the packages here."""
    from rgraph.deps.tree import why

    write("tree", format, why(standing_at(at), crate, _kinds(kinds), depth, whole))


def duplicates(
    at: At = "HEAD", whole: Whole = False, format: Annotated[str, format_option("duplicates")] = "text"
) -> None:
    """List packages present in more than one version, and who depends on which."""
    from rgraph.deps.listing import duplicates

    write("duplicates", format, duplicates(standing_at(at), whole))


def log(
    crate: Annotated[str, typer.Argument(metavar="CRATE", help="A package.")],
    at: At = "HEAD",
    format: Annotated[str, format_option("past")] = "text",
) -> None:
    """List every commit that changed the version of a crate."""
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
                f"there is no kind of dependency {word!r}{did_you_mean(word, KINDS)}", f"there are {', '.join(KINDS)}"
            )
    return words or KINDS
