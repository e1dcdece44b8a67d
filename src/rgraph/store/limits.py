"""What a user's script may take, and what a store may hold; both may come from a stranger. Listed in docs/limits.md."""

GRACE_SECONDS = 1.0
"""How long after its limit a script is still waited for: Cozo looks at the clock only between steps."""

QUERY_MEMORY = 2 << 30
"""Bytes of memory that a script may use, beyond what its process needs to begin."""

MAX_REPLY_BYTES = 256 << 20
"""Bytes of an answer, packed; a larger one is refused, since it takes this process many times as much."""

MAX_EXPANDED_BYTES = 256 << 20
"""Bytes of one stored value when it is unpacked; no file that is read has so many, and a larger value is damaged."""

MOST_LAYERS = 32
"""Chains that one chain may lie above; the writer makes no more than 6, and a store with more is damaged."""
