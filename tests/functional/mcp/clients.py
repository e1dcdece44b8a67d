"""Real sessions of the SDK's client with `rgraph mcp` in a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
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
    home = {"XDG_STATE_HOME": str(folder.parent), "HOME": os.environ.get("HOME", "/")}
    return StdioServerParameters(command=RGRAPH, args=["-C", str(folder), "mcp", *words], env=home)


def over_stdio(folder: Path, asks: Callable[[Talk], Awaitable[None]], mode: str = "auto") -> None:
    """Starts a server, talks to it, and ends it."""

    async def session() -> None:
        with anyio.fail_after(120):
            async with Client(server(folder), mode=mode) as client:
                await asks(Talk(client))

    anyio.run(session)
