"""`rgraph doc`."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .formats import format_option, write
from .options import At, command_app, emit, session

if TYPE_CHECKING:
    from rgraph.doc.book import Book
    from rgraph.view.session import Session

app = command_app()

Format = Annotated[str, format_option("book")]


@app.command()
def doc(
    at: At = "HEAD",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="DIR", help="Write the pages to this folder, and remove stale ones."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Find names in prose whose items are gone; exit with 1 if there are any.")
    ] = False,
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="With --check: compare with REV instead of the whole history."),
    ] = "",
    summaries: Annotated[
        bool, typer.Option("--summaries", help="Let a language model summarise each module (see rgraph generate).")
    ] = False,
    endpoint: Annotated[
        str, typer.Option("--endpoint", metavar="URL", help="With --summaries: the endpoint to ask.")
    ] = "",
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="With --summaries: the name of the model at the endpoint.")
    ] = "",
    format: Format = "markdown",
) -> None:
    """Generate documentation from the graph, or check prose against it."""
    gc.disable()  # a graph lives to the end of the process: looking through it for garbage costs a third
    if check:
        if out is not None or summaries:
            raise ConfigError(
                "--check writes no pages, so it cannot be combined with -o or --summaries", "run rgraph doc twice"
            )
        _check(at, since, format)
        return
    if since:
        raise ConfigError("--since needs --check", "rgraph diff tells what changed since REV")
    from rgraph.doc.asked import book_of

    asked = session()
    book = book_of(asked, at)
    if summaries:
        book = _summarised(asked, book, endpoint, model)
    if out is None:
        write("book", format, book)
        return
    from rgraph.doc.folder import write_pages
    from rgraph.render.doc_told import pages_of, written_text

    told = write_pages(out, asked.repository.workdir, pages_of(format, book, _root(asked, out)))
    emit(written_text(told, str(out)))


def _check(at: str, since: str, format: str) -> None:
    from rgraph.doc.checking import check_prose

    found = check_prose(session(), at, since)
    write("prose", format, found)
    if found.stale:
        raise typer.Exit(1)


def _summarised(asked: Session, book: Book, url: str, model: str) -> Book:
    from rgraph.doc.summaries import with_summaries
    from rgraph.generate.asking import ask
    from rgraph.generate.settings import endpoint

    chosen = endpoint(url, model)

    def answer(system: str, text: str) -> str:
        return ask(chosen, [{"role": "system", "content": system}, {"role": "user", "content": text}])

    return with_summaries(book, answer, chosen.model, asked.repository.common_dir / "rgraph", asked.note)


def _root(asked: Session, out: Path) -> str | None:
    """The way from the folder of pages to the root of the repository; None where it lies outside."""
    workdir = asked.repository.workdir
    if workdir is None or not out.resolve().is_relative_to(workdir.resolve()):
        return None
    return os.path.relpath(workdir.resolve(), out.resolve()).replace(os.sep, "/")
