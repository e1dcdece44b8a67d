"""`rgraph export`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, Tiers, command_app, session

app = command_app()

Format = Annotated[str, format_option("graph")]
LevelName = Annotated[str, typer.Option("--level", metavar="LEVEL", help="What a node is: crate, module or item.")]
WHOLE = {"edges", "scip"}
"""Formats that give the whole graph."""

Within = Annotated[
    str, typer.Option("--within", metavar="PATH", help="Only this crate or module and everything in it.")
]


@app.command()
def export(
    at: At = "HEAD",
    format: Format = "mermaid",
    level: LevelName = "module",
    within: Within = "",
    tier: Tiers = "",
) -> None:
    """Export the graph as GraphML, DOT, Mermaid, JSON lines, an edge list or a SCIP index."""
    from rgraph.errors import ConfigError
    from rgraph.view.edgelist import references
    from rgraph.view.reach import parse_tiers
    from rgraph.view.summary import parse_level, summary

    tiers, chosen = parse_tiers(tier), parse_level(level)
    if within and format in WHOLE:
        raise ConfigError(
            f"--within cannot be combined with --format {format}", "use --format jsonl, or filter the output"
        )
    if format == "scip":
        _write_scip(at)
        return
    graph = session(client=True).graph(at)
    record = references(graph, tiers) if format == "edges" else summary(graph, chosen, tiers, within)
    write("graph", format, record)


def _write_scip(at: str) -> None:
    from rgraph.compiler.scip_writing import scip_index
    from rgraph.errors import ConfigError

    if sys.stdout.isatty():
        raise ConfigError(
            "a SCIP index is binary and cannot be shown in a terminal", "write it to a file: `> index.scip`"
        )
    write("graph", "scip", scip_index(session(client=True).compiled(at)))
