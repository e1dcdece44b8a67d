"""A client's session over stdin and stdout."""

from __future__ import annotations

from pathlib import Path

import pytest

from .clients import Talk, over_stdio


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_session_lists_and_calls_tools(demo: Path, mode: str) -> None:
    async def asks(talk: Talk) -> None:
        listed = await talk.client.list_tools()
        assert {"show", "callers", "log"} <= {tool.name for tool in listed.tools}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed.tools)
        shown = await talk("show", item="ledger::transfer")
        assert not shown.is_error
        assert "ledger/src/lib.rs" in shown.text and "pub fn transfer" in shown.text
        callers = await talk("callers", item="ledger::transfer")
        assert "callers of ledger::transfer: " in callers.text

    over_stdio(demo, asks, mode)


def test_errors_say_what_to_do_next(demo: Path) -> None:
    async def asks(talk: Talk) -> None:
        for reply in [
            await talk("show", item="ledger::tranfser"),
            await talk("show", itm="x"),
            await talk("show", item="ledger::transfer", at="v99"),
            await talk("shw", item="x"),
        ]:
            assert reply.is_error
            assert reply.text.startswith("error: ") and "\nnext: " in reply.text
        assert "ledger::transfer" in (await talk("show", item="ledger::tranfser")).text

    over_stdio(demo, asks)


def test_it_stays_current_while_it_runs(demo: Path) -> None:
    lib = demo / "ledger" / "src" / "lib.rs"

    async def asks(talk: Talk) -> None:
        assert "worktree as HEAD" in (await talk("show", item="ledger::transfer")).text
        lib.write_text(lib.read_text() + "\npub fn fresh() { transfer_all() }\nfn transfer_all() {}\n")
        assert "worktree differs from HEAD in 1 file" in (await talk("show", item="ledger::transfer")).text
        assert (await talk("show", item="ledger::fresh")).is_error
        assert not (await talk("show", item="ledger::fresh", at="worktree")).is_error
        lib.write_text(lib.read_text().replace("fresh", "newest"))
        assert (await talk("show", item="ledger::fresh", at="worktree")).is_error
        assert not (await talk("show", item="ledger::newest", at="worktree")).is_error

    over_stdio(demo, asks)
