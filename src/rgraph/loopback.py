"""Listening on this machine's loopback, and nowhere else."""

from __future__ import annotations

import socket

from rgraph.errors import ConfigError

HOST = "127.0.0.1"
"""The one address that is listened on: what answers about a repository is nobody's business elsewhere."""


def bound(port: int) -> socket.socket:
    """A socket that listens on a port (0: any that is free). Raises ConfigError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()  # from now on whoever was told the address can connect
    except OSError as error:
        listener.close()
        raise ConfigError(f"cannot listen on {HOST}:{port}: {error.strerror}", "give another --port, or 0") from error
    return listener
