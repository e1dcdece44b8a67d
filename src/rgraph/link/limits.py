"""How much is searched where modules and names lead far or in circles. Listed in docs/limits.md."""

MAX_OPEN_QUESTIONS = 24
"""Names that wait for each other on Python's stack; the next one is answered first, from a clean stack."""

MAX_ROUNDS = 2048
"""Rounds in which imports that lead in a circle are resolved; what still changes then means nothing."""

MAX_FILES_DEEP = 64
"""How deep files may nest as modules; a `#[path]` that leads back to a file around it stops before."""

MAX_PLACES_OF_A_FILE = 64
"""Modules of one crate that one file may be; more `#[path]`s to it are as if the file were not there."""

MAX_MACRO_MODULES = 64
"""How deep `#[macro_use]` modules are searched for a macro."""

MAX_CFG_TOKENS = 512
"""Tokens of a cfg predicate; a longer one counts as one that does not hold."""

MAX_IMPORT_STEPS = 12
"""How long a chain of imports is followed in words by `rgraph why`."""

MAX_EXPANSION_ROUNDS = 256
"""Rounds in which macro calls are expanded that mean something only because of what others made; more than calls may
nest, so that it ends only macros that go on making each other something else."""

MAX_EXPANSIONS_DEEP = 128
"""Macro calls in the expansions of macro calls where items stand, as rustc's default `recursion_limit`."""

MAX_MADE_ITEMS = 20_000
"""Items that the macro calls of one file make; what is over is not expanded."""

MAX_KEPT_PARTS = 20_000
"""Expansions that are kept for calls that say the same."""
MAX_ATTRIBUTE_TEXT = 8_192
"""Characters of an attribute, or of the signature of a function with one, that is read for what known macros name."""
