"""How much a page tells, and how far a call tree goes. Listed in docs/limits.md."""

MOST_LISTED = 40
"""Lines of one list of a page, such as the items of a module; the page says how many more there are."""

MOST_NEIGHBOURS = 10
"""Modules that a page names among those that use it, or that it uses: those with most references."""

MOST_DRAWN = 30
"""Modules or crates in one picture."""

MOST_CHANGES = 4
"""Newest changes of a module that its history shows, in addition to the first one."""

MOST_CALLS_DEEP = 3
"""How deep the call tree of an entry point goes."""

MOST_CALLS = 6
"""Callees of one function in a call tree."""

MOST_ROOTS = 20
"""Functions at the root of a library whose call tree is shown."""

MOST_DOCUMENTS = 2_000
"""Files of prose that are checked, the first ones by path."""

MAX_DOCUMENT_BYTES = 1 << 20
"""Bytes of one file of prose that is checked; a larger one is left out, and the answer says so."""

MOST_SETS_LOOKED_IN = 20_000
"""Edge sets of older commits that are searched for names that prose mentions and the code lacks."""

MOST_MATCHED = 30
"""Commits whose two sides are matched to find what an item that prose names is called now."""

MOST_NAMES = 2_000
"""Names without an item, in all prose together, that are looked for in the past."""

MAX_SUMMARY = 600
"""Characters of a model's summary that a page has."""

MOST_SUMMARIES_KEPT = 20_000
"""Summaries that are kept for the next run, those of the last book first."""
