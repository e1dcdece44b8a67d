"""What a pack takes of a repository, beside its budget. Listed in docs/limits.md."""

LEAST_BUDGET = 200
"""Tokens of the smallest pack: a smaller one has no room for anything to read."""

MOST_BUDGET = 1_000_000
"""Tokens of the largest pack."""

MOST_HITS = 80
"""Items found for the task that are looked at."""

MOST_ASKED_AROUND = 24
"""The best of these items, whose neighbours are looked at."""

MOST_EDGES = 200
"""Edges of one item, in and out, that are followed to its neighbours."""

MOST_TESTED = 6
"""The best items, for which tests that reach them are looked for."""

MOST_TOLD = 4
"""The best items, whose history is shown."""

TEST_DEPTH = 3
"""Edges between an item and a test that is said to reach it."""

EXCERPT_TOKENS = 200
"""Approximate tokens of an item that is not given in full."""

LEAST_EXCERPT = 60
"""Approximate tokens of such an item in a small pack."""

MOST_IN_FULL = 8
"""The best items, which may be given in full."""

FULL_TOKENS = 800
"""Maximum tokens of an item that is given in full."""

LARGE_BUDGET = 4_000
"""In a pack of at least this many tokens a tenth is for items in full; in a smaller one a quarter."""
