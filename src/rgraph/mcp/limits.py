"""What the agent server keeps, takes and answers. Listed in docs/limits.md."""

MOST_FILES_KEPT = 3_000
"""Files of all graphs kept in memory together, at about 0.2 MB each; the last one used is kept at any size."""

LEAST_BUDGET = 200
"""Tokens of the smallest answer: which commit it is about, what was found, what was left out."""

MOST_BUDGET = 50_000
"""Tokens of the largest answer; clients cut or refuse what is longer."""

MOST_BESIDE = 50
"""Maximum lines of code before and after each place."""

MOST_CHARACTERS = 20_000
"""Characters of any one argument."""

QUERY_SECONDS = 10.0
"""How long a query may run by default."""

MOST_QUERY_SECONDS = 60.0
"""How long a query may run at most."""

MOST_BODY_BYTES = 1 << 20
"""Bytes of one HTTP request."""

MOST_LISTED = 200
"""Crate roots listed as resources; every other file has an address too."""
