"""Limits of comparing versions of dependencies; docs/limits.md lists them."""

MAX_PULLED = 400
"""How many packages a new version may bring in that are looked at."""
