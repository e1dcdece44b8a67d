"""What a pack takes of a repository, beside its budget. Listed in docs/limits.md."""

LEAST_BUDGET = 200
"""Tokens of the smallest pack: less holds nothing to read."""

MOST_BUDGET = 1_000_000
"""Tokens of the largest pack."""

MOST_HITS = 80
"""Items found for the task that are looked at."""

MOST_ASKED_AROUND = 24
"""Items of these, the best, whose neighbours are looked at."""

MOST_EDGES = 200
"""Edges of one item, in and out, that are followed to its neighbours."""

MOST_TESTED = 6
"""Items, the best, for which tests that reach them are looked for."""

MOST_TOLD = 4
"""Items, the best, whose history is told."""

TEST_DEPTH = 3
"""Edges between an item and a test that is said to reach it."""

EXCERPT_TOKENS = 200
"""Tokens of an item that is not given in full, about."""

LEAST_EXCERPT = 60
"""Tokens of such an item in a small pack, about."""

MOST_IN_FULL = 8
"""Items, the best, that may be given in full."""

FULL_TOKENS = 800
"""Tokens of an item that is given in full, at most."""

LARGE_BUDGET = 4_000
"""Tokens from which on a tenth is for items in full; of a smaller pack it is a quarter."""
