"""A book of a code base as Markdown: a page a file, or all pages in one text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from rgraph.doc.book import Book, Page, Picture, Section, Source, Statement
from rgraph.doc.names import stem, stems

from .doors import log_text
from .graphs import mermaid_text
from .markdown_words import code, escape, sentence
from .words import one_line

MARK = "<!-- Written by `rgraph doc`: changes made here are lost. -->"


def book_markdown(book: Book) -> str:
    """All pages in one text; links lead to the headings of pages within it."""
    links = _Links(stems(book), None, None)
    return "\n".join(line for page in book.pages for line in _page(links, page))


def markdown_pages(book: Book, root: str | None) -> dict[str, str]:
    """Each page by its file. `root` is the way from the folder of pages to the root of the repository; None: no links
    to sources."""
    known = stems(book)
    found: dict[str, str] = {}
    for page in book.pages:
        name = f"{stem(page)}.md"
        lines = [MARK, "", *_page(_Links(known, root, name), page)]
        found[name] = log_text("\n".join(lines).rstrip("\n") + "\n")
    return found


class _Links:
    """Where things lie, seen from one page; from none (`here` None) within one text."""

    def __init__(self, stems: Mapping[str, str], root: str | None, here: str | None) -> None:
        self._stems = stems
        self._root, self._here = root, here

    def page(self, symbol: str, label: str) -> str:
        """A link to a page; the label alone where there is no page."""
        to = self._stems.get(symbol)
        if to is None or self._here is None:
            return label
        return f"[{label}]({_url(posixpath.relpath(f'{to}.md', posixpath.dirname(self._here) or '.'))})"

    def source(self, source: Source) -> str:
        """The place of a statement and its symbol."""
        place = one_line(f"{source.path}:{source.line}")
        if self._root is None or self._here is None:
            return f"({code(source.symbol)} {escape(place)})" if source.symbol else f"({escape(place)})"
        way = posixpath.join(posixpath.dirname(self._here) and "..", self._root, source.path)
        symbol = one_line(source.symbol).replace("\\", "\\\\").replace('"', "&quot;").replace("<", "&lt;")
        title = f' "{symbol}"' if symbol else ""
        return f"[{escape(place)}]({_url(posixpath.normpath(way))}#L{source.line}{title})"


def _url(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/.-_~")


def _page(links: _Links, page: Page) -> Iterator[str]:
    yield f"# {escape(page.title)}"
    yield ""
    if page.around:
        yield f"{escape(page.kind)}, in {links.page(page.around, escape(page.around))}"
        yield ""
    for section in page.sections:
        yield from _section(links, section)


def _section(links: _Links, section: Section) -> Iterator[str]:
    yield f"## {escape(section.title)}"
    yield ""
    for statement in section.statements:
        yield _statement(links, statement)
    if section.left_out:
        yield f"- … {section.left_out:,} more"
    if section.statements:
        yield ""
    if section.picture is not None:
        yield from [*_mermaid(section.picture), ""]


def _statement(links: _Links, statement: Statement) -> str:
    text = sentence(statement.text)
    more = links.page(statement.page, "page") if statement.page else ""
    linked = f" {more}" if more.startswith("[") else ""
    return f"{'  ' * statement.depth}- {text} {links.source(statement.source)}{linked}"


def _mermaid(picture: Picture) -> list[str]:
    numbers = {name: f"n{number}" for number, name in enumerate(picture.nodes)}
    nodes = [f'  {numbers[name]}["{mermaid_text(name)}"]' for name in picture.nodes]
    links = [f"  {numbers[one]} -->|{count}| {numbers[other]}" for one, other, count in picture.links]
    return ["```mermaid", "graph LR", *nodes, *links, "```"]
