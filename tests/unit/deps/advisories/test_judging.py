"""What advisories mean for a tree: reachable, not found, or that nothing can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.advisories.judging import advised, fails
from rgraph.deps.advisories.reading import read_database
from rgraph.deps.advisories.report import Advised
from rgraph.errors import ConfigError
from rgraph.render.advisories import advised_markdown, advised_text
from tests.unit.deps.needing import Needed, needing
from tests.unit.deps.reach.test_reaching import APP, DEEP, MIDDLE

from .folder import advisory, written

LONE = Needed("deep", "1.0.0", {**DEEP.files, "src/inner.rs": DEEP.files["src/inner.rs"] + "pub fn lone() {}\n"})
ANY = ["*"]


def asked(folder: Path, packages: list[Needed] | None = None, crate: str = "", **texts: str) -> Advised:
    session, tier = needing(folder / "here", APP, packages or [LONE, MIDDLE], ["middle"])
    return advised(session, tier, "HEAD", read_database(written(folder / "db", **texts)), crate)


def verdicts(found: Advised) -> dict[str, tuple[str, str]]:
    return {each.advisory.id: (each.verdict, each.why) for each in found.judged}


def test_every_verdict_says_what_it_stands_on(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        A_1=advisory("A-1", "deep", {"deep::Parser::parse": ANY, "deep::inner::lone": ANY}),
        A_2=advisory("A-2", "deep", {"deep::inner::lone": ANY}),
        A_3=advisory("A-3", "deep"),
        A_4=advisory("A-4", "deep", {"deep::vanished": ANY}),
        A_5=advisory("A-5", "deep", {"deep::inner::lone": ["< 0.7"]}),
        A_6=advisory("A-6", "deep", {"deep::Parser::parse": ANY}, patched=">= 1.0.0"),
        A_7=advisory("A-7", "elsewhere", {"elsewhere::f": ANY}),
        A_8=advisory("A-8", "middle", informational="unmaintained"),
    )
    assert verdicts(found) == {
        "A-1": ("reachable", ""),
        "A-3": ("cannot tell", "the advisory names no functions"),
        "A-4": ("cannot tell", "no item of its source is called deep::vanished"),
        "A-5": ("cannot tell", "the advisory names no functions for this version"),
        "A-2": ("not found", ""),
    }
    assert list(verdicts(found)) == ["A-1", "A-3", "A-4", "A-5", "A-2"]
    assert [each.advisory.id for each in found.notices] == ["A-8"]
    assert (found.read, found.packages) == (8, 2)
    first = found.judged[0].ways[0]
    assert (first.owner, first.line, first.steps[-1].symbol) == ("app::begin", 2, "deep::inner::Parser::parse")


def test_a_function_that_is_reached_and_one_that_is_unknown(tmp_path: Path) -> None:
    found = asked(tmp_path, A_1=advisory("A-1", "deep", {"deep::Parser::parse": ANY, "deep::vanished": ANY}))
    assert verdicts(found) == {"A-1": ("reachable", "")} and found.judged[0].unresolved == ("deep::vanished",)
    assert "no item of its source is called deep::vanished" in advised_text(found)


def test_what_is_not_at_hand_cannot_be_told(tmp_path: Path) -> None:
    absent = Needed("deep", "1.0.0", "pub fn f() {}", absent=True)
    found = asked(tmp_path, [absent, MIDDLE], A_1=advisory("A-1", "deep", {"deep::f": ANY}))
    assert verdicts(found) == {"A-1": ("cannot tell", "its source is not available")}


def test_a_package_that_is_missing_on_the_way_is_said(tmp_path: Path) -> None:
    gone = Needed(MIDDLE.name, MIDDLE.version, MIDDLE.code, MIDDLE.needs, absent=True)
    found = asked(tmp_path, [LONE, gone], A_1=advisory("A-1", "deep", {"deep::Parser::parse": ANY}))
    why = "a path may lead through middle@1.0.0, whose source is not available"
    assert verdicts(found) == {"A-1": ("cannot tell", why)}
    assert "not available, so not searched: middle@1.0.0" in advised_text(found)


def test_one_package_alone(tmp_path: Path) -> None:
    texts = {"A_1": advisory("A-1", "deep"), "A_2": advisory("A-2", "middle")}
    assert list(verdicts(asked(tmp_path, crate="middle", **texts))) == ["A-2"]


def test_no_text_says_that_it_is_safe(tmp_path: Path) -> None:
    found = asked(tmp_path, A_1=advisory("A-1", "deep", {"deep::inner::lone": ANY}))
    for text in (advised_text(found), advised_text(found, verbose=True), advised_markdown(found)):
        assert "not found" in text and "searched: " in text and "safe" not in text


def test_what_fails(tmp_path: Path) -> None:
    found = asked(tmp_path, A_1=advisory("A-1", "deep", {"deep::inner::lone": ANY}), A_2=advisory("A-2", "deep"))
    assert [fails(found, words) for words in ("", "reachable", "cannot-tell", "reachable,not-found")] == [
        False, False, True, True,
    ]  # fmt: skip
    with pytest.raises(ConfigError):
        fails(found, "unsafe")
