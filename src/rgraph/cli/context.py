"""`rgraph context "TASK"`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, text_of
from .options import At, command_app, emit, session

app = command_app()

Task = Annotated[str, typer.Argument(metavar="[TASK]", help="The task, in words.")]
Budget = Annotated[int, typer.Option("--budget", metavar="N", help="The most tokens that the whole output may have.")]
Diff = Annotated[str, typer.Option("--diff", metavar="A..B", help="Collect what to read to review this change.")]
Tokens = Annotated[
    str,
    typer.Option(
        "--tokens", metavar="NAME", help="How to count tokens: a tokenizer.json file, or a tiktoken encoding."
    ),
]
Format = Annotated[str, format_option("context")]


@app.command()
def context(
    task: Task = "",
    budget: Budget = 8000,
    at: At = "HEAD",
    diff: Diff = "",
    tokens: Tokens = "",
    format: Format = "markdown",
) -> None:
    """Collect what to read for a task or a review, within a token budget."""
    from rgraph.context.asked import check, pack
    from rgraph.context.counters import counter_of

    check(task, diff, budget, at)
    counter = counter_of(tokens)
    found = pack(
        session(), task, diff, at, budget, counter.name, lambda made: counter.count(text_of("context", format, made))
    )
    emit(text_of("context", format, found))
