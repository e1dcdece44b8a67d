"""How much of a long report is shown. Listed in docs/limits.md."""

MOST_CODE = 400
"""Changes beyond this number are in the HTML table without their code."""

MOST_LINES = 400
"""Lines of code shown side by side for one change."""

MOST_DEPENDENCES = 40
"""Lines in the picture of the modules that lean on each other anew, or no longer."""

MOST_LISTED = 200
"""Lines of a list in Markdown; comments have a limit of 65,536 characters, so longer lists are cut, and say so."""

MOST_DRAWN = 120
"""Crates or modules in a picture of the graph; those with most references are drawn, the rest is counted."""
