"""`rgraph export`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import write
from .options import At, Tiers, command_app, session

app = command_app()

ExportFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="graphml, dot, mermaid, jsonl, or edges (item to item).")
]
LevelName = Annotated[str, typer.Option("--level", metavar="LEVEL", help="What a node is: crate, module or item.")]
Within = Annotated[str, typer.Option("--within", metavar="PATH", help="Only this crate or module and what is below.")]


@app.command()
def export(
    at: At = "HEAD",
    format: ExportFormat = "mermaid",
    level: LevelName = "module",
    within: Within = "",
    tier: Tiers = "",
) -> None:
    """The graph as graphml, dot, mermaid, JSON lines or an edge list."""
    from rgraph.errors import ConfigError
    from rgraph.render import graphs
    from rgraph.view.edgelist import references
    from rgraph.view.reach import parse_tiers
    from rgraph.view.summary import parse_level, summary

    tiers, chosen = parse_tiers(tier), parse_level(level)
    if within and format == "edges":
        raise ConfigError("--within does not go with --format edges", "take jsonl, or filter its first column")
    graph = session().graph(at)
    write(
        format,
        {
            "mermaid": lambda: graphs.mermaid(summary(graph, chosen, tiers, within)),
            "dot": lambda: graphs.dot(summary(graph, chosen, tiers, within)),
            "graphml": lambda: graphs.graphml(summary(graph, chosen, tiers, within)),
            "jsonl": lambda: graphs.jsonl(summary(graph, chosen, tiers, within)),
            "edges": lambda: graphs.edge_lines(references(graph, tiers)),
        },
    )
