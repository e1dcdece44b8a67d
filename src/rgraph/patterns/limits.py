"""How much is looked at and told, and from where on something is worth telling. Listed in docs/limits.md."""

MAX_EVIDENCE = 12
"""Lines of evidence that one finding is told with; the rest is counted."""

MAX_FINDINGS = 40
"""Findings of one pattern that are told, the weightiest first; the rest is counted."""

MAX_MEMBERS = 4
"""Members that are named of those that joined a finding, or left it, since another tree; the rest is counted."""

MAX_COMMITS = 3_000
"""Commits, the newest first, whose files are looked at together for couplings that no edge explains."""

MAX_FILES_CHANGED = 15
"""Files of a commit that says something of what belongs together; larger ones are sweeps through the code."""

MAX_EXCEPTIONS = 20
"""Exceptions that one proposed rule may need; a rule with more holds too little."""

MAX_SWEEPS = 50
"""Sweeps through all modules in which they move between communities, before what there is counts."""
