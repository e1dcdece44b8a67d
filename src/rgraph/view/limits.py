"""How long queries run, and how much is listed or kept for them. Listed in docs/limits.md."""

QUERY_SECONDS = 30.0
"""How long a query may run where nothing else is said."""

KEPT_VERSIONS = 300
"""Edge sets and facts kept in a query over time: a file's next version needs the one before again."""

MOST_NOTES = 3
"""Manifests that an index run tells of; `rgraph status` lists all."""

MOST_SETS_SEARCHED = 2_000
"""Edge sets of older commits that are looked through for an item that is not there any more, the newest first."""

KEPT_PATHS = 200
"""Paths whose whole history is remembered within one process."""

MOST_COMMITS_WALKED = 200_000
"""Commits that `log` looks at for the life of one item whose history is not indexed."""

MOST_CONTENTS_PARSED = 500
"""Contents that `log` parses for the same: those in which the item's text is another one."""

MOST_CANDIDATE_FILES = 60
"""Files that one commit changed and an item may have come from, those that went first: more are not looked through."""
