"""How much of a history is looked at for who brought what: counts of commits and contents, listed in docs/limits.md."""

MAX_COMMITS = 50_000
"""First parents that are followed back from the requested commit."""

MAX_READ = 2_000
"""Contents that are read from either end of the history, only as bytes."""

MAX_PARSED = 60
"""Contents that are parsed from either end of the history, among those whose bytes suggest an idiom."""

MAX_REACHED = 20_000
"""Items that are followed from the places of one step of a plan to the tests that reach them."""

MOST_KEYS = 4
"""Sets of patterns whose places are kept beside a content: versions of rgraph with other idioms share a store."""
