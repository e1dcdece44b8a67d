"""How long queries run, and how much is listed or kept for them. Listed in docs/limits.md."""

QUERY_SECONDS = 30.0
"""How long a query may run by default."""

KEPT_VERSIONS = 300
"""Edge sets and facts kept in a query over time: the next version of a file needs the previous one again."""

MOST_NOTES = 3
"""Manifests that an index run reports; `rgraph status` lists all."""

MOST_SETS_SEARCHED = 2_000
"""Edge sets of older commits, the newest first, that are searched for an item that no longer exists."""

KEPT_PATHS = 200
"""Paths whose whole history is remembered within one process."""

MOST_COMMITS_WALKED = 200_000
"""Commits that `log` looks at for the life of one item whose history is not indexed."""

MOST_CONTENTS_PARSED = 500
"""Contents that `log` parses for that: those in which the text of the item differs."""

MOST_CANDIDATE_FILES = 60
"""Files changed by one commit that are searched for the origin of an item, removed files first."""
