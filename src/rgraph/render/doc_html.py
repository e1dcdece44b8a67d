"""A book of a code base as HTML that opens offline: a page a file with a search, or all pages in one."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from rgraph.doc.book import Book, Page, Picture, Section, Source, Statement
from rgraph.doc.names import stem, stems

from .diff_html import asset, page, sentence, text
from .doors import json_text, markup
from .words import one_line

SEARCH = "search.html"
_BOX_HEIGHT, _ROW, _CHAR, _PAD, _GAP = 26.0, 36.0, 7.4, 12.0, 140.0


def book_html(book: Book) -> str:
    """All pages in one; links lead to the parts of it."""
    links = _Links(stems(book), None, None)
    body = "".join(f'<article id="{text(stem(one))}">{"".join(_page(links, one))}</article>' for one in book.pages)
    return page(book.title, body, _style())


def html_pages(book: Book, root: str | None) -> dict[str, str]:
    """Each page by its file, and the page that searches them. `root` as for Markdown."""
    known = stems(book)
    found: dict[str, str] = {}
    for one in book.pages:
        name = f"{stem(one)}.html"
        links = _Links(known, root, name)
        up = "../" if "/" in name else ""
        body = f"{_navigation(up)}<article>{''.join(_page(links, one))}</article>"
        found[name] = markup(page(f"{one.title} - {book.title}", body, _style()))
    found[SEARCH] = markup(_search(book))
    return found


def _style() -> str:
    return asset("diff.css") + asset("doc.css")


def _navigation(up: str) -> str:
    ways = "".join(
        f'<a href="{up}{name}.html">{title}</a> '
        for name, title in (("index", "overview"), ("entry-points", "entry points"), ("glossary", "glossary"))
    )
    return (
        f'<nav>{ways}<form action="{up}{SEARCH}" role="search">'
        '<input type="search" name="q" placeholder="search" aria-label="search"></form></nav>'
    )


def _search(book: Book) -> str:
    """Every page, and every item that a page tells, with what is said of it."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in book.pages:
        href = f"{stem(one)}.html"
        rows.setdefault((one.title, href), [one.title, href, ""])
        for part in one.sections:
            for statement in part.statements if part.title in _SEARCHED else ():
                rows.setdefault(
                    (statement.source.symbol, href), [statement.source.symbol, href, statement.text.replace("`", "")]
                )
    data = json_text(json.dumps(list(rows.values()), ensure_ascii=True)).replace("<", "\\u003c")
    body = (
        f'{_navigation("")}<h1>Search</h1><form class="search"><input id="asked" type="search" name="q" '
        'aria-label="search" autofocus></form><p id="count" aria-live="polite"></p><ul id="found"></ul>'
    )
    script = f"const PAGES = {data};\n{asset('doc.js')}"
    return page(f"search - {book.title}", body, _style(), script)


_SEARCHED = frozenset({"Purpose", "Public API"})


class _Links:
    def __init__(self, stems: Mapping[str, str], root: str | None, here: str | None) -> None:
        self._stems = stems
        self._root, self._here = root, here

    def page(self, symbol: str, label: str) -> str:
        """A link to a page, or the label where there is none; label is markup."""
        to = self._stems.get(symbol)
        if to is None:
            return label
        here = posixpath.dirname(self._here) or "." if self._here is not None else ""
        href = f"#{to}" if self._here is None else quote(posixpath.relpath(f"{to}.html", here))
        return f'<a href="{text(href)}">{label}</a>'

    def source(self, source: Source) -> str:
        """The place of a statement; its symbol stands in the title."""
        place = text(one_line(f"{source.path}:{source.line}"))
        symbol = text(one_line(source.symbol))
        if self._root is None or self._here is None:
            return f'<span class="under" title="{symbol}">{place}</span>'
        way = posixpath.normpath(posixpath.join(posixpath.dirname(self._here) and "..", self._root, source.path))
        href = text(quote(way.encode("utf-8", "surrogateescape"), safe="/.-_~"))
        return f'<a class="under" title="{symbol}" href="{href}">{place}</a>'


def _page(links: _Links, one: Page) -> Iterator[str]:
    yield f"<h1>{text(one_line(one.title))}</h1>"
    if one.around:
        yield f"<p>{text(one.kind)}, in {links.page(one.around, text(one_line(one.around)))}</p>"
    for part in one.sections:
        yield from _section(links, part)


def _section(links: _Links, part: Section) -> Iterator[str]:
    rows = "".join(_statement(links, statement) for statement in part.statements)
    more = f"<li>… {part.left_out:,} more</li>" if part.left_out else ""
    picture = f'<figure class="wide">{_drawing(part.title, part.picture)}</figure>' if part.picture is not None else ""
    listed = f"<ul>{rows}{more}</ul>" if rows else ""
    yield f"<section><h2>{text(one_line(part.title))}</h2>{listed}{picture}</section>"


def _statement(links: _Links, statement: Statement) -> str:
    more = links.page(statement.page, "page") if statement.page else ""
    linked = f" {more}" if more.startswith("<a") else ""
    depth = f' style="margin-left:{statement.depth * 1.5:g}rem"' if statement.depth else ""
    return f"<li{depth}>{sentence(one_line(statement.text))} {links.source(statement.source)}{linked}</li>"


def _drawing(title: str, picture: Picture) -> str:
    """Sources left, targets right, a line for each pair."""
    sources = sorted({one for one, _, _ in picture.links})
    targets = sorted({other for _, other, _ in picture.links})
    left = max(len(name) for name in sources) * _CHAR + 2 * _PAD
    right = max(len(name) for name in targets) * _CHAR + 2 * _PAD
    height = max(len(sources), len(targets)) * _ROW
    parts = [_box(name, 0, at, left) for at, name in enumerate(sources)]
    parts += [_box(name, left + _GAP, at, right) for at, name in enumerate(targets)]
    for one, other, count in picture.links:
        y1, y2 = (names.index(name) * _ROW + _BOX_HEIGHT / 2 for names, name in ((sources, one), (targets, other)))
        told = text(one_line(f"{one} -> {other}: {count:,} references"))
        x, half = left + _GAP, left + _GAP / 2
        way = f"M {left:.0f} {y1:.0f} C {half:.0f} {y1:.0f}, {half:.0f} {y2:.0f}, {x:.0f} {y2:.0f}"
        parts.append(f'<path class="gained" d="{way}"><title>{told}</title></path>')
    width = left + _GAP + right
    return (
        f'<svg class="modules" role="img" aria-label="{text(one_line(title))}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">{"".join(parts)}</svg>'
    )


def _box(name: str, x: float, at: int, width: float) -> str:
    y = at * _ROW
    return (
        f'<g><rect x="{x + 1:.0f}" y="{y + 1:.0f}" width="{width - 2:.0f}" height="{_BOX_HEIGHT:.0f}" rx="5"/>'
        f'<text x="{x + _PAD:.0f}" y="{y + 18:.0f}">{text(one_line(name))}</text></g>'
    )
