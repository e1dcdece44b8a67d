"""How much is looked at and told, and from where on something is worth telling. Listed in docs/limits.md."""

MAX_EVIDENCE = 12
"""Lines of evidence shown with one finding; the rest is counted."""

MAX_FINDINGS = 40
"""Findings of one pattern that are shown, the most important first; the rest is counted."""

MAX_MEMBERS = 4
"""Members that are named of those that joined a finding, or left it, since another tree; the rest is counted."""

MAX_COMMITS = 3_000
"""Commits, the newest first, that are searched for files that change together without an edge."""

MAX_FILES_CHANGED = 15
"""Files of a commit that shows what belongs together; larger commits are sweeps through the code."""

MAX_EXCEPTIONS = 20
"""Exceptions that one proposed rule may need; a rule with more would check too little."""

MAX_SWEEPS = 50
"""Sweeps in which modules move between communities, after which the result is taken as it is."""
