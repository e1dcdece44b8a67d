"""`rgraph rules init | explain | graph`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .formats import format_option, write
from .options import command_app, emit, session
from .outfile import check_writable, write_file

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.view.session import Session

app = command_app()

At = Annotated[str, typer.Option("--at", metavar="REV", help="A revision (default: the working directory).")]
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="FILE", help="Use the rules in this file instead of rgraph.toml.")
]


@app.callback()
def rules() -> None:
    """Propose, explain and draw architecture rules."""


@app.command()
def init(
    at: At = "",
    to_file: Annotated[bool, typer.Option("--write", help="Write rgraph.toml, which must not exist yet.")] = False,
) -> None:
    """Propose an rgraph.toml from the code."""
    from rgraph.rules.config import FILE_NAME
    from rgraph.rules.propose import proposal_text, propose
    from rgraph.rules.revisions import main_branch

    found = session()
    path = Path(found.repository.workdir or ".") / FILE_NAME
    if to_file:
        _check_free(path)
    text = proposal_text(propose(_code(found, at), main_branch(found.repository)))
    if not to_file:
        emit(text)
        return
    try:
        write_file(path, text, new=True)
    except FileExistsError as error:
        raise _taken(path) from error
    emit(f"wrote {path}")


def _check_free(path: Path) -> None:
    if os.path.lexists(path):
        raise _taken(path)
    check_writable(path)


def _taken(path: Path) -> ConfigError:
    return ConfigError(f"{path} already exists", "run without --write to print the proposal, and copy what you need")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule in rgraph.toml, or a kind of rule.")],
    at: At = "",
    rules_file: Rules = None,
    format: Annotated[str, format_option("explanation")] = "text",
) -> None:
    """Explain a kind of rule, or one rule and what its selectors match."""
    from rgraph.rules.explain import explain_kind, explain_rule
    from rgraph.rules.registry import kind_names
    from rgraph.rules.run import load_rules

    if name in kind_names():
        found = explain_kind(name)
    else:
        opened = session()  # kept: with it the store closes
        code = _code(opened, at)
        found = explain_rule(load_rules(code, at or "worktree", rules_file).rule(name), code)
    write("explanation", format, found)


@app.command()
def graph(
    at: At = "",
    rules_file: Rules = None,
    depth: Annotated[
        int, typer.Option("--depth", min=0, help="Fold modules to this many path segments below the crate.")
    ] = 1,
    crate: Annotated[str, typer.Option("--crate", metavar="NAME", help="Only this crate.")] = "",
    format: Annotated[str, format_option("drawing")] = "dot",
) -> None:
    """Draw modules, layers and violations."""
    from rgraph.rules.drawing import draw
    from rgraph.rules.run import check_tree, load_rules

    judged = at or "worktree"
    opened = session()
    code = _code(opened, at)
    report = check_tree(opened, judged, rules=rules_file, beyond=False)
    write("drawing", format, draw(code, load_rules(code, judged, rules_file), report, depth, crate))


def _code(opened: Session, at: str) -> Code:
    from rgraph.rules.code import Code

    return Code(opened.graph(at or "worktree"))
