"""How much of a hostile file is read: counts of bytes, nodes and levels, never seconds. Listed in docs/limits.md."""

MAX_BYTES = 4 * 1024 * 1024
"""Larger files are skipped."""

MAX_NODES = 1_000_000
"""Syntax nodes; files with more are skipped."""

MAX_NESTING = 1_000
"""Open brackets at one place; files with more are skipped before they are parsed."""

MAX_DEPTH = 120
"""Levels of nested types, patterns, expressions and blocks; what is deeper is left out."""

MAX_MACRO_DEPTH = 12
"""Macro calls in the arguments of macro calls; the arguments of deeper ones are not read."""

MAX_MACRO_BYTES = 8 * 1024 * 1024
"""Bytes of macro arguments that are parsed again, nested ones counted once for each level."""

MAX_RETRY_BYTES = 4 * 1024 * 1024
"""Bytes (and 200 for each attempt) of macro arguments that are parsed alone because they failed together with all
others."""

MAX_EXPANSION_STEPS = 50_000
"""Steps of matching one macro call; what takes more is not expanded."""

MAX_EXPANSION_TOKENS = 100_000
"""Tokens of one expansion."""

MAX_PATTERN_DEPTH = 20
"""Nested repetitions in an arm of a macro; an arm with more is not understood."""

MAX_UNBRACKETED = 60
"""Nested expressions without brackets (closures, conditions, branches) up to which the end of a fragment is found."""

MAX_ARGUMENT_TEXT = 32_768
"""Bytes of a macro call's argument that are kept as text beside what was read of it."""

MAX_ERRORS_MENDED = 200
"""Files with more syntax errors are not parsed again without the attributes beside the errors."""

MAX_ITEMS_TEXT = 256 * 1024
"""Bytes of the argument of a macro call in item position that are kept as text; a longer one is not expanded."""

MAX_SELECT_ARMS = 256
"""Arms of a `select!` that are read; tokio allows 64."""

MAX_ANGLES = 500
"""How many words ahead the `>` of a `<` is looked for when syntax is rewritten for the parser."""

MAX_WHERE_TOKENS = 2_000
"""Tokens of a where clause; in a longer one the comma at its end is not recognised as optional."""

MAX_ARM_TOKENS = 3_000
"""Tokens of the block of a match arm; after a longer one the comma is not recognised as optional."""

MAX_FRONTMATTER_BYTES = 65_536
"""Bytes of a cargo script's manifest; a file with more is not a script."""

MAX_SITE_DEPTH = 400
"""Old idioms are not looked for below this many levels of syntax."""

MAX_SITES = 20_000
"""Places of old idioms that are reported for one file."""

MAX_SITE_STATES = 10_000
"""Matches of old idioms that may be open at one place of a file; further ones are not found."""

MAX_SITE_WORD = 200
"""Bytes of the text that is reported with a place of an old idiom."""
