"""What an internal error cost: one file or one body, which is counted and told, and nothing else."""

from __future__ import annotations

import traceback

import msgspec

from rgraph.errors import RgraphError

INTERNAL_ERROR = "internal_error"
"""The reason under which `status` counts what was not linked."""

NOT_READ = "internal error in rgraph, please report it"
"""Why a file was not read."""


class Gap(msgspec.Struct, frozen=True):
    """What was not read or linked. `trace` is for the log that a bug report needs; it is never stored."""

    what: str
    trace: str


def gap_of(what: str, error: Exception) -> Gap:
    """The gap that an internal error leaves. Raises what is none: the store's errors, or that memory has run out."""
    if isinstance(error, MemoryError | RgraphError):
        raise error
    return Gap(what, "".join(traceback.format_exception(error)))
