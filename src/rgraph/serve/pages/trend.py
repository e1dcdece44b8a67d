"""`/trend`: a count over history as a picture."""

from __future__ import annotations

from rgraph.render.diff_html import text
from rgraph.render.trend import heading, trend_text
from rgraph.render.trend_picture import trend_svg
from rgraph.rules.counting import RULE
from rgraph.trend.asked import Options, trend
from rgraph.trend.registry import names, shown

from ..frame import framed, note
from ..page import Answer, Asked, Page


def _answer(asked: Asked) -> Answer:
    what, every, by = asked.value("what", "unwrap"), asked.value("every"), asked.value("by")
    tests = bool(asked.value("tests"))
    found = trend(asked.session, what, Options(asked.value("range"), every, by, tests, {"rule": RULE}))
    known = "".join(f'<option value="{text(shown(name))}">' for name in names())
    form = (
        '<form class="controls" action="/trend">'
        f'<label>count <input name="what" value="{text(what)}" list="measures" required></label>'
        f'<datalist id="measures">{known}</datalist>'
        f'<label>every <input name="every" value="{text(every)}" placeholder="tag, month, 100"></label>'
        f'<label>by <input name="by" value="{text(by)}" placeholder="crate, module"></label>'
        "<button>count</button></form>"
    )
    picture = f'<figure class="wide">{trend_svg(found)}</figure>'
    table = f"<details><summary>as text</summary><pre>{text(trend_text(found))}</pre></details>"
    return framed(what, f"<h1>{text(what)}</h1>{form}{note(heading(found))}{picture}{table}")


PAGE = Page("trend", _answer, "Trend", "a count over history", 15)
