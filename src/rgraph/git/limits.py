"""How much of a git tree, and of a working directory, is read. Listed in docs/limits.md."""

MAX_DEPTH = 200
"""Files in more directories than this are not indexed."""

MAX_TOO_DEEP = 100
"""Directories beyond `MAX_DEPTH` that `rgraph status` lists."""

MAX_PATHS = 1_000_000
"""A tree with more indexed paths (or differing directories) is refused: a few objects can spell billions of paths."""

MAX_FILE_BYTES = 1 << 28
"""Files of the working directory above this are not read; parsed files have a lower limit of their own."""

MAX_TIME = 2**53
"""Seconds. The time of a commit that is this far from 1970, or further, counts as 0: many readers of JSON keep no
larger number."""

MAX_CANDIDATES = 8
"""Similar names, or commits that a short oid may mean, that an error lists."""

MAX_LINKS = 8
"""How many links in a row are followed in the tree of a dependency."""

MAX_LINK_BYTES = 1_024
"""Bytes of a link's target; a longer one is not followed."""
