"""Limits of linking into dependencies; docs/limits.md lists them."""

MAX_ROUNDS = 24
"""Rounds in which packages are mounted that the code reached so far refers to: how long a chain of packages may be."""
