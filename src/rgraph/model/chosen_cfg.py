"""What an `rgraph.toml` says of the configuration that code is linked for: its `[cfg]` table."""

from __future__ import annotations

from .syntax import Node

SETTINGS_FILE = "rgraph.toml"


class CfgTable(Node, frozen=True):
    """The `[cfg]` table of an `rgraph.toml`; without one, what is said here. `error` says what is wrong with it."""

    error: str = ""
    targets: tuple[str, ...] = ("x86_64-unknown-linux-gnu",)  # the first decides between alternatives
    features: tuple[str, ...] | None = None  # `name` or `package/name`; None: all
    default_features: bool = True  # where `features` are given: those of `default` too
    custom: tuple[str, ...] = ()  # `name` or `name = "value"`: what `--cfg` sets
    unstable: tuple[str, ...] = ()  # the same, for what the project does not promise to its users
    test: bool = True
    debug_assertions: bool = True


DEFAULT = CfgTable()
"""Where no `rgraph.toml` says otherwise."""
