"""How much of a git tree, and of a working directory, is read. Listed in docs/limits.md."""

MAX_DEPTH = 200
"""Files in more directories than this are not indexed."""

MAX_PATHS = 1_000_000
"""A tree with more indexed paths (or differing directories) is refused: a few objects can spell billions of paths."""

MAX_FILE_BYTES = 1 << 28
"""Files of the working directory above this are not read; what is parsed has a lower limit of its own."""
