"""The HTML report in a real browser: it opens offline, filters, answers keys, folds code, and follows dark mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dsl.chromium import needs_chromium
from tests.functional.cli.conftest import Rgraph

pytestmark = needs_chromium


@pytest.fixture
def page(browser: Any, rgraph: Rgraph, demo: Path, tmp_path: Path) -> Any:
    ran = rgraph(demo, "diff", "--format", "html", "v0.1.0..v0.2.0")
    assert ran.code == 0, ran.err
    file = tmp_path / "report.html"
    file.write_text(ran.out, "utf-8")
    browser.get(file.as_uri())
    return browser


def visible(page: Any) -> list[str]:
    rows = page.find_elements("css selector", "tr.item")
    return [row.text for row in rows if row.is_displayed()]


def code_shown(page: Any) -> int:
    return sum(row.is_displayed() for row in page.find_elements("css selector", "tr.code"))


def test_it_opens_without_an_error_and_asks_nothing_of_the_network(page: Any) -> None:
    assert page.get_log("browser") == []
    asked = page.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert asked == []
    assert "is a breaking update, which is enough: breaks users" in page.find_element("css selector", "#verdict").text
    assert page.find_element("css selector", "svg.modules").size["width"] > 50


def test_the_table_is_filtered_as_one_types(page: Any) -> None:
    every = visible(page)
    page.find_element("id", "filter").send_keys("withdraw")
    some = visible(page)
    assert 0 < len(some) < len(every)
    assert all("withdraw" in row.lower() for row in some)
    assert page.find_element("id", "count").text == f"{len(some)} of {len(every)}"


def test_keys_reach_the_filter_the_rows_and_the_code(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    body = page.find_element("css selector", "body")
    body.send_keys("/")
    assert page.switch_to.active_element.get_attribute("id") == "filter"
    page.switch_to.active_element.send_keys("withdraw", Keys.ENTER)
    focused = page.switch_to.active_element
    assert "withdraw" in focused.text.lower()
    before = code_shown(page)
    focused.send_keys(Keys.ENTER)
    assert code_shown(page) != before


def test_dark_mode_is_the_readers_choice(page: Any) -> None:
    def background(scheme: str) -> str:
        wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
        return str(page.find_element("css selector", "body").value_of_css_property("background-color"))

    assert background("light") == "rgba(255, 255, 255, 1)"
    assert background("dark") == "rgba(20, 22, 26, 1)"


def test_the_worst_comes_first(page: Any) -> None:
    levels = [row.get_attribute("data-level") for row in page.find_elements("css selector", "#findings tr[data-level]")]
    assert levels == sorted(levels, key=["major", "minor", "patch"].index)
    assert "major" in levels


@pytest.mark.parametrize("width", [1300, 600])
def test_it_is_no_wider_than_the_window(page: Any, width: int) -> None:
    page.set_window_size(width, 900)
    try:
        wide = page.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
        sides = page.find_elements("css selector", "#findings td, .items tr.item td")
        assert sides and all(cell.size["width"] <= width for cell in sides)
    finally:
        page.set_window_size(1280, 900)


def test_crates_fold_and_a_filter_opens_those_that_have_something(page: Any) -> None:
    folds = page.find_elements("css selector", "#changes details.crate")
    assert len(folds) > 1
    for fold in folds:
        fold.find_element("tag name", "summary").click()
    assert visible(page) == []
    page.find_element("id", "filter").send_keys("withdraw")
    assert visible(page) and sum(fold.is_displayed() for fold in folds) < len(folds)
    assert "`" not in page.find_element("tag name", "main").text
