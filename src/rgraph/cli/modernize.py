"""`rgraph modernize`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("modernization")]
Idioms = Annotated[list[str] | None, typer.Argument(metavar="[IDIOM]...", help="Only these idioms.")]
Msrv = Annotated[
    str,
    typer.Option(
        "--msrv",
        metavar="V",
        help="The oldest Rust version that must compile the code (default: what the manifests say).",
    ),
]


@app.command()
def modernize(
    idiom: Idioms = None,
    at: At = "HEAD",
    msrv: Msrv = "",
    tests: Annotated[bool, typer.Option("--tests", help="Include test code.")] = False,
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="Show how the counts changed since then (default: a year)."),
    ] = "",
    past: Annotated[
        bool, typer.Option("--past/--no-past", help="Show who introduced what, and how the counts changed.")
    ] = True,
    plan: Annotated[
        bool, typer.Option("--plan", help="Show in which order to replace them: by certainty, tests and dependents.")
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="List every place.")] = False,
    format: Format = "text",
) -> None:
    """Find old idioms, what replaces them, and whether the declared Rust version allows it."""
    from rgraph.modernize.asked import Options, modernization

    found = modernization(session(), at, Options(idiom or (), msrv, tests, past, since, plan))
    write("modernization", format, found, verbose=verbose)
