"""`rgraph search QUERY`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Words = Annotated[str, typer.Argument(metavar="QUERY", help="Words, a question, or a name.")]
Kinds = Annotated[str, typer.Option("--kind", metavar="KINDS", help="Only items of these kinds: function,struct,...")]
Crate = Annotated[str, typer.Option("--crate", metavar="NAME", help="Only items of this crate or package.")]
Path = Annotated[str, typer.Option("--path", metavar="PATH", help="Only items of this file, folder or pattern.")]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many items to show.")]
ModeName = Annotated[
    str, typer.Option("--mode", metavar="MODE", help="lexical (by words), vector (by meaning) or hybrid (both).")
]
Lines = Annotated[
    int, typer.Option("--context-lines", min=0, metavar="N", help="Lines of source to show for each item.")
]
Format = Annotated[str, format_option("hits")]


@app.command()
def search(
    query: Words,
    at: At = "HEAD",
    kind: Kinds = "",
    crate: Crate = "",
    path: Path = "",
    limit: Limit = 10,
    mode: ModeName = "hybrid",
    context_lines: Lines = 0,
    format: Format = "text",
) -> None:
    """Find items by words, by a question, or by a name."""
    from rgraph.search.asked import parse_kinds, parse_mode
    from rgraph.search.hits import Query
    from rgraph.search.searcher import searcher

    asked = Query(query, parse_kinds(kind), crate, path, limit, parse_mode(mode), context_lines)
    write("hits", format, searcher(session(), at, asked.mode).search(asked))
