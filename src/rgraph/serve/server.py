"""The server: one question after the other, GET alone, from this machine's browser alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError, RgraphError
from rgraph.loopback import HOST, bound
from rgraph.render.doors import markup
from rgraph.view.session import Session

from .frame import failed
from .limits import MOST_QUERY_BYTES
from .page import Answer, Asked, pages

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def check_installed() -> None:
    """Raises ConfigError, with the line that installs it, where what serves is not there."""
    from importlib.util import find_spec

    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise ConfigError("the server needs the extra [serve]", "pip install 'rgraph-rs[serve]'")


def answer(session: Session, path: str, query: dict[str, str]) -> tuple[int, Answer]:
    """The status and the answer to one request; errors that a user can understand are pages too."""
    first, _, rest = path.strip("/").partition("/")
    page = pages().get(first)
    if page is None:
        return 404, failed(RgraphError(f"there is no page `/{first}`", "the links above lead to the pages that exist"))
    try:
        return 200, page.answer(Asked(session, query, rest))
    except RgraphError as error:
        return 400, failed(error)


def application(session: Session) -> Starlette:
    """The application.

    Requests by another host's name, or from another site's page, are refused: they could make it index at will.
    """
    import anyio
    from anyio.to_thread import run_sync
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import Response
    from starlette.routing import Route

    limiter = anyio.CapacityLimiter(1)

    async def respond(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return Response("pages of other sites are not answered\n", 403, _HEADERS, "text/plain")
        if len(request.url.query) > MOST_QUERY_BYTES:
            return Response("the address is too long\n", 414, _HEADERS, "text/plain")
        query = dict(request.query_params)
        status, found = await run_sync(lambda: answer(session, request.url.path, query), limiter=limiter)
        return Response(markup(found.body).encode("utf-8", "replace"), status, _HEADERS, found.media)

    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False)
    return Starlette(routes=[Route("/{path:path}", respond, methods=["GET"])], middleware=[hosts])


def serve(session: Session, port: int, listening: Callable[[str], None]) -> None:
    """Answers on the loopback until it is stopped; `listening` is told the address. Raises ConfigError."""
    import uvicorn

    listener = bound(port)
    port = listener.getsockname()[1]
    app = application(session)
    listening(f"http://{HOST}:{port}/")
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])
