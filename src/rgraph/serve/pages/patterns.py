"""`/patterns`: what the architecture is, with evidence that leads to the items."""

from __future__ import annotations

from urllib.parse import quote

from rgraph.patterns.asked import asked as asked_for
from rgraph.patterns.pattern import Evidence, Finding, Told
from rgraph.render.diff_html import sentence, text, wrapped

from ..frame import framed, note
from ..page import Answer, Asked, Page


def _answer(asked: Asked) -> Answer:
    at, since = asked.value("at", "HEAD"), asked.value("since")
    found = asked_for(asked.session, at, since, ())
    form = (
        f'<form class="controls" action="/patterns"><label>at <input name="at" value="{text(at)}"></label>'
        f'<label>since <input name="since" value="{text(since)}"></label><button>show</button></form>'
    )
    parts = "".join(_pattern(each, found.at) for each in found.patterns) or note("no patterns found")
    return framed("patterns", f"<h1>What the architecture is</h1>{form}{parts}{''.join(map(note, found.notes))}")


def _pattern(told: Told, at: str) -> str:
    findings = "".join(_finding(each, at) for each in told.findings)
    unseen = note(told.unseen) if told.unseen else ""
    return (
        f'<details class="crate"><summary>{text(told.title)} ({len(told.findings)})</summary>'
        f"{note(told.summary)}<ul>{findings}</ul>{unseen}</details>"
    )


def _finding(finding: Finding, at: str) -> str:
    change = f"<b>{text(finding.change)}</b> " if finding.change else ""
    lines = "".join(f"<li>{_evidence(each, at)}</li>" for each in finding.evidence)
    rule = f"<pre>{text(finding.rule.toml)}</pre>" if finding.rule is not None else ""
    return f"<li>{change}{sentence(finding.statement)}<ul>{lines}</ul>{rule}</li>"


def _evidence(evidence: Evidence, at: str) -> str:
    place = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
    words = wrapped(evidence.what or evidence.symbol)
    if evidence.symbol:
        link = f"/item?at={quote(at, safe='')}&name={quote(evidence.symbol, safe='')}"
        words = f'<a href="{text(link)}">{words}</a>'
    return f'<code>{words}</code> <span class="dim">{wrapped(place)}</span>'


PAGE = Page("patterns", _answer, "Patterns", "layers, hubs, cycles, and Rust's own patterns, with evidence", 40)
