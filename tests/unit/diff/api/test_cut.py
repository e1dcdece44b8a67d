"""An API whose public paths go beyond the limit: what is not listed is unknown, and every answer says so."""

from __future__ import annotations

import json

import pytest

from rgraph.diff.api.asked import listings
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.findings import check
from rgraph.render.api_text import listing_text
from rgraph.render.diff_json import report_json
from rgraph.render.diff_text import report_text
from rgraph.render.json import to_json

from ..crates import graph, report

NOTE = "demo: public paths beyond the limit are not listed"
NEAR = "pub fn near() {}\npub mod a { pub mod b { pub fn far() {} } }\n"
SHALLOW = "pub mod a { pub fn far() {} }"
DEEP = "pub fn g() {}\npub mod a { pub mod b { pub fn far() {} } }"
FLAT = "pub fn near() {}\npub mod a { pub use crate::b::far; }\npub mod b { pub fn far() {} }\n"


@pytest.fixture(params=["MAX_WALKED", "MAX_SEGMENTS"])
def short(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two modules are walked, or two deep: `a::b` is seen, what it holds is not."""
    monkeypatch.setattr(f"rgraph.diff.api.surface.{request.param}", 2)


@pytest.mark.usefixtures("short")
def test_a_listing_says_that_it_was_cut() -> None:
    found = listings(graph(NEAR), [])
    assert [line for line in found[0].lines if line.startswith("pub fn")] == ["pub fn demo::near()"]
    assert found[0].notes == (NOTE,)
    assert listing_text(found).endswith(f"# note: {NOTE}")
    assert json.loads(to_json(found, "api"))["result"][0]["notes"] == [NOTE]


@pytest.mark.parametrize("source", [NEAR, FLAT])
def test_a_whole_listing_says_nothing(source: str) -> None:
    assert [found.notes for found in listings(graph(source), [])] == [()]
    assert report(source, source + "pub fn more() {}").notes == ()


def test_a_walk_that_ends_at_its_last_module_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rgraph.diff.api.surface.MAX_WALKED", 3)
    monkeypatch.setattr("rgraph.diff.api.surface.MAX_SEGMENTS", 3)
    assert [surface.cut for surface in Surfaces(graph(NEAR)).all()] == [False]


@pytest.mark.usefixtures("short")
def test_what_may_only_be_cut_is_not_called_removed() -> None:
    found = report(SHALLOW, DEEP)
    assert found.findings == ()
    assert [(doubt.item, doubt.place) for doubt in found.undecided] == [("demo", None)]
    assert found.notes == (NOTE,)
    assert f"note: {NOTE}" in report_text(found)
    assert json.loads(report_json(found))["notes"] == [NOTE]


@pytest.mark.usefixtures("short")
def test_a_cut_side_neither_loses_paths_when_new_nor_gains_them_when_old() -> None:
    grown = check(graph(SHALLOW), graph(DEEP))
    assert (grown.removed, grown.added) == ({"demo": []}, {"demo": ["demo::a::b", "demo::g"]})
    shrunk = check(graph(DEEP), graph(SHALLOW))
    assert (shrunk.removed, shrunk.added) == ({"demo": ["demo::a::b", "demo::g"]}, {"demo": []})
    assert {finding.item for finding in shrunk.findings} == {"demo::a::b", "demo::g"}
    assert [len(each.undecided) for each in (grown, shrunk)] == [1, 1]


def test_without_the_limit_the_same_item_is_called_removed() -> None:
    assert "demo::a::far" in {finding.item for finding in check(graph(SHALLOW), graph(DEEP)).findings}


@pytest.mark.usefixtures("short")
def test_what_is_seen_of_a_cut_api_is_judged_as_ever() -> None:
    broken = check(graph(NEAR), graph(NEAR.replace("near()", "near(x: u8)")))
    assert [finding.item for finding in broken.findings] == ["demo::near"]
