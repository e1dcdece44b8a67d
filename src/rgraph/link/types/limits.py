"""How much work a body's types may take. Counted in steps, so that every machine cuts at the same place.

docs/limits.md says what each means to a reader; a test compares the two.
"""

from __future__ import annotations

from typing import Final

BODY_STEPS: Final = 40_000
"""Steps that a body may take, whatever its length. A step is a goal, an impl tried for it, or a call tried again."""

EXPRESSION_STEPS: Final = 10
"""Steps that each expression of a body adds."""

QUESTION_STEPS: Final = 4_000
"""Steps that one question of a body may take: whether a type implements a trait, which method a call means."""

GOAL_DEPTH: Final = 128
"""How deep goals may require goals; rustc's `recursion_limit` is the same by default."""

TERM_SIZE: Final = 4_096
"""Constructors in one type; a larger type is unknown."""

TERM_DEPTH: Final = 64
"""How deep types are compared and resolved; deeper ones count as matching."""

DEREF_STEPS: Final = 10
"""How often a receiver is dereferenced."""

ELABORATED_BOUNDS: Final = 200
"""Bounds that the supertraits of a declaration's bounds may add."""

EXPRESSION_DEPTH: Final = 180
"""How deep expressions may be nested; deeper ones are not walked over."""

WRAPPERS: Final = 16
"""How many nested types of std are unwrapped to find an impl that runs."""

CANDIDATES: Final = 5
"""Impls that a call may have as candidates; more tell a reader nothing."""

MACRO_DEPTH: Final = 32
"""How deep macro calls may nest in the expansions of macro calls of a body."""

MACRO_CALLS: Final = 128
"""How many times in a row the expansion of a macro call may be another macro call; rustc's `recursion_limit` is the
same by default."""

EXPANSION_BYTES: Final = 131_072
"""A longer expansion of a macro call in a body is not read."""

EXPANSION_CHAIN_BYTES: Final = 1 << 20
"""Bytes of all successive expansions of one macro call together."""

TRAITS_OF_A_NAME: Final = 24
"""Traits with a member of one name that are tried one by one for a call; if there are more, only those that the
type implements."""

MANY_IMPLS: Final = 8
"""From this many members of one name, the impls of a type are selected by its first argument before they are tried."""
