"""Cargo's versions: which bump lies between two."""

from __future__ import annotations

import re

BUMPS = ("major", "minor", "patch")
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def bump(old: str, new: str) -> str:
    """`major`, `minor`, `patch`, or "" for no bump or versions that are none.

    By Cargo's rules the leftmost number that is not 0 is the major one: 0.3 to 0.4 is major, 0.3.1 to 0.3.2 is minor.
    """
    before, after = _VERSION.match(old), _VERSION.match(new)
    if not before or not after:
        return ""
    a, b = [int(part) for part in before.groups()], [int(part) for part in after.groups()]
    if b <= a:
        return ""
    place = next(index for index in range(3) if a[index] != b[index])
    significant = next((index for index in range(3) if a[index]), 2)
    return BUMPS[max(0, place - significant)]
