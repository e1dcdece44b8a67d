"""The pages of a book in a format, and what became of them when they were written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rgraph.doc.book import Book
from rgraph.doc.folder import Written
from rgraph.errors import ConfigError
from rgraph.spelling import counted

from .doc_html import html_pages
from .doc_markdown import markdown_pages
from .doors import log_text
from .words import one_line

_PAGES: Mapping[str, Callable[[Book, str | None], dict[str, str]]] = {"markdown": markdown_pages, "html": html_pages}


def pages_of(format: str, book: Book, root: str | None) -> dict[str, str]:
    """The files of a book. Raises ConfigError for a format that is one text."""
    if format not in _PAGES:
        raise ConfigError(
            f"--format {format} is a single text, not a folder of pages",
            "leave out -o and redirect the output",
        )
    return _PAGES[format](book, root)


def written_text(told: Written, folder: str) -> str:
    """What was written, what not, and what was removed."""
    parts = [f"{counted(len(told.written), 'page')} written", f"{told.unchanged:,} unchanged"]
    parts += [f"{len(told.removed):,} removed"] if told.removed else []
    lines = [f"{one_line(folder)}: {', '.join(parts)}"]
    lines += [f"note: {one_line(name)} had been changed by hand" for name in told.edited]
    return log_text("\n".join(lines))
