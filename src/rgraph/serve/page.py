"""What a page of the server is; each stands in a module of `pages/`, which is all that a new one needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from rgraph.errors import ConfigError
from rgraph.view.session import Session

HTML = "text/html; charset=utf-8"
SVG = "image/svg+xml"


class Answer(NamedTuple):
    """What the browser gets."""

    body: str
    media: str = HTML


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the repository, the values of the query, and what follows the page's own path."""

    session: Session
    query: Mapping[str, str]
    rest: str = ""

    def value(self, name: str, default: str = "") -> str:
        """A value of the query, without space around it."""
        return self.query.get(name, "").strip() or default

    def needed(self, name: str) -> str:
        """A value without which there is no answer. Raises ConfigError."""
        found = self.value(name)
        if not found:
            raise ConfigError(f"the address has no {name!r}", f"add ?{name}=...")
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """One page at `/path`; with a `title` the others lead to it. `order` is its place among those.

    Where the path has a slash, the page answers for all that begins as it does up to there.
    """

    path: str
    answer: Callable[[Asked], Answer]
    title: str = ""
    about: str = ""
    order: int = 100


@cache
def pages() -> Mapping[str, Page]:
    """Every page by its path. A module of `pages/` has one as `PAGE`, or several as `PAGES`."""
    from . import pages as folder

    found: list[Page] = []
    for module in iter_modules(folder.__path__):
        loaded = import_module(f"{folder.__name__}.{module.name}")
        found += getattr(loaded, "PAGES", None) or [loaded.PAGE]
    return {page.path.partition("/")[0]: page for page in sorted(found, key=lambda page: (page.order, page.path))}
