"""What of `rgraph.toml` is read at most: it comes with a repository that others wrote. Listed in docs/limits.md."""

MAX_FILE_BYTES = 1 << 20
"""A larger `rgraph.toml` is refused."""

MAX_RULES = 2_000
"""Rules in one file; each is checked on the whole code."""

MAX_SELECTOR_CHARS = 1_000
"""Characters of one path, glob or name in a selector."""

MAX_SELECTOR_PARTS = 10_000
"""Selectors in one list, including those in nested lists and exceptions."""

MAX_PATTERN_CHARS = 1_000
"""Characters of one regular expression."""

MAX_PATTERN_MEMORY = 4 << 20
"""Bytes that RE2 may use for one regular expression; above it the expression is refused."""

MAX_LAYERS = 8
"""Layers of a proposed order; if there are more, neighbours are joined."""

MAX_BINS = 4
"""Programs that `rgraph rules init` places in the layers of crates; if there are more, only libraries are placed."""

MAX_LAYERED_CRATES = 6
"""Crates whose modules `rgraph rules init` proposes layers for."""

MAX_FAMILIES = 4
"""Sets of independent siblings that `rgraph rules init` proposes."""

MAX_CYCLES_TOLD = 8
"""Cycles that a comment of a proposal names."""

MAX_NAMES = 12
"""Names that a selector matches that `rgraph rules explain` lists, and names of a cycle in a comment of a proposal."""

MOST_UNREAD_NAMED = 3
"""Files with syntax errors that a check names; the rest is counted."""

QUERY_SECONDS = 30.0
"""How long the query of one rule may run."""

KEPT_REPORTS = 16
"""Answers to checks of what is staged that a repository keeps."""
