"""`/diff`: the report of `rgraph diff A..B`."""

from __future__ import annotations

from rgraph.diff.asked import asked as question_of
from rgraph.render.diff_html import report_html, text

from ..frame import framed, note
from ..page import Answer, Asked, Page
from ..releases import releases


def _answer(asked: Asked) -> Answer:
    range_ = asked.value("range")
    if range_:
        session = asked.session
        report = question_of(session.repository, [range_], staged=False, worktree=False, at="").compare(
            session, code=True
        )
        return Answer(report_html(report))
    ways = "".join(
        f'<li><a href="/diff?range={text(old.oid)}..{text(new.oid)}">{text(old.name)}..{text(new.name)}</a> '
        f'<span class="dim">{text(new.day)}</span></li>'
        for old, new in releases(asked.session.repository)
    )
    form = (
        '<form class="controls" action="/diff"><input name="range" placeholder="A..B" required>'
        "<button>compare</button></form>"
    )
    return framed("diff", f"<h1>What changed</h1>{form}{note('Or one release and the one before it:')}<ul>{ways}</ul>")


PAGE = Page("diff", _answer, "Diff", "what changed between two revisions, and what breaks", 20)
