"""How much a page tells, and how far a call tree goes. Listed in docs/limits.md."""

MOST_LISTED = 40
"""Lines of one list of a page, as of the items of a module; how many more there are is said."""

MOST_NEIGHBOURS = 10
"""Modules that a page names among those that use it, or that it uses: those with most references."""

MOST_DRAWN = 30
"""Modules or crates in one picture."""

MOST_CHANGES = 4
"""Changes of a module that its history tells, the newest; the first one is told besides."""

MOST_CALLS_DEEP = 3
"""How deep the call tree of an entry point goes."""

MOST_CALLS = 6
"""Callees of one function in a call tree."""

MOST_ROOTS = 20
"""Functions that a library offers at its root of which a call tree is shown."""
