"""`rgraph doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import write
from .options import command_app, session

app = command_app()

Commits = Annotated[int, typer.Option("--commits", min=1, metavar="N", help="Of how many commits to check the view.")]
Links = Annotated[int, typer.Option("--links", min=0, metavar="N", help="How many of these to link from scratch.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Which commits: the same for the same number.")]
DoctorFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]


@app.command()
def doctor(commits: Commits = 10, links: Links = 3, seed: Seed = 0, format: DoctorFormat = "text") -> int:
    """Check the store against git and against linking from scratch."""
    from rgraph.index.doctor import examine
    from rgraph.render.json import to_json
    from rgraph.render.upkeep import diagnosis_text

    opened = session()
    found = examine(opened.repository, opened.store, commits=commits, links=links, seed=seed)
    write(format, {"text": lambda: diagnosis_text(found), "json": lambda: to_json("diagnosis", found)})
    return 1 if found.findings else 0
