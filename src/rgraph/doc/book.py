"""A book about a code base: pages of sections of statements, each with the place that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from."""

    symbol: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or item of a list; what stands between backticks is code. `page` is the symbol of a page that tells
    more; `depth` is how deep it stands in a list."""

    text: str
    source: Source
    page: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Who depends on whom: names, and pairs with the number of references."""

    nodes: list[str]
    links: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under a heading; `left_out` is how many more there are."""

    title: str
    statements: list[Statement]
    picture: Picture | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: of a crate or module its symbol, else the name of the page itself. `around` is the page above."""

    symbol: str
    kind: str
    title: str
    sections: list[Section]
    around: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All pages, the overview first."""

    title: str
    commit: str
    pages: list[Page]
    notes: list[str] = field(default_factory=list)
