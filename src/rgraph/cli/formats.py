"""The `--format` option: which words a command takes, and what writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rgraph.errors import ConfigError

from .options import emit

Writers = Mapping[str, Callable[[], str]]
"""What makes the text of each format; only the chosen one is called."""


def write(chosen: str, writers: Writers) -> None:
    """Writes the result in the chosen format. Raises ConfigError for a format that the command does not have."""
    check_format(chosen, writers)
    emit(writers[chosen]())


def check_format(chosen: str, known: Mapping[str, object]) -> None:
    """Raises ConfigError, with the nearest word, for a format that is not among the known ones."""
    if chosen not in known:
        from difflib import get_close_matches

        near = get_close_matches(chosen, known, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise ConfigError(f"no format {chosen!r} here", f"{hint}formats are {', '.join(known)}")
