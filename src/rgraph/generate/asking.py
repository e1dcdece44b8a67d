"""Asking an endpoint that speaks OpenAI's chat completions: llama.cpp, Ollama, vLLM, hosted ones."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

from rgraph.errors import RgraphError

from .limits import MAX_REPLY_BYTES, REPLY_SECONDS
from .settings import Endpoint

Message = dict[str, str]

_SHOWN = 300
"""Characters of an endpoint's own words that an error repeats."""


class EndpointError(RgraphError):
    """The endpoint cannot be asked, or its answer is none."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would send the code, and the key, to somebody else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def ask(endpoint: Endpoint, messages: Sequence[Message]) -> str:
    """The model's answer to a conversation. Raises EndpointError."""
    body: dict[str, object] = {"messages": list(messages), "temperature": 0, "stream": False}
    if endpoint.model:
        body["model"] = endpoint.model
    headers = {"Content-Type": "application/json"} | (
        {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    )
    address = f"{endpoint.url.rstrip('/')}/chat/completions"
    request = urllib.request.Request(address, data=json.dumps(body).encode(), headers=headers)
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=REPLY_SECONDS) as reply:
            return _content(reply.read(MAX_REPLY_BYTES + 1), address)
    except urllib.error.HTTPError as error:
        said = error.read(_SHOWN).decode("utf-8", "replace")
        raise EndpointError(f"{address} answered {error.code}: {said}", "check url, model and key") from None
    except (OSError, ValueError) as error:
        raise EndpointError(f"{address} cannot be reached: {error}", "check that the endpoint is running") from None


def _content(data: bytes, address: str) -> str:
    if len(data) > MAX_REPLY_BYTES:
        raise EndpointError(f"{address} answered more than {MAX_REPLY_BYTES:,} bytes")
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        said = data[:_SHOWN].decode("utf-8", "replace")
        raise EndpointError(f"{address} gave no completion: {said}", "the url ends in /v1 with most servers") from None
    if not isinstance(content, str):
        raise EndpointError(f"{address} gave no text")
    return content
