"""What a user's script may take, and what a store may hold; both may come from a stranger. Listed in docs/limits.md."""

GRACE_SECONDS = 1.0
"""How long rgraph waits for a script after its time limit: Cozo looks at the clock only between steps."""

QUERY_MEMORY = 2 << 30
"""Bytes of memory that a script may use, beyond what its process needs to begin."""

MAX_REPLY_BYTES = 256 << 20
"""Bytes of an answer, packed; a larger one is refused, since it would take many times as much memory in this
process."""

MAX_EXPANDED_BYTES = 256 << 20
"""Bytes of one stored value when it is unpacked; no file that is read has that many, so a larger value is damaged."""

MOST_LAYERS = 32
"""Chains that may be below one chain; the writer makes at most 6, so a store with more is damaged."""

MOST_FAR = 2
"""Commits far from HEAD whose footprints are kept. In a big repository each takes up to a fifth of what the store
has."""
