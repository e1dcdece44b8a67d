"""The files of pages: names that are safe on every file system and never two for two symbols."""

from __future__ import annotations

import re

from blake3 import blake3

from .book import Book, Page

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_.-]*\Z")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z")
_LONGEST = 80
FIXED = {"overview": "index", "entry points": "entry-points", "glossary": "glossary"}


def stem(page: Page) -> str:
    """The file of a page below the folder, without its ending."""
    return FIXED.get(page.kind) or f"modules/{_safe(page.symbol)}"


def _safe(symbol: str) -> str:
    """A symbol as a name of a file. What lower case and plain letters cannot tell apart, a hash does."""
    name = symbol.replace("::", ".").replace("/", "--")
    lowered = re.sub(r"[^a-z0-9_.-]+", "-", name.lower())[:_LONGEST].strip(".-") or "module"
    ambiguous = "." in symbol or "--" in symbol
    if name == lowered and not ambiguous and _PLAIN.match(name) and not _RESERVED.match(name):
        return name
    return f"{lowered}-{blake3(symbol.encode('utf-8', 'surrogateescape')).hexdigest(4)}"


def stems(book: Book) -> dict[str, str]:
    """The file of every page of a book, by its symbol."""
    return {page.symbol: stem(page) for page in book.pages}
