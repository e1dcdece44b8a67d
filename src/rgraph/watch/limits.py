"""How long is waited before the working directory is looked at. Listed in docs/limits.md."""

STEP_MS = 40
"""Milliseconds without another file saved after which what was saved is looked at."""

GATHER_MS = 400
"""Milliseconds after which it is looked at although files go on being saved."""

LOOK_AGAIN_MS = 2_000
"""Milliseconds after which is looked again where another process was writing: git the files, or a hook the store."""
