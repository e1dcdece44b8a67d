"""The protocol's side: rgraph's tools and resources as the SDK serves them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from rgraph import __version__

from . import resources
from .answering import answered
from .instructions import INSTRUCTIONS
from .live import Live
from .tools.asked import schema
from .tools.table import TOOLS, takes_long
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


class Lane:
    """Answers one question after the other, off the thread that talks. What is read for them is the lane's own."""

    def __init__(self, live: Callable[[], Live]) -> None:
        self._open = live
        self._limiter: CapacityLimiter | None = None

    @cached_property
    def _live(self) -> Live:
        return self._open()

    async def __call__(self, work: Callable[[Live], T]) -> T:
        import anyio
        from anyio.to_thread import run_sync

        self._limiter = self._limiter or anyio.CapacityLimiter(1)
        result: T = await run_sync(lambda: work(self._live), limiter=self._limiter)
        return result


class Lanes(NamedTuple):
    """One for questions that take a moment, one for those that may take minutes: these keep nobody waiting."""

    short: Lane
    long: Lane

    def of(self, name: str, arguments: Mapping[str, object]) -> Lane:
        """Where a tool's call goes."""
        return self.long if takes_long(name, arguments) else self.short


def make_server(live: Live) -> Server[Any]:
    """A server of the repository. It begins to read HEAD when it starts, and questions wait for that."""
    from mcp.server.lowlevel import Server

    lanes = Lanes(Lane(lambda: live), Lane(live.beside))

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
        import anyio

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_warm, lanes.short)
            yield {}
            tasks.cancel_scope.cancel()

    return Server(
        "rgraph",
        version=__version__,
        title="rgraph: a time-travelling code graph for Rust",
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        on_list_tools=_list_tools,
        on_call_tool=partial(_call_tool, lanes),
        on_list_resources=partial(_list_resources, lanes.short),
        on_list_resource_templates=_list_templates,
        on_read_resource=partial(_read_resource, lanes.short),
    )


async def _warm(lane: Lane) -> None:
    await lane(Live.warm_graph)
    await lane(Live.warm_search)


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


async def _call_tool(lanes: Lanes, _: object, called: CallToolRequestParams) -> CallToolResult:
    from mcp_types import CallToolResult, TextContent

    arguments = called.arguments or {}
    answer = await lanes.of(called.name, arguments)(lambda live: answered(live, called.name, arguments))
    return CallToolResult(content=[TextContent(type="text", text=answer.text)], is_error=answer.is_error)


async def _list_resources(lane: Lane, _: object, __: object) -> ListResourcesResult:
    from mcp_types import ListResourcesResult, Resource

    roots = await lane(resources.crate_roots)
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


async def _read_resource(lane: Lane, _: object, asked: ReadResourceRequestParams) -> ReadResourceResult:
    from mcp.shared.exceptions import MCPError
    from mcp_types import INVALID_PARAMS, ReadResourceResult, TextResourceContents

    uri = str(asked.uri)
    read = await lane(lambda live: resources.read(live, uri))
    if read.is_error:
        raise MCPError(code=INVALID_PARAMS, message=read.text)
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=read.mime, text=read.text)])
