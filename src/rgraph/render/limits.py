"""How much of a long report is shown. Listed in docs/limits.md."""

MOST_CODE = 400
"""Further changes are in the HTML table without their code."""

MOST_LINES = 400
"""Lines of code shown side by side for one change."""

MOST_DEPENDENCES = 40
"""Lines in the picture of new and removed dependencies between modules."""

MOST_LISTED = 200
"""Lines of a list in Markdown; comments have a limit of 65,536 characters, so longer lists are cut, and say so."""

MOST_DRAWN = 120
"""Crates or modules in a picture of the graph; those with the most references are drawn, the rest is counted."""
