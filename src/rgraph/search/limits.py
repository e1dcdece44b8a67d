"""How far search goes. Listed in docs/limits.md."""

MAX_QUERY_WORDS = 64
"""Distinct words of a query that are looked for; a longer text is cut to those that come first."""

MAX_COUNT = 255
"""How often a word is counted in one field of an item."""

MAX_FIELD_WORDS = 65_535
"""Words of one field that its length counts."""

MAX_EMBEDDED = 6_000
"""Characters of an item's body of which its vector is made."""

MAX_KNOWN_WORDS = 1 << 18
"""Words whose parts and stems are remembered within one process."""

MAX_BATCH = 1024
"""Texts that a model takes at once, whatever memory there is."""

MAX_MADE_ON_DEMAND = 400
"""Texts without a vector that a search makes vectors of by itself; where there are more, it says so."""

MAX_PAST_COMMITS = 5_000
"""Commits before a revision, the newest ones, whose messages are searched as the history of what they changed."""

MAX_RECORDED_ON_DEMAND = 50
"""New commits of which a search finds out by itself what they changed; `rgraph index --history` does it for all."""
