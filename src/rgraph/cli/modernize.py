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
    str, typer.Option("--msrv", metavar="V", help="The least Rust that must compile the code, whatever manifests say.")
]


@app.command()
def modernize(
    idiom: Idioms = None,
    at: At = "HEAD",
    msrv: Msrv = "",
    tests: Annotated[bool, typer.Option("--tests", help="Look at test code, too.")] = False,
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="How the counts moved since then; a year where it is not given."),
    ] = "",
    past: Annotated[bool, typer.Option("--past/--no-past", help="Who brought what, and how the counts moved.")] = True,
    plan: Annotated[
        bool, typer.Option("--plan", help="In which order to replace them: by certainty, tests, dependents.")
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="List every place.")] = False,
    format: Format = "text",
) -> None:
    """Old idioms, what replaces them, and whether the promised Rust allows it."""
    from rgraph.modernize.asked import Options, modernization

    found = modernization(session(), at, Options(idiom or (), msrv, tests, past, since, plan))
    write("modernization", format, found, verbose=verbose)
