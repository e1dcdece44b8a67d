"""Running the server over a transport."""

from __future__ import annotations

import os
from collections.abc import Callable

from rgraph.errors import ConfigError
from rgraph.loopback import HOST, bound

from .limits import MOST_BODY_BYTES
from .live import Live


def check_installed() -> None:
    """Raises ConfigError, with the line that installs it, where the SDK is not there."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise ConfigError("the agent server needs the extra [mcp]", "pip install 'rgraph-rs[mcp]'")


def go_to_root(live: Live) -> None:
    """Paths in questions count from the repository's root, wherever a client has started the server."""
    if live.session.repository.workdir is not None:
        os.chdir(live.session.repository.workdir)


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


def serve_http(live: Live, port: int, listening: Callable[[str], None]) -> None:
    """Talks over streamable HTTP on this machine's loopback until it is stopped; `listening` is told the address.

    Requests whose Host or Origin is another one are refused, so that no page in a browser can ask. Raises ConfigError.
    """
    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    from .server import make_server

    listener = bound(port)
    port = listener.getsockname()[1]
    hosts = [f"{name}:{port}" for name in (HOST, "localhost")]
    app = make_server(live).streamable_http_app(
        host=HOST,
        max_request_body_size=MOST_BODY_BYTES,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=hosts,
            allowed_origins=[f"http://{host}" for host in hosts],
        ),
    )
    listening(f"http://{HOST}:{port}/mcp")
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])
