"""Real sessions of the SDK's client with `rgraph mcp` in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import anyio
from mcp import Client, StdioServerParameters

RGRAPH = str(Path(sys.executable).parent / "rgraph")


class Reply(NamedTuple):
    """What a call of a tool gave."""

    text: str
    is_error: bool


class Talk:
    """One session: `await talk("show", item="x")`."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def __call__(self, tool: str, **arguments: Any) -> Reply:
        result = await self.client.call_tool(tool, arguments)
        (block,) = result.content
        assert block.type == "text"
        return Reply(block.text, bool(result.is_error))


def server(folder: Path, *words: str) -> StdioServerParameters:
    """The command line of a server on a repository, in an environment without git's variables."""
    kept = {name: os.environ[name] for name in ("HOME", "RGRAPH_CONFIG") if name in os.environ}
    environment = kept | {"XDG_STATE_HOME": str(folder.parent)}
    return StdioServerParameters(command=RGRAPH, args=["-C", str(folder), "mcp", *words], env=environment)


def over_stdio(folder: Path, asks: Callable[[Talk], Awaitable[None]], mode: str = "auto") -> None:
    """Starts a server, talks to it, and ends it."""

    async def session() -> None:
        with anyio.fail_after(120):
            async with Client(server(folder), mode=mode) as client:
                await asks(Talk(client))

    anyio.run(session)


@contextmanager
def http_server(folder: Path) -> Iterator[str]:
    """The address of a server over HTTP, on any free port."""
    given = server(folder, "--http", "--port", "0")
    process = subprocess.Popen(
        [given.command, *given.args], stderr=subprocess.PIPE, text=True, env={**os.environ, **(given.env or {})}
    )
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        yield said.rpartition(" ")[2].strip()
    finally:
        process.terminate()
        process.communicate(timeout=60)


def over_http(folder: Path, asks: Callable[[Talk], Awaitable[None]]) -> None:
    """As `over_stdio`, over streamable HTTP."""

    async def session(address: str) -> None:
        with anyio.fail_after(120):
            async with Client(address) as client:
                await asks(Talk(client))

    with http_server(folder) as address:
        anyio.run(session, address)
