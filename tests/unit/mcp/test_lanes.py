"""What takes long keeps no other question waiting."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

pytest.importorskip("mcp")

import anyio

from rgraph.mcp.answering import answered
from rgraph.mcp.live import Live, open_live
from rgraph.mcp.server import Lane, Lanes
from rgraph.mcp.tools.table import TOOLS, takes_long
from tests.dsl import Repo


@pytest.fixture
def live(tmp_path: Path) -> Live:
    repo = Repo(tmp_path / "repo")
    manifest = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'
    repo.commit({"Cargo.toml": manifest, "src/lib.rs": "pub fn send() {}\n"})
    repo.commit({"src/lib.rs": "pub fn send(all: bool) {}\n"})
    return open_live(str(repo.path))


def test_a_short_question_is_answered_while_a_long_one_is_worked_on(live: Live) -> None:
    lanes, end = Lanes(Lane(lambda: live), Lane(live.beside)), threading.Event()
    told: list[str] = []

    async def asks() -> None:
        async def long() -> None:
            told.append(
                await lanes.of("diff", {})(
                    lambda one: (end.wait(60) and answered(one, "diff", {"range": "HEAD~1..HEAD"}).text) or ""
                )
            )

        with anyio.fail_after(120):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(long)
                told.append(await lanes.of("show", {})(lambda one: answered(one, "show", {"item": "send"}).text))
                end.set()

    anyio.run(asks)
    assert "pub fn send(all: bool)" in told[0]
    assert "function send" in told[1]


def test_both_lanes_read_one_store(live: Live) -> None:
    beside = live.beside()
    assert beside.session.store is live.session.store
    assert beside.session.graph() is not live.session.graph()


def test_both_lanes_go_on_with_the_store_that_took_the_place(live: Live) -> None:
    beside, before = live.beside(), live.session.store
    assert before.directory is not None
    before.directory.rename(before.directory.with_name("moved"))
    live.refresh()
    beside.refresh()
    assert live.session.store.is_in_place() and not before.is_in_place()
    assert beside.session.store is live.session.store


def test_calls_that_compare_or_judge_take_long() -> None:
    assert {tool.name for tool in TOOLS if takes_long(tool.name, {})} == {"diff", "check"}
    assert takes_long("context", {"diff": "HEAD~1..HEAD"}) and not takes_long("context", {"diff": ""})
