"""Limits of the server. Listed in docs/limits.md."""

from __future__ import annotations

MOST_QUERY_BYTES = 4_000
"""Bytes of a request's query; a longer one is refused."""
MOST_POINTS = 400
"""Revisions of the slider: the newest tags."""
SAMPLED_POINTS = 12
"""Commits of the slider if a repository has fewer than two tags: evenly spread over the first-parent history."""
MOST_SAMPLED = 20_000
"""Commits of that history that are looked at."""
