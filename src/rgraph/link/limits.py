"""How much is searched where names lead far or in circles: counts, never seconds (docs/limits.md)."""

MAX_OPEN_QUESTIONS = 24
"""Names that wait for each other on Python's stack; the next one is answered first, from a clean stack."""

MAX_ROUNDS = 2048
"""Rounds in which imports that lead in a circle are resolved; what still changes then means nothing."""
