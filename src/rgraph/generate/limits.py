"""How long a model is waited for, and how much it may answer. Listed in docs/limits.md."""

REPLY_SECONDS = 600.0
"""How long an endpoint may be silent."""

MAX_REPLY_BYTES = 8 << 20
"""Bytes of one answer of an endpoint; a longer one is refused."""

MAX_PATCHED_FILES = 200
"""Files that one patch may change."""

MOST_ROUNDS = 8
"""Times that a model may be asked for one task."""

MOST_TOLD = 12
"""Problems of one kind that are shown; the rest is counted."""
