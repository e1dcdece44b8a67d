"""How much of what is not committed is kept while a working directory is watched. Listed in docs/limits.md."""

MOST_NEW_CONTENTS = 200
"""Contents that a watched working directory had but no commit has; with more, linking starts from scratch."""
