"""Which endpoint is asked: the `[generate]` table of the user's own configuration file, and the command line.

A repository has no say in it: its code would be sent to whatever it named.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from rgraph.errors import ConfigError
from rgraph.search.limits import MAX_CONFIG_BYTES
from rgraph.search.vectors.settings import place
from rgraph.spelling import did_you_mean
from rgraph.toml import TomlError, read

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
    table = _table()
    found = Endpoint(url or table.get("url", ""), model or table.get("model", ""), table.get("key-env", ""))
    if not found.url:
        raise ConfigError(
            "no endpoint is configured",
            f"give --endpoint URL, or write url and model under [generate] in {place()}; "
            'or `rgraph context "TASK"` prints what to give to a model',
        )
    if urlsplit(found.url).scheme not in {"http", "https"}:
        raise ConfigError(f"{found.url!r} is no address of an endpoint", "it is like http://localhost:8080/v1")
    return found


def _table() -> dict[str, str]:
    path = place()
    try:
        document = read(path.read_bytes(), MAX_CONFIG_BYTES)[1]
    except FileNotFoundError:
        return {}
    except (OSError, TomlError) as error:
        raise ConfigError(f"{path}: {error}") from None
    table = document.get("generate", {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: `generate` is no table", "write [generate]")
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"{path}: [generate] has no `{key}`{did_you_mean(key, _KEYS)}")
        if not isinstance(value, str):
            raise ConfigError(f"{path}: [generate] {key} is to be text, not {value!r}")
    return {str(key): str(value) for key, value in table.items()}
