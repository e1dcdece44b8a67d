"""Limits of comparing versions of dependencies; docs/limits.md lists them."""

MAX_PULLED = 400
"""How many additional packages of a new version are looked at."""

MAX_ATTRIBUTE_LINES = 40
"""How many lines above an item its attributes are searched for a name."""

MAX_LOST = 8
"""How many of the items that a macro no longer makes are named."""

MAX_FILES_BEHIND = 600
"""Files of packages in which calls are followed to find changed bodies behind what the code calls."""

MAX_ATTRIBUTE_LETTERS = 20_000
"""Characters of an attribute that are searched for the methods that it names."""

MAX_NAMESAKES = 12
"""How many methods of one name are compared for a word of an attribute; a word with more is not judged."""
