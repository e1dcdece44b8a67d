"""`/graph`: the crates and modules of any commit, with time as a slider; `/graph.svg` is one picture of it."""

from __future__ import annotations

import json

from rgraph.errors import ItemError
from rgraph.model.graph import Tier
from rgraph.render.diff_html import text
from rgraph.render.graph_picture import graph_picture
from rgraph.view.summary import GraphSummary, Level, parse_level, summary

from ..frame import framed, note
from ..page import Answer, Asked, Page
from ..points import points

_TIERS = (Tier.EXACT, Tier.COMPILER, Tier.INFERRED)


def _answer(asked: Asked) -> Answer:
    at, level, within = asked.value("at", "HEAD"), parse_level(asked.value("level", "module")), asked.value("within")
    found = points(asked.session.repository, at)
    shown = json.dumps([[point.name, point.oid, point.day] for point in found]).replace("<", "\\u003c")
    options = "".join(
        f"<option{' selected' if each is level else ''}>{each}</option>" for each in (Level.MODULE, Level.CRATE)
    )
    checked = " checked" if asked.value("tests") else ""
    body = (
        "<h1>Who depends on whom</h1>"
        + note("What is on the left uses what is on the right. Green is new since the revision before, red is gone.")
        + '<form class="controls" id="controls" action="/graph">'
        f'<label>level <select name="level">{options}</select></label>'
        f'<label>within <input name="within" value="{text(within)}" placeholder="crate or module"></label>'
        f'<label><input name="tests" type="checkbox" value="1"{checked}> tests</label>'
        f'<label>up to <input name="at" value="{text(at)}"></label><button>show</button></form>'
        '<p class="controls"><input id="time" type="range" min="0" step="1" aria-label="revision">'
        '<output id="when"></output></p><figure class="wide" id="picture" aria-live="polite"></figure>'
        f'<script type="application/json" id="points">{shown}</script>'
    )
    return framed("graph", body, "graph.js")


def _picture(asked: Asked) -> Answer:
    now = _summary(asked, asked.value("at", "HEAD"))
    if now is None:
        return Answer(note(f"nothing of `{asked.value('within') or 'that kind'}` at this revision"))
    before = _summary(asked, asked.value("since")) if asked.value("since") else None
    drawn = graph_picture(now, before, link=f"/item?at={now.commit}&name={{}}")
    more = note(f"{drawn.left_out} more, which have fewer references") if drawn.left_out else ""
    return Answer(drawn.svg + more)


def _summary(asked: Asked, rev: str) -> GraphSummary | None:
    level, within, tests = (
        parse_level(asked.value("level", "module")),
        asked.value("within"),
        bool(asked.value("tests")),
    )
    try:
        return summary(asked.session.compiled(rev), level, _TIERS, within, tests)
    except ItemError:  # it was not there yet, or is not any more
        return None


PAGES = (
    Page("graph", _answer, "Graph", "crates and modules, and who depends on whom, through time", 10),
    Page("graph.svg", _picture),
)
