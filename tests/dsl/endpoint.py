"""A small endpoint that speaks chat completions, and answers what it is given to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Endpoint:
    """`url` to ask; `asked` holds the bodies of the requests, `keys` what they were authorised with."""

    def __init__(self, answers: Sequence[str | int | bytes]) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._answers = list(answers)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.asked.append(json.loads(body))
                endpoint.keys.append(self.headers.get("Authorization", ""))
                self._answer(endpoint._answers[min(len(endpoint.asked), len(endpoint._answers)) - 1])

            def do_GET(self) -> None:  # what a redirect that is followed comes to
                endpoint.keys.append(self.headers.get("Authorization", ""))
                self._answer(404)

            def _answer(self, given: str | int | bytes) -> None:
                status = given if isinstance(given, int) else 200
                message = {"choices": [{"message": {"role": "assistant", "content": given}}]}
                data = given if isinstance(given, bytes) else json.dumps(message).encode()
                self.send_response(status)
                if status in {301, 307}:
                    self.send_header("Location", f"{endpoint.url}/elsewhere")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def close(self) -> None:
        """Stops answering."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def answering(*answers: str | int | bytes) -> Iterator[Endpoint]:
    """An endpoint with these answers, the last one again and again; a number is a status of failure."""
    endpoint = Endpoint(answers)
    try:
        yield endpoint
    finally:
        endpoint.close()
