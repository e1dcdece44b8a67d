"""How far search goes. Listed in docs/limits.md."""

MAX_QUERY_WORDS = 64
"""Distinct words of a query that are looked for; a longer text is cut to those that come first."""

MAX_COUNT = 255
"""How often a word is counted in one field of an item."""

MAX_FIELD_WORDS = 65_535
"""Words of one field that its length counts."""

MAX_KNOWN_WORDS = 1 << 18
"""Words whose parts and stems are remembered within one process."""
