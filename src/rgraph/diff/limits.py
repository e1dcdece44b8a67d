"""How far a comparison, and the listing of an API, go. Listed in docs/limits.md."""

MAX_SEGMENTS = 16
"""Re-exported modules can contain each other: paths longer than this are never looked at, and the listing says so."""

MAX_WALKED = 20_000
"""Modules of a crate, by all their paths, whose exports are listed. The shortest paths come first, and the listing
says if it was cut."""

MAX_ALIASES = 8
"""Type aliases that are followed in a row; at the end of a longer chain the alias stays."""

MAX_CONDITION = 4_096
"""Characters of a condition: those of imports that a re-export leads through are taken to hold where they are longer,
and names that a build script gives to conditions are not written out."""

MAX_REACHED = 5_000
"""Types that users cannot name and that signatures lead to: those beyond are taken to be out of reach."""

MAX_CONST_STEPS = 200
"""Tokens that are read to compute one array length or const argument; beyond them it is compared as it is written."""

MAX_CONST_DEPTH = 32
"""Nested constants and brackets that are followed to compute an array length or const argument."""

MAX_WRITTEN_DEPTH = 64
"""Types inside types that are read for their lifetimes, in a signature's text."""

MAX_LIFETIME_STEPS = 400
"""Types inside types that are followed to tell how the lifetimes of one type stand in it."""

MAX_CONST_BITS = 128
"""Size of the integers with which array lengths and const arguments are computed: that of Rust's largest."""

MAX_EQUAL_PAIRS = 10_000
"""Pairs of items with equal code among which the nearest are looked for; if generated code has more, any pair is as
good."""

MAX_SHINGLE_HOLDERS = 24
"""A shingle (a few tokens in a row) that occurs in more items than this is ignored."""

MAX_CANDIDATES = 8
"""Items of the new commit that are scored for one of the old: those that share most code, and those with its name."""

MAX_SHARING = 5
"""Items that are searched for the origin of code that was copied, extracted or inlined."""

MAX_COMPONENT = 240
"""Items among which the best assignment is found (cubic in their number); with more, the best pair is taken first."""

MAX_VISITED = 4_000
"""Items that reach a changed one: once this many are found, the search goes no further away."""

MAX_FOLLOWED = 2_000_000
"""References that are followed for all changed items of a commit; after that only direct ones are, and the report
says so."""

MAX_CALLERS = 40
"""Callers listed for one change; the rest are counted."""

MAX_TESTS = 25
"""Tests listed for one change."""

MAX_PUBLIC = 25
"""Public items listed for one change."""

MAX_NAMED = 12
"""Crates and packages that an error lists if a name does not exist; the rest are counted."""

MAX_HELD = 300_000
"""Characters of the types inside one type, all together, that are followed for one auto trait (what other types had
followed before is not counted again); with more, that trait is undecided."""

MAX_HELD_TYPE = 16_384
"""Characters of a type inside another one: in `struct S<T>(Option<Box<S<(T, T)>>>)` each is twice as long as the one
around it. Where one is longer, auto traits are undecided."""

MAX_IMPLIED = 400
"""Bounds that are expanded to what they imply (supertraits, bounds of associated types) in one comparison."""

MAX_MACRO_SAMPLES = 400
"""Calls that a macro's old pattern takes, written out to see whether the new arms take them; over that, one that no
single arm takes is told as lost."""

MAX_MACRO_TOKENS = 200
"""Tokens of a macro's pattern for which calls are written out."""

MAX_MACRO_BODY = 20_000
"""Characters of an arm of a macro of which it is read what a call gives, and what it writes for its callers; of longer
ones that is not told."""

MAX_MACRO_BRACKETS = 40
"""Brackets around a whole macro's body that are taken off to read what a call gives."""

MAX_MACRO_EXPRESSION = 400
"""Tokens of what a macro's body ends in of which it is read what type it has."""

MAX_BUILD_SCRIPT = 50_000
"""Characters of a build script that is read for which flags it sets under which conditions; of a longer one every word
may be a flag that it sets."""

MAX_PROOF = 200
"""Questions asked to find out whether one bound follows from others; after that it is unknown."""

MAX_GATING_FEATURES = 7
"""Features in the condition of an item that are tried in all combinations. Of more, none, each alone, and all of them
are tried, and it is undecided who loses the item unless one of these users does."""

MAX_COMMITS = 5_000
"""Commits between two versions that a changelog looks at; the oldest are taken."""

MAX_CALLS_NAMED = 100
"""Changed macro calls that cannot be judged and are named; all are counted."""

MAX_MOVED_TEXTS = 200
"""Files that are gone, or new, among which a moved file with syntax errors is looked for: the first by path."""

MAX_MACROS_NAMED = 4
"""Procedural macros of one crate that are named where its code changed; the others are counted."""

MAX_PROJECTED = 2_000
"""Characters of an associated type that is written out; a longer one stays as it is named."""
