"""Which endpoint is asked: the `[generate]` table of the user's own configuration file, and the command line.

A repository has no say in it: its code would be sent to whatever it named.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from rgraph.configuration import place, table
from rgraph.errors import ConfigError
from rgraph.spelling import did_you_mean

_KEYS = ("url", "model", "key-env")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, for which model; `key_env` names the environment variable that holds the key ("" for none)."""

    url: str
    model: str
    key_env: str = ""

    @property
    def key(self) -> str:
        """The key; "" for none."""
        return os.environ.get(self.key_env, "") if self.key_env else ""


def endpoint(url: str = "", model: str = "") -> Endpoint:
    """The endpoint of the configuration file, or of the command line where that says one.

    Raises ConfigError where none is named, with what to do without one.
    """
    given = _table()
    found = Endpoint(url or given.get("url", ""), model or given.get("model", ""), given.get("key-env", ""))
    if not found.url:
        raise ConfigError(
            "no endpoint is configured",
            f"give --endpoint URL, or write url and model under [generate] in {place()}; "
            'or `rgraph context "TASK"` prints what to give to a model',
        )
    if urlsplit(found.url).scheme not in {"http", "https"}:
        raise ConfigError(f"{found.url!r} is not the address of an endpoint", "it looks like http://localhost:8080/v1")
    return found


def _table() -> dict[str, str]:
    given = table("generate")
    for key, value in given.items():
        if key not in _KEYS:
            raise ConfigError(f"{place()}: [generate] has no `{key}`{did_you_mean(key, _KEYS)}")
        if not isinstance(value, str):
            raise ConfigError(f"{place()}: [generate] {key} must be text, not {value!r}")
    return {key: str(value) for key, value in given.items()}
