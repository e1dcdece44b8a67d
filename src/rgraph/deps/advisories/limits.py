"""How much of a folder of advisories is read; strangers wrote it. Listed in docs/limits.md."""

MAX_FILES = 50_000
"""Files of a folder of advisories that are read; RustSec's has some 1,200."""

MAX_ENTRIES = 200_000
"""Entries of a folder of advisories that are looked at."""

MAX_DEEP = 8
"""Nested folders that are looked into."""

MAX_FILE_BYTES = 256 << 10
"""A larger advisory is not read; RustSec's largest has 10 KB."""

MAX_FUNCTIONS = 1_000
"""Functions of one advisory that are looked for."""
