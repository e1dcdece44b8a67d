"""The user's own configuration file, table by table: it says what no repository may say for its readers."""

from __future__ import annotations

import os
from pathlib import Path

from rgraph.errors import ConfigError
from rgraph.limits import MAX_CONFIG_BYTES
from rgraph.toml import Table, TomlError, read

PLACE = "RGRAPH_CONFIG"
"""The environment variable that names another file."""


def place() -> Path:
    """The file; it need not be there."""
    named = os.environ.get(PLACE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("rgraph", appauthor=False)) / "config.toml"


def table(name: str) -> Table:
    """A table of the file, empty where there is none. Raises ConfigError for a file that cannot be read."""
    path = place()
    try:
        document = read(path.read_bytes(), MAX_CONFIG_BYTES)[1]
    except FileNotFoundError:
        return {}
    except (OSError, TomlError) as error:
        raise ConfigError(f"{path}: {error}") from None
    found = document.get(name, {})
    if not isinstance(found, dict):
        raise ConfigError(f"{path}: `{name}` is not a table", f"write [{name}]")
    return found
