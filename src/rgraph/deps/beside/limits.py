"""Limits of linking into dependencies; docs/limits.md lists them."""

MAX_ROUNDS = 24
"""How often packages are mounted that the code reached by now asks for: how many lie behind one another."""
