"""`rgraph deps list | tree | why | duplicates | log | scan | plan | diff | impact | prune`."""

from __future__ import annotations

from ..options import command_app
from .impact import impact
from .needs import duplicates, list_, log, tree, why
from .prune import prune
from .scan import scan
from .upgrade import diff, plan

app = command_app()


@app.callback()
def deps() -> None:
    """Show the dependencies: who needs them, what changed them, what an upgrade breaks."""


app.command(name="list")(list_)
for each in (tree, why, duplicates, log, scan, plan, diff, impact, prune):
    app.command()(each)
