"""Limits of following calls through dependencies; docs/limits.md lists them."""

MAX_FOLLOWED = 100_000
"""Items of packages whose references are followed."""

MAX_SOURCE_BYTES = 96 << 20
"""Bytes of Rust of packages whose bodies are linked."""

MAX_IMPLS = 400
"""Impls of one trait to which a call through the trait is followed."""

MAX_NAME = 1_000
"""Characters of the path of a requested item; a longer one names nothing."""
