"""Attributes that concern users: deprecated, must_use, non_exhaustive, doc(hidden), cfg."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair


def attributes(pair: Pair) -> Iterator[Difference]:
    """Changes of attributes that an item of any kind can have."""
    old, new = pair.old.attrs, pair.new.attrs
    if new.deprecated and not old.deprecated:
        note = f": {new.deprecated_note}" if new.deprecated_note else ""
        yield pair.delta("deprecated_gained", note=note, since=new.deprecated_since)
    elif old.deprecated and not new.deprecated:
        yield pair.delta("deprecated_lost")
    if old.must_use != new.must_use:
        yield pair.delta("must_use_gained" if new.must_use else "must_use_lost")
    if old.non_exhaustive != new.non_exhaustive:
        yield pair.delta("non_exhaustive_gained" if new.non_exhaustive else "non_exhaustive_lost")
