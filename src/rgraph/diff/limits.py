"""How far a comparison, and the listing of an API, go. Listed in docs/limits.md."""

MAX_SEGMENTS = 16
"""Re-exported modules can contain each other: paths longer than this are never looked at, and the listing says so."""

MAX_WALKED = 20_000
"""Modules of a crate, by all their paths, whose exports are listed; the shortest paths are, and the listing says so."""

MAX_ALIASES = 8
"""Type aliases that are followed from one to the next; what a longer chain leads to stays the alias."""

MAX_CONST_STEPS = 200
"""Tokens that are read to compute one array length or const argument; beyond them it is compared as it is written."""

MAX_CONST_DEPTH = 32
"""Constants and brackets in each other that are followed to compute an array length or const argument."""

MAX_CONST_BITS = 128
"""Size of the integers that array lengths and const arguments are computed with: that of Rust's largest."""

MAX_EQUAL_PAIRS = 10_000
"""Pairs of items with one code of which the nearest are looked for; where generated code has more, any is as good."""

MAX_SHINGLE_HOLDERS = 24
"""A shingle (a few tokens in a row) in more items than this says nothing about which of them it is."""

MAX_CANDIDATES = 8
"""Items of the new commit that are scored for one of the old: those that share most code, and those of its name."""

MAX_SHARING = 5
"""Items that are looked at for where a piece of code was copied, extracted or inlined."""

MAX_COMPONENT = 240
"""Items that may be each other up to which the best assignment is found (cubic); above it the best pair goes first."""

MAX_VISITED = 4_000
"""Items that reach a changed one: when so many are found, nobody further away is looked for."""

MAX_FOLLOWED = 2_000_000
"""References followed over all changed items of a commit; after that only direct ones are, and the report says so."""

MAX_CALLERS = 40
"""Callers listed for one change; the rest are counted."""

MAX_TESTS = 25
"""Tests listed for one change."""

MAX_PUBLIC = 25
"""Public items listed for one change."""

MAX_NAMED = 12
"""Crates and packages that an error lists where one was named that is not there; the rest are counted."""

MAX_HELD = 2_000
"""Types that one type holds, looked at for one auto trait; where there are more, that trait is undecided."""

MAX_IMPLIED = 400
"""Bounds that are followed to what they bring with them (supertraits, bounds of associated types) in one comparison."""

MAX_PROOF = 200
"""Questions that are asked to find out whether one bound follows from others; after that it is not known."""

MAX_GATING_FEATURES = 7
"""Features named in what an item stands under, tried in all combinations; with more it is undecided who loses it."""

MAX_COMMITS = 5_000
"""Commits between two versions that a changelog looks at; the oldest are taken."""

MAX_CALLS_NAMED = 100
"""Macro calls that changed and are not judged, named one by one; all are counted."""
