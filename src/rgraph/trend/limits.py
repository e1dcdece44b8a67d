"""How much of a history `rgraph trend` looks at. Listed in docs/limits.md."""

MOST_POINTS = 48
"""Points of a trend by default: the finest of commits, weeks, months, quarters and years that fits."""

MOST_INDEXED_ON_DEMAND = 12
"""Commits that a measure of edges indexes on demand; if there are more, it says so."""

MOST_SERIES = 8
"""Crates or modules with a series of their own; the others are one series."""

MOST_JUMPS = 5
"""Largest changes from one point to the next that are shown."""

MOST_COUNTS_BESIDE = 50_000
"""Contents that are not indexed and whose counts are kept for the next run."""
