"""What of `rgraph.toml` is read at most: it comes with a repository that others wrote. Listed in docs/limits.md."""

MAX_FILE_BYTES = 1 << 20
"""A larger `rgraph.toml` is refused."""

MAX_RULES = 2_000
"""Rules in one file; each is judged on the whole code."""

MAX_SELECTOR_CHARS = 1_000
"""Characters of one path, glob or name in a selector."""

MAX_SELECTOR_PARTS = 10_000
"""Selectors in one list, those in lists and exceptions within it counted too."""

MAX_PATTERN_CHARS = 1_000
"""Characters of one regular expression."""

MAX_PATTERN_MEMORY = 4 << 20
"""Bytes that RE2 may use for one regular expression; above it the expression is refused."""

MAX_LAYERS = 8
"""Heights of a proposed order; where there are more, neighbours are joined."""

MAX_BINS = 4
"""Programs that `rgraph rules init` gives a place among the crates; where there are more, libraries alone have one."""

MAX_LAYERED_CRATES = 6
"""Crates whose modules `rgraph rules init` proposes layers for."""

MAX_FAMILIES = 4
"""Families of siblings that stand apart, of those that `rgraph rules init` proposes."""

MAX_CYCLES_TOLD = 8
"""Cycles that a comment of a proposal names."""

MAX_NAMES = 12
"""Names of what a selector means that `rgraph rules explain` lists, and of a cycle in a comment of a proposal."""

QUERY_SECONDS = 30.0
"""How long the query of one rule may run."""
