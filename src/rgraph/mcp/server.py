"""The protocol's side: rgraph's tools as the SDK serves them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rgraph import __version__

from .answering import answered
from .instructions import INSTRUCTIONS
from .live import Live
from .tools.asked import schema
from .tools.table import TOOLS
from .tools.tool import Tool

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp_types import CallToolRequestParams, CallToolResult, ListToolsResult
    from mcp_types import Tool as ToolRecord


def make_server(live: Live) -> Server[Any]:
    """A server of the repository. Questions are answered one after the other, off the thread that talks."""
    import anyio
    from anyio.to_thread import run_sync
    from mcp.server.lowlevel import Server
    from mcp_types import CallToolResult, ListToolsResult, TextContent

    alone = anyio.CapacityLimiter(1)
    listed = [_record(tool) for tool in TOOLS]

    async def list_tools(_: object, __: object) -> ListToolsResult:
        return ListToolsResult(tools=listed)

    async def call_tool(_: object, called: CallToolRequestParams) -> CallToolResult:
        work = partial(answered, live, called.name, called.arguments or {})
        text, is_error = await run_sync(work, limiter=alone)
        return CallToolResult(content=[TextContent(type="text", text=text)], is_error=is_error)

    return Server(
        "rgraph",
        version=__version__,
        title="rgraph: a time-travelling code graph for Rust",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _record(tool: Tool) -> ToolRecord:
    from mcp_types import Tool as ToolRecord
    from mcp_types import ToolAnnotations

    return ToolRecord(
        name=tool.name,
        description=tool.about,
        input_schema=schema(tool.arguments),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False, idempotent_hint=True),
    )
