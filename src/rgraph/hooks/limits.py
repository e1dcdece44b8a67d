"""How long a run in the background waits, and how much it writes. Listed in docs/limits.md."""

QUIET_SECONDS = 0.1
"""A run starts when nothing has been marked for this long."""

SEQUENCE_SECONDS = 60.0
"""How long a run waits for a rebase or cherry-pick; one that stops for a conflict marks again when it goes on."""

LOCK_SECONDS = 60.0
"""How long a run waits for another process that writes the store."""

LOG_BYTES = 64_000
"""Characters of the log of runs; above it the older half of its lines is dropped."""
