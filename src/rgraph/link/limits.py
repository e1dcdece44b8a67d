"""How much is searched where modules and names lead far or in circles. Listed in docs/limits.md."""

MAX_OPEN_QUESTIONS = 24
"""Names that may wait for each other on Python's stack; the next one is answered first, from a clean stack."""

MAX_ROUNDS = 2048
"""Rounds in which cyclic imports are resolved; names that still change then are not resolved."""

MAX_FILES_DEEP = 64
"""How deep files may nest as modules; a `#[path]` that leads back to a file around it stops before."""

MAX_PLACES_OF_A_FILE = 64
"""Modules of one crate that one file may be; for further `#[path]`s the file does not exist."""

MAX_MACRO_MODULES = 64
"""How deep `#[macro_use]` modules are searched for a macro."""

MAX_CFG_TOKENS = 512
"""Tokens of a cfg predicate; a longer one counts as false."""

MAX_IMPORT_STEPS = 12
"""How many steps of a chain of imports `rgraph why` describes."""

MAX_EXPANSION_ROUNDS = 256
"""Rounds in which macro calls are expanded whose meaning depends on what other calls make. It is higher than calls
may nest, so it stops only macros that keep changing each other."""

MAX_EXPANSIONS_DEEP = 128
"""Nested expansions of macro calls in item position, as rustc's default `recursion_limit`."""

MAX_MADE_ITEMS = 20_000
"""Items that the macro calls of one file may make; further calls are not expanded."""

MAX_KEPT_PARTS = 20_000
"""Expansions that are kept for equal calls."""
MAX_ATTRIBUTE_TEXT = 8_192
"""Characters of an attribute, or of the signature of a function with one, that is read for what known macros name."""
