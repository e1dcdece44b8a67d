"""`rgraph doc`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, emit, session

if TYPE_CHECKING:
    from rgraph.view.session import Session

app = command_app()

Format = Annotated[str, format_option("book")]


@app.command()
def doc(
    at: At = "HEAD",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Write the pages there, and remove stale ones.")
    ] = None,
    format: Format = "markdown",
) -> None:
    """Living documentation from the graph: what each crate and module is, offers, leans on, and how it came about."""
    from rgraph.doc.asked import book_of

    asked = session()
    book = book_of(asked, at)
    if out is None:
        write("book", format, book)
        return
    from rgraph.doc.folder import write_pages
    from rgraph.render.doc_told import pages_of, written_text

    told = write_pages(out, asked.repository.workdir, pages_of(format, book, _root(asked, out)))
    emit(written_text(told, str(out)))


def _root(asked: Session, out: Path) -> str | None:
    """The way from the folder of pages to the root of the repository; None where it lies outside."""
    workdir = asked.repository.workdir
    if workdir is None or not out.resolve().is_relative_to(workdir.resolve()):
        return None
    return os.path.relpath(workdir.resolve(), out.resolve()).replace(os.sep, "/")
