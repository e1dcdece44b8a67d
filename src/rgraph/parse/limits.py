"""How much of a hostile file is read: counts of bytes, nodes and levels, never seconds. Listed in docs/limits.md."""

MAX_BYTES = 4 * 1024 * 1024
"""Larger files are skipped."""

MAX_NODES = 1_000_000
"""Syntax nodes; files with more are skipped."""

MAX_NESTING = 1_000
"""Open brackets at one place; files with more are skipped before they are parsed."""

MAX_DEPTH = 120
"""Levels of types, patterns, expressions and blocks in one another; what lies deeper is left out."""

MAX_MACRO_DEPTH = 12
"""Macro calls in the arguments of macro calls; the arguments of deeper ones are not read."""

MAX_MACRO_BYTES = 8 * 1024 * 1024
"""Bytes of macro arguments that are parsed again, nested ones counted once for each level."""

MAX_RETRY_BYTES = 4 * 1024 * 1024
"""Bytes (and 200 for each time) of macro arguments parsed alone because they failed with all others."""

MAX_EXPANSION_STEPS = 50_000
"""Steps of matching one macro call; what takes more is not expanded."""

MAX_EXPANSION_TOKENS = 100_000
"""Tokens of one expansion."""

MAX_PATTERN_DEPTH = 20
"""Repetitions in one another in an arm of a macro; one that has more is not understood."""

MAX_UNBRACKETED = 60
"""Expressions in one another without brackets (closures, conditions, branches) up to which a fragment is told."""

MAX_ARGUMENT_TEXT = 32_768
"""Bytes of a macro call's argument that are kept as text beside what was read of it."""

MAX_ERRORS_MENDED = 200
"""Syntax errors up to which a file is parsed again without the attributes beside them."""

MAX_ITEMS_TEXT = 256 * 1024
"""Bytes of the argument of a macro call where items stand that are kept as text; a longer one is not expanded."""

MAX_SELECT_ARMS = 256
"""Arms of a `select!` that are read; tokio allows 64."""

MAX_ANGLES = 500
"""Words up to which the `>` of a `<` is looked for where a file is mended."""

MAX_WHERE_TOKENS = 2_000
"""Tokens of a where clause up to which the comma at its end is found."""

MAX_ARM_TOKENS = 3_000
"""Tokens of a match arm's block up to which the comma after it is known to be optional."""

MAX_FRONTMATTER_BYTES = 65_536
"""Bytes of a cargo script's manifest; a file with more is no script."""

MAX_SITE_DEPTH = 400
"""Levels of syntax below which no old idiom is looked for."""

MAX_SITES = 20_000
"""Places of old idioms that are told of one file."""

MAX_SITE_STATES = 10_000
"""Matches of old idioms that are open at one place of a file; what is over is not found."""

MAX_SITE_WORD = 200
"""Bytes of a text that is told with a place of an old idiom."""
