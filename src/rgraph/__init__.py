"""rgraph: a time-travelling code graph for Rust repositories.

`rgraph.open` is the way into the Python API; everything else here is internal, and may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rgraph.python.repository import Repository

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(path: str | Path | None = None, note: Callable[[str], None] = lambda _: None) -> Repository:
    """The repository around a folder (None: the current one), as git finds it.

    `note` is called with a message when something takes time, such as indexing a revision on demand. Opening a
    repository indexes nothing.
    Raises RepositoryError if there is none. See docs/python.md.
    """
    from rgraph.python.repository import open_repository

    return open_repository(path, note)
