"""`/`: what there is."""

from __future__ import annotations

from rgraph.render.diff_html import text
from rgraph.render.status import status_text
from rgraph.render.style import Style
from rgraph.view.index_state import status

from ..frame import framed
from ..page import Answer, Asked, Page, pages


def _answer(asked: Asked) -> Answer:
    session = asked.session
    session.graph("HEAD")
    name = session.repository.workdir.name if session.repository.workdir else "repository"
    ways = "".join(
        f'<li><a href="/{each.path}">{text(each.title)}</a> {text(each.about)}</li>'
        for each in pages().values()
        if each.title and each.path
    )
    body = f"<h1>{text(name)}</h1><ul>{ways}</ul><h2>HEAD</h2><pre>{text(status_text(status(session), Style()))}</pre>"
    return framed(name, body)


PAGE = Page("", _answer, "Overview", order=0)
