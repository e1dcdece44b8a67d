"""`/doc/`: the living documentation of HEAD, page by page."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.doc.asked import book_of
from rgraph.errors import ItemError
from rgraph.model.ids import Oid
from rgraph.render.doc_told import pages_of

from ..page import HTML, Answer, Asked, Page

_FIRST = "index.html"

_MEDIA = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}

_kept: dict[Oid, Mapping[str, str]] = {}
"""The pages of one commit: links lead from one to the next, and all are made at once."""


def _answer(asked: Asked) -> Answer:
    session = asked.session
    commit = session.commit_of(session.graph("HEAD"))
    if commit not in _kept:
        _kept.clear()
        _kept[commit] = pages_of("html", book_of(session, "HEAD"), None)
    name = asked.rest or _FIRST
    found = _kept[commit].get(name)
    if found is None:
        raise ItemError(f"the documentation of HEAD has no page {name!r}", "its first page is `/doc/index.html`")
    suffix = name[name.rfind(".") :]
    return Answer(found, _MEDIA.get(suffix, "text/plain; charset=utf-8"))


PAGE = Page("doc/index.html", _answer, "Documentation", "what each crate and module is, offers and depends on", 50)
