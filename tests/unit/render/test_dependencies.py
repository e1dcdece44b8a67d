"""What is said of dependencies as Markdown: names, notes and titles are of strangers, and are shown, not obeyed."""

from __future__ import annotations

import json
import re

import pytest

from rgraph.deps.advisories.reading import Advisory
from rgraph.deps.advisories.report import Advised, Function, Judged, Verdict
from rgraph.deps.reach.report import Looked, Reaching, Used, UsedItem
from rgraph.deps.upgrade.report import (
    ApiDifference,
    ApiFinding,
    AskedAnew,
    CallSite,
    Effect,
    Felt,
    Move,
    Several,
    Upgrade,
)
from rgraph.diff.report import Confidence, Finding, Level, Undecided
from rgraph.model.packages import PackageId
from rgraph.render.formats import written
from rgraph.render.style import PLAIN

EVIL = "<img src=x> [click](http://x) @team `c` *b*\n# h"
SHOWN = re.compile(r"``?[^`]*``?|\\.|&lt;|&gt;|@<!-- -->")
"""What Markdown leaves as it is."""

PACKAGE = PackageId(EVIL, EVIL)
FELT = Felt(Effect.BREAKS, PACKAGE, EVIL, EVIL, (CallSite(EVIL, 1, EVIL),), EVIL, adapted=1)
JUDGED = Judged(
    Advisory(EVIL, EVIL, EVIL, informational=EVIL), PACKAGE, Verdict.CANNOT_TELL, (Function(EVIL),), why=EVIL
)
LOOKED = Looked(between=(PACKAGE,), missing=(PACKAGE,), unread=(EVIL,))
API = ApiDifference(
    Move(PACKAGE, PACKAGE),
    "major",
    "minor",
    (
        ApiFinding(
            Finding("rule", EVIL, Level.MAJOR, Confidence.LIKELY, EVIL, EVIL, EVIL, EVIL, EVIL, None, None),
            (CallSite(EVIL, 1, EVIL),),
        ),
    ),
    (Undecided(EVIL, EVIL, EVIL, None),),
    (EVIL,),
    (EVIL,),
)
REPORTS = {
    "upgrade": Upgrade(
        "",
        (Move(PACKAGE, PACKAGE), Move(PACKAGE, None)),
        (FELT,),
        1,
        (PACKAGE,),
        (PACKAGE,),
        (EVIL,),
        (EVIL,),
        asked=(AskedAnew(EVIL, EVIL, EVIL, (EVIL,)),),
        several=(Several(EVIL, EVIL, (EVIL,), (EVIL, EVIL)),),
        apis=(API,),
        notes=(EVIL,),
    ),
    "reaching": Reaching("", (PACKAGE,), EVIL, (), (), LOOKED),
    "used": Used("", (PACKAGE,), (UsedItem(EVIL, PACKAGE, "function", ()),), LOOKED),
    "advisories": Advised("", 1, 1, (JUDGED,), (JUDGED,), (EVIL,), LOOKED),
}


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_no_text_of_strangers_is_obeyed(name: str) -> None:
    text = written(name, "markdown", REPORTS[name])
    left = SHOWN.sub("", text)
    assert EVIL.partition(" ")[0] not in left and "](" not in left and "@team" not in left, text
    assert "*b*" not in left and not re.search(r"^# h", text, re.MULTILINE)


def test_code_in_a_sentence_stays_code() -> None:
    text = written("upgrade", "markdown", REPORTS["upgrade"])
    assert " `c` \\*b\\*" in text


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_each_thing_said_is_one_line_of_text(name: str) -> None:
    for verbose in (False, True):
        text = written(name, "text", REPORTS[name], style=PLAIN, verbose=verbose)
        assert not re.search(r"^# h", text, re.MULTILINE)


def test_a_page_shows_the_text_of_strangers() -> None:
    page = written("upgrade", "html", REPORTS["upgrade"])
    assert "<img" not in page and "&lt;img" in page


def test_each_line_that_feels_something_is_annotated() -> None:
    log = json.loads(written("upgrade", "sarif", REPORTS["upgrade"]))
    results = [(each["ruleId"], each["level"]) for each in log["runs"][0]["results"]]
    assert results == [("breaks", "error"), ("rule", "warning")], "a change of an API is no error of a line"
    lines = written("upgrade", "github", REPORTS["upgrade"]).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
