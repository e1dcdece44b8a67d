"""`rgraph diff A..B`."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .formats import format_option, text_of
from .options import At, command_app, emit, session
from .outfile import check_writable, write_file

if TYPE_CHECKING:
    from rgraph.diff.report import DiffReport
    from rgraph.view.session import Session

app = command_app()

Revisions = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[A..B | A...B | A B | A] [PATH]...",
        help="Two revisions, or one to compare with the worktree; then paths.",
    ),
]
Crates = Annotated[list[str] | None, typer.Option("--crate", metavar="NAME", help="Only these crates or packages.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on", metavar="WHAT", help="Exit with 1 on `major` changes, `minor` ones or more, or a `new-cycle`."
    ),
]
Format = Annotated[str, format_option("diff")]


@app.command()
def diff(
    revisions: Revisions = None,
    staged: Annotated[bool, typer.Option("--staged", help="Compare what is staged with HEAD (or A).")] = False,
    worktree: Annotated[
        bool, typer.Option("--worktree", help="Compare the working directory with HEAD (or A).")
    ] = False,
    crate: Crates = None,
    stat: Annotated[bool, typer.Option("--stat", help="Only counts by module.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Leave nothing out.")] = False,
    fail_on: FailOn = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout.")
    ] = "",
    format: Format = "text",
    at: At = "",
) -> int:
    """Show what changed between two revisions, what breaks, and who is affected."""
    from rgraph.diff.asked import asked, check_fail_on, fails
    from rgraph.errors import ConfigError

    gc.disable()  # two commits' graphs live to the end of the process: looking through them for garbage costs a third
    conditions = check_fail_on(fail_on or [])
    if stat and format != "text":
        raise ConfigError(
            f"--stat cannot be combined with --format {format}", "--stat prints text; --format json has the same counts"
        )
    if output:
        check_writable(Path(output))
    opened = session()
    question = asked(opened.repository, revisions or [], staged=staged, worktree=worktree, at=at)
    report = question.compare(opened, crates=crate or [], code=format == "html", history=format == "changelog")
    pages = _pages(opened, report) if format == "markdown" else {}
    text = text_of("diff", format, report, stat=stat, verbose=verbose, pages=pages)
    if output:
        write_file(Path(output), text)
    else:
        emit(text)
    return 1 if fails(report, conditions) else 0


def _pages(opened: Session, report: DiffReport) -> dict[str, str]:
    """Where the modules that changed are documented, if the repository says where."""
    from rgraph.doc.linked import module_pages

    modules = (change.ref.module for change in report.changes)
    return module_pages(opened.repository, report.new, modules, opened.note)
