"""The readers of all kinds of syntax. They register in the tables of `walk` and `blocks` when they are imported.

Whoever begins a walk imports this module: a walk without some of them takes what these would read for unknown syntax,
and says nothing.
"""

from . import control, datatypes, exprs, functions, macro_items, macros, patterns, types, uses

READERS = (control, datatypes, exprs, functions, macro_items, macros, patterns, types, uses)
