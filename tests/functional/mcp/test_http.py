"""A client's session over streamable HTTP, and who is refused there."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .clients import Talk, http_server, over_http

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


def test_a_session_over_http(demo: Path) -> None:
    async def asks(talk: Talk) -> None:
        assert {"show", "callers"} <= {tool.name for tool in (await talk.client.list_tools()).tools}
        shown = await talk("show", item="ledger::transfer")
        assert not shown.is_error and "pub fn transfer" in shown.text

    over_http(demo, asks)


def _post(address: str, body: bytes, **headers: str) -> int:
    """The status of a request."""
    kept = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(address, data=body, headers=kept | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def address(demo: Path) -> object:
    with http_server(demo) as found:
        yield found


def test_other_hosts_and_origins_are_refused(address: str) -> None:
    body = json.dumps(INITIALIZE).encode()
    own = address.removesuffix("/mcp")
    assert _post(address, body) == 200
    assert _post(address, body, Origin=own) == 200
    for version in ({}, {"MCP-Protocol-Version": "2026-07-28"}):
        assert _post(address, body, Origin="http://evil.example", **version) == 403
        assert _post(address, body, Origin="null", **version) == 403
        assert _post(address, body, Origin=f"{own}.evil.example", **version) == 403
        assert _post(address, body, Host="evil.example", **version) == 421
        assert _post(address, body, Host="127.0.0.1:1", **version) == 421


def test_a_huge_request_is_refused(address: str) -> None:
    assert _post(address, b" " * ((1 << 20) + 1)) == 413
    assert _post(address, json.dumps(INITIALIZE).encode()) == 200
