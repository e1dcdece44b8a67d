"""Declarations of one name in one place (`S`, and `S#2` or `S#b.rs` under another `cfg`).

Where one is concerned, all are: which of them an impl is for depends on conditions that its symbol does not say.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_MARK = re.compile(r"#[^:]+")


def first(symbol: str) -> str:
    """The symbol of the first of several."""
    return _MARK.sub("", symbol) if "#" in symbol else symbol


def is_among(symbol: str, items: Collection[str]) -> bool:
    """Whether an item, or its first twin, is one of several."""
    return symbol in items or first(symbol) in items
