"""Running the server over a transport."""

from __future__ import annotations

from rgraph.errors import ConfigError

from .live import Live


def check_installed() -> None:
    """Raises ConfigError, with the line that installs it, where the SDK is not there."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise ConfigError("the agent server needs the extra [mcp]", "pip install 'rgraph-rs[mcp]'")


def serve_stdio(live: Live) -> None:
    """Talks over stdin and stdout until stdin ends."""
    import anyio
    from mcp.server.stdio import stdio_server

    from .server import make_server

    server = make_server(live)

    async def serve() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(serve)
