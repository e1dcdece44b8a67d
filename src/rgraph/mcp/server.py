"""The protocol's side: rgraph's tools and resources as the SDK serves them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from rgraph import __version__

from . import resources
from .answering import answered
from .instructions import INSTRUCTIONS
from .live import Live
from .tools.asked import schema
from .tools.table import TOOLS
from .tools.tool import Tool

if TYPE_CHECKING:
    from anyio import CapacityLimiter
    from mcp.server.lowlevel import Server
    from mcp_types import (
        CallToolRequestParams,
        CallToolResult,
        ListResourcesResult,
        ListResourceTemplatesResult,
        ListToolsResult,
        ReadResourceRequestParams,
        ReadResourceResult,
    )
    from mcp_types import Tool as ToolRecord

T = TypeVar("T")


class Alone:
    """Runs what reads the repository: one thing after the other, off the thread that talks."""

    def __init__(self) -> None:
        self._limiter: CapacityLimiter | None = None

    async def __call__(self, work: Callable[[], T]) -> T:
        import anyio
        from anyio.to_thread import run_sync

        self._limiter = self._limiter or anyio.CapacityLimiter(1)
        result: T = await run_sync(work, limiter=self._limiter)
        return result


def make_server(live: Live) -> Server[Any]:
    """A server of the repository. It begins to read HEAD when it starts, and questions wait for that."""
    from mcp.server.lowlevel import Server

    alone = Alone()

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
        import anyio

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_warm, live, alone)
            yield {}
            tasks.cancel_scope.cancel()

    return Server(
        "rgraph",
        version=__version__,
        title="rgraph: a time-travelling code graph for Rust",
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        on_list_tools=_list_tools,
        on_call_tool=partial(_call_tool, live, alone),
        on_list_resources=partial(_list_resources, live, alone),
        on_list_resource_templates=_list_templates,
        on_read_resource=partial(_read_resource, live, alone),
    )


async def _warm(live: Live, alone: Alone) -> None:
    await alone(live.warm_graph)
    await alone(live.warm_search)


async def _list_tools(_: object, __: object) -> ListToolsResult:
    from mcp_types import ListToolsResult

    return ListToolsResult(tools=[_record(tool) for tool in TOOLS])


def _record(tool: Tool) -> ToolRecord:
    from mcp_types import Tool as ToolRecord
    from mcp_types import ToolAnnotations

    return ToolRecord(
        name=tool.name,
        description=tool.about,
        input_schema=schema(tool.arguments),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False, idempotent_hint=True),
    )


async def _call_tool(live: Live, alone: Alone, _: object, called: CallToolRequestParams) -> CallToolResult:
    from mcp_types import CallToolResult, TextContent

    answer = await alone(partial(answered, live, called.name, called.arguments or {}))
    return CallToolResult(content=[TextContent(type="text", text=answer.text)], is_error=answer.is_error)


async def _list_resources(live: Live, alone: Alone, _: object, __: object) -> ListResourcesResult:
    from mcp_types import ListResourcesResult, Resource

    roots = await alone(partial(resources.crate_roots, live))
    return ListResourcesResult(
        resources=[
            Resource(uri=root.uri, name=root.name, description=root.about, mime_type=root.mime) for root in roots
        ]
    )


async def _list_templates(_: object, __: object) -> ListResourceTemplatesResult:
    from mcp_types import ListResourceTemplatesResult, ResourceTemplate

    return ListResourceTemplatesResult(
        resource_templates=[
            ResourceTemplate(uri_template=one.uri, name=one.name, description=one.about, mime_type=one.mime)
            for one in resources.TEMPLATES
        ]
    )


async def _read_resource(live: Live, alone: Alone, _: object, asked: ReadResourceRequestParams) -> ReadResourceResult:
    from mcp.shared.exceptions import MCPError
    from mcp_types import INVALID_PARAMS, ReadResourceResult, TextResourceContents

    uri = str(asked.uri)
    read = await alone(partial(resources.read, live, uri))
    if read.is_error:
        raise MCPError(code=INVALID_PARAMS, message=read.text)
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=read.mime, text=read.text)])
