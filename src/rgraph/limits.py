"""What is taken of TOML, whichever file it is. Listed in docs/limits.md."""

MAX_TOML_NESTING = 100
"""Nested brackets or tables, and parts of one key; a document with more is refused."""

MAX_TOML_INTEGER = 2**63
"""TOML's integers have 64 bits; Python would read and keep any, and refuse to print the largest."""

MAX_CONFIG_BYTES = 1 << 20
"""Bytes of the user's configuration file; a larger one is refused."""
