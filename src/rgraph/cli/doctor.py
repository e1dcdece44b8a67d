"""`rgraph doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("diagnosis")]

Commits = Annotated[
    int, typer.Option("--commits", min=1, metavar="N", help="The number of commits whose view is checked.")
]
Links = Annotated[int, typer.Option("--links", min=0, metavar="N", help="The number of these to link from scratch.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Seed for the choice of commits.")]


Against = Annotated[
    str,
    typer.Option(
        "--against",
        metavar="INDEX",
        help="Compare the edges of --at with an LSIF or SCIP file, or with a run of `rust-analyzer`.",
    ),
]


@app.command()
def doctor(
    commits: Commits = 10,
    links: Links = 3,
    seed: Seed = 0,
    against: Against = "",
    at: At = "HEAD",
    format: Format = "text",
) -> int:
    """Check the store against git, and its edges against a fresh link or a compiler's index."""
    if against:
        _score(against, at, format)
        return 0
    from rgraph.index.doctor import examine

    opened = session()
    found = examine(opened.repository, opened.store, commits=commits, links=links, seed=seed)
    write("diagnosis", format, found)
    return 1 if found.findings else 0


def _score(against: str, at: str, format: str) -> None:
    from rgraph.compiler.accuracy import accuracy
    from rgraph.compiler.reading import index_named

    opened = session()
    index = index_named(opened, at, against)
    write("accuracy", format, accuracy(opened.graph(at), index))
