"""How much of a history `rgraph trend` looks at. Listed in docs/limits.md."""

MOST_POINTS = 48
"""Points of a trend where nothing is said of them: of commits, weeks, months, quarters and years the finest that
fits."""

MOST_INDEXED_ON_DEMAND = 12
"""Commits without an index that a measure of edges has indexed on its own; where there are more, it says so."""

MOST_SERIES = 8
"""Crates or modules that are told one by one; the others are one series."""

MOST_JUMPS = 5
"""Changes from one point to the next that are told, the largest."""

MOST_COUNTS_BESIDE = 50_000
"""Contents that are not indexed and whose counts are kept for the next time."""
