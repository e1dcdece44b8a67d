"""Limits of comparing versions of dependencies; docs/limits.md lists them."""

MAX_PULLED = 400
"""How many packages a new version may bring in that are looked at."""

MAX_ATTRIBUTE_LINES = 40
"""How many lines above an item a name is looked for that an attribute of it has."""

MAX_LOST = 8
"""How many of the things that a macro makes no more are named."""

MAX_FILES_BEHIND = 600
"""Files of packages in which calls are followed, to see what has another body behind what code calls."""

MAX_ATTRIBUTE_LETTERS = 20_000
"""Letters of an attribute that are read for the methods that it names."""

MAX_NAMESAKES = 12
"""How many methods of one name are compared for a word of an attribute; of a word with more nothing is said."""
