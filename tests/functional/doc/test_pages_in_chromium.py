"""The HTML pages in a real browser: they open offline, lead to each other, are searched, and pictures follow dark mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dsl.chromium import needs_chromium
from tests.functional.cli.conftest import Rgraph

pytestmark = needs_chromium


@pytest.fixture
def pages(rgraph: Rgraph, demo: Path, tmp_path: Path) -> Path:
    ran = rgraph(demo, "doc", "--format", "html", "-o", str(tmp_path / "pages"))
    assert ran.code == 0, ran.err
    return tmp_path / "pages"


def test_one_gets_from_the_overview_to_a_module_and_finds_an_item(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    browser.find_element("link text", "page").click()
    browser.get((pages / "modules" / "ledger.report.html").as_uri())
    assert browser.find_element("css selector", "h1").text == "ledger::report"
    browser.find_element("css selector", "nav input").send_keys("richest first")
    browser.find_element("css selector", "nav form").submit()
    found = browser.find_elements("css selector", "#found li")
    assert [row.text.split()[0] for row in found] == ["ledger::report::summary"]
    assert browser.find_element("id", "count").text == "1 found"
    browser.find_element("css selector", "#found a").click()
    assert browser.find_element("css selector", "h1").text == "ledger::report"
    assert browser.get_log("browser") == []


def test_a_trend_is_drawn_in_the_readers_colours(browser: Any, rgraph: Rgraph, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "trend.html"
    file.write_text(rgraph(demo, "trend", "functions", "--by", "module", "--format", "html").out, "utf-8")
    browser.get(file.as_uri())

    def stroke(scheme: str) -> str:
        wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
        return str(browser.find_element("css selector", "path.line.c0").value_of_css_property("stroke"))

    assert stroke("light") != stroke("dark")
    assert browser.find_element("css selector", "svg.trend").size["width"] > 300
    assert browser.get_log("browser") == []
