"""`rgraph generate "TASK"`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.generate.limits import MOST_ROUNDS

from .formats import format_option, text_of, write
from .options import command_app, session

if TYPE_CHECKING:
    from rgraph.context.pieces import Pack

app = command_app()

Task = Annotated[str, typer.Argument(metavar="TASK", help="The change to make, in words.")]
Url = Annotated[str, typer.Option("--endpoint", metavar="URL", help="An endpoint like http://localhost:8080/v1.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="The name of the model at the endpoint.")]
Budget = Annotated[int, typer.Option("--budget", metavar="N", help="The most tokens of context to give the model.")]
Rounds = Annotated[
    int, typer.Option("--rounds", min=1, max=MOST_ROUNDS, metavar="N", help="How many times to ask the model.")
]
Apply = Annotated[bool, typer.Option("--apply", help="Write the change to the worktree if it passes the checks.")]
Format = Annotated[str, format_option("draft")]


@app.command()
def generate(
    task: Task,
    endpoint: Url = "",
    model: Model = "",
    budget: Budget = 8000,
    rounds: Rounds = 2,
    apply: Apply = False,
    format: Format = "text",
) -> int:
    """Ask a language model for a change, and check it before showing it."""
    from rgraph.context.asked import check, pack
    from rgraph.context.tokens import Estimate, estimated
    from rgraph.generate import generating
    from rgraph.generate.settings import endpoint as endpoint_of

    check(task, "", budget)
    asked = endpoint_of(endpoint, model)
    opened = session()

    def measure(made: Pack) -> int:
        return estimated(text_of("context", "markdown", made))

    found = pack(opened, task, "", "worktree", budget, Estimate.name, measure)
    draft = generating.generate(opened, task, text_of("context", "markdown", found), asked, rounds)
    if apply and draft.is_fine:
        draft = generating.apply(opened, draft)
    write("draft", format, draft)
    return 0 if draft.is_fine else 1
