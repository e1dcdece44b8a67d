"""How far search goes. Listed in docs/limits.md."""

MAX_QUERY_WORDS = 64
"""Distinct words of a query that are looked for; a longer text is cut to the first ones."""

MAX_COUNT = 255
"""Maximum count of a word in one field of an item."""

MAX_FIELD_WORDS = 65_535
"""Maximum length of a field in words."""

MAX_EMBEDDED = 6_000
"""Characters of an item's body from which its vector is computed."""

MAX_KNOWN_WORDS = 1 << 18
"""Words whose parts and stems are remembered within one process."""

MAX_BATCH = 1024
"""Texts that a model processes at once, however much memory there is."""

MAX_MADE_ON_DEMAND = 400
"""Texts without a vector for which a search computes vectors itself; if there are more, it says so."""

MAX_PAST_COMMITS = 5_000
"""Commits before a revision, the newest ones, whose messages are searched as the history of what they changed."""

MAX_RECORDED_ON_DEMAND = 50
"""New commits for which a search determines itself what they changed; `rgraph index --history` does it for all."""
