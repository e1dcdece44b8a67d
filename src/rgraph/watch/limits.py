"""How long is waited before the working directory is looked at. Listed in docs/limits.md."""

STEP_MS = 40
"""Milliseconds without another saved file after which the saved files are looked at."""

GATHER_MS = 400
"""Milliseconds after which they are looked at even if files are still being saved."""

LOOK_AGAIN_MS = 2_000
"""Milliseconds after which watch looks again if another process was writing: git the files, or a hook the store."""
