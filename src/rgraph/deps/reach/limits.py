"""Limits of following calls through dependencies; docs/limits.md lists them."""

MAX_FOLLOWED = 100_000
"""Items of packages whose references are followed."""

MAX_SOURCE_BYTES = 96 << 20
"""Bytes of Rust of packages whose bodies are linked."""

MAX_IMPLS = 400
"""Impls of one trait that a call over the trait is followed to."""

MAX_NAME = 1_000
"""Letters of the path of an item that is asked for; a longer one means nothing."""
