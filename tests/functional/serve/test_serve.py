"""The server answers this machine's browser, and no other page; its pages work in a real one."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.dsl.chromium import needs_chromium

from .picture import PICTURE, drawn


def got(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_every_page_that_is_linked_is_there(served: str) -> None:
    from rgraph.serve.page import pages

    for page in pages().values():
        if page.title:
            status, body = got(served + page.path)
            assert status == 200, body
            is_framed = page.path != "doc/index.html"  # the book has a frame of its own
            assert (f'<a href="/{page.path}">{page.title}</a>' in body) is is_framed


def test_a_picture_marks_what_is_new(served: str) -> None:
    status, body = got(served + "graph.svg?at=v0.2.0&since=v0.1.0&level=module")
    assert status == 200
    assert 'data-node="ledger::account"' in body and 'class="node new"' in body
    assert "ledger::tests" not in body
    assert "ledger::tests" in got(served + "graph.svg?at=v0.2.0&tests=1")[1]
    assert "nothing of <code>nosuch</code>" in got(served + "graph.svg?at=v0.2.0&within=nosuch")[1]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("nosuch", 404, "there is no page"),
        ("graph.svg?at=nosuch", 400, "nosuch"),
        ("item?name=<script>alert(1)</script>", 400, "&lt;script&gt;"),
        ("graph?level=galaxy", 400, "levels are"),
        ("graph?at=" + "x" * 5000, 414, "too long"),
    ],
    ids=["page", "revision", "markup", "level", "length"],
)
def test_errors_are_pages(served: str, path: str, status: int, said: str) -> None:
    found, body = got(served + path.replace("<", "%3C").replace(">", "%3E"))
    assert found == status
    assert said in body and "<script>alert" not in body and "Traceback" not in body


def test_only_this_machines_browser_is_answered(served: str) -> None:
    assert got(served, Host="example.org")[0] == 400
    assert got(served, Sec_Fetch_Site="cross-site")[0] == 403
    assert got(served, Sec_Fetch_Site="same-origin")[0] == 200


@needs_chromium
def test_the_slider_moves_through_time(served: str, browser: Any) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    def shows(name: str) -> set[str]:
        wait = WebDriverWait(browser, 60)
        wait.until(lambda page: page.find_element("id", "when").get_attribute("data-shown") == name)
        return {node.get_attribute("data-node") for node in browser.find_elements("css selector", "#picture g.node")}

    browser.get(served + "graph")
    points = browser.execute_script("return points.map(point => point[0])")
    assert points[0] == "v0.1.0" and len(points) > 2
    assert "ledger::error" in shows(points[-1])
    browser.execute_script("slider.value = 0; slider.dispatchEvent(new Event('input'))")
    assert "ledger::error" not in shows("v0.1.0")
    assert browser.get_log("browser") == []

    browser.execute_script(
        "document.querySelector('#picture [data-node=\"ledger::account\"] rect').dispatchEvent("
        "new PointerEvent('pointerover', {bubbles: true}))"
    )
    assert browser.find_elements("css selector", "#picture path.near")
    assert browser.get_log("browser") == []


def test_pages_of_the_book_lead_to_one_another(served: str) -> None:
    status, body = got(served + "doc/index.html")
    assert status == 200 and 'href="modules/ledger.html"' in body
    assert got(served + "doc/modules/ledger.html")[0] == 200
    assert got(served + "doc/modules/nosuch.html")[0] == 400


@needs_chromium
def test_a_diff_is_found_from_its_list(served: str, browser: Any) -> None:
    browser.get(served + "diff")
    browser.find_element("partial link text", "v0.1.0..").click()
    assert "Version" in browser.find_element("css selector", "#verdict h2").text
    assert browser.get_log("browser") == []


def test_the_picture_of_the_page_is_real(demo: Path) -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawn(demo)
