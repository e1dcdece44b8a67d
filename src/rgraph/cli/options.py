"""Options and arguments that several commands share, and how a command writes its result."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.streams import write_stdout

if TYPE_CHECKING:
    from rgraph.render.style import Style
    from rgraph.view.session import Session

At = Annotated[str, typer.Option("--at", metavar="REV", help="The revision to answer for (default: HEAD).")]
ItemName = Annotated[
    str, typer.Argument(metavar="ITEM", help="A Rust path, any unambiguous ending of one, or FILE:LINE.")
]
Depth = Annotated[int, typer.Option("--depth", min=0, metavar="N", help="How many edges to follow (0: no limit).")]
Tiers = Annotated[
    str, typer.Option("--tier", metavar="TIERS", help="Only edges of these tiers: exact,compiler,inferred,candidate.")
]

Without = Annotated[
    str, typer.Option("--without", metavar="KINDS", help="Leave out edges of these kinds: runs,imports,...")
]


def command_app() -> typer.Typer:
    """The typer application of one command: plain help, no completion, errors left to `failure`."""
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )


def session(client: bool = False) -> Session:
    """The session of the repository around the current folder; its notes go to stderr."""
    from rgraph.view.session import open_session

    return open_session(note=note, client=client)


def note(text: str) -> None:
    """A note for the person at the terminal; never part of the result."""
    from rgraph.render.doors import log_text
    from rgraph.render.words import one_line

    print(log_text(f"note: {one_line(text)}"), file=sys.stderr)


def style() -> Style:
    """Colour for stdout where it is a terminal."""
    from rgraph.render.style import style_for

    return style_for(sys.stdout)


def emit(text: str) -> None:
    """Writes a result to stdout, as UTF-8 whatever the locale, ending in one newline."""
    write_stdout(text if not text or text.endswith("\n") else text + "\n")
