"""A server that runs while the repository changes: answers say what they are about, and none is stale."""

from __future__ import annotations

import subprocess
from pathlib import Path

import anyio
from mcp import Client

from .clients import Talk, over_stdio, server


def _commit(demo: Path, message: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, "commit", "-qam", message], cwd=demo, check=True)


def test_a_commit_made_meanwhile_is_seen_and_said(demo: Path) -> None:
    lib = demo / "ledger" / "src" / "lib.rs"

    async def asks(talk: Talk) -> None:
        assert (await talk("show", item="ledger::later")).is_error
        lib.write_text(lib.read_text() + "\npub fn later() {}\n")
        _commit(demo, "later")
        reply = await talk("show", item="ledger::later")
        assert not reply.is_error and "HEAD moved since the last answer" in reply.text
        assert "HEAD moved" not in (await talk("show", item="ledger::later")).text
        old = await talk("show", item="ledger::transfer", at="HEAD~1")
        assert "HEAD is " in old.text.split("\n")[0]

    over_stdio(demo, asks)


def test_what_was_removed_is_said_to_have_been_there(demo: Path) -> None:
    lib = demo / "ledger" / "src" / "lib.rs"
    before = lib.read_text()
    lib.write_text(before + "\npub fn short_lived() {}\n")
    _commit(demo, "comes")
    lib.write_text(before)
    _commit(demo, "goes away")

    async def asks(talk: Talk) -> None:
        await talk("show", item="ledger::short_lived", at="HEAD~1")
        reply = await talk("callers", item="short_lived")
        assert reply.is_error
        await talk("log", item="ledger::transfer")
        older = await talk("show", item="short_lived", at="HEAD~2")
        assert older.is_error

    over_stdio(demo, asks)
    subprocess.run([server(demo).command, "-C", str(demo), "index", "--history"], check=True, capture_output=True)

    async def asks_again(talk: Talk) -> None:
        reply = await talk("callers", item="short_lived")
        assert "ledger::short_lived was in ledger/src/lib.rs until " in reply.text and "goes away" in reply.text
        hint = reply.text.partition("ask at ")[2].split("\n")[0]
        assert not (await talk("show", item="short_lived", at=hint)).is_error

    over_stdio(demo, asks_again)


def test_files_of_the_answer_that_differ_are_named(demo: Path) -> None:
    lib = demo / "ledger" / "src" / "lib.rs"
    lib.write_text("// moved\n" + lib.read_text())

    async def asks(talk: Talk) -> None:
        first = (await talk("show", item="ledger::transfer")).text.split("\n")[0]
        assert "worktree differs from HEAD in 1 file, of this answer ledger/src/lib.rs" in first
        other = (await talk("show", item="ledger::Account")).text.split("\n")[0]
        assert "1 file" in other and "of this answer" not in other

    over_stdio(demo, asks)


def test_several_servers_answer_on_one_store_that_none_has_made_yet(demo: Path) -> None:
    async def session(found: dict[int, list[str]], number: int) -> None:
        async with Client(server(demo)) as client:
            talk = Talk(client)
            for at in ("HEAD", "HEAD~1", "worktree"):
                reply = await talk("callers", item="ledger::transfer", at=at)
                assert not reply.is_error, reply.text
                found[number].append("\n".join(line for line in reply.text.split("\n") if "indexing" not in line))

    async def together() -> dict[int, list[str]]:
        found: dict[int, list[str]] = {number: [] for number in range(3)}
        with anyio.fail_after(180):
            async with anyio.create_task_group() as tasks:
                for number in found:
                    tasks.start_soon(session, found, number)
        return found

    answers = anyio.run(together)
    assert answers[0] == answers[1] == answers[2] and len(answers[0]) == 3
