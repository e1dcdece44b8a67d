"""The counts of contents that the store does not hold, in a file beside it: a trend needs no index."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from rgraph.model.ids import Oid
from rgraph.place import make_own, read_own, write_own

from .counts import Counts
from .limits import MOST_COUNTS_BESIDE

_FILE = "trend-counts.json"


class _Kept(msgspec.Struct):
    key: str
    counts: dict[str, Counts]


class Beside:
    """Counts by git blob, in rgraph's own folder. What cannot be kept is not: it only saves time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Counts] | None = None

    def all(self, key: str) -> Mapping[str, Counts]:
        """What is kept under this key: the definition of what is counted."""
        if self._known is None:
            self._known = {}
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                kept = msgspec.json.decode(read_own(self._folder / _FILE), type=_Kept)
                self._known = kept.counts if kept.key == key else {}
        return self._known

    def put(self, key: str, made: Mapping[Oid, Counts]) -> None:
        """Keep these, too; of too many the first ones go."""
        if made:
            every = dict(self.all(key))
            every.update({str(oid): counts for oid, counts in made.items()})
            newest = dict(list(every.items())[-MOST_COUNTS_BESIDE:])
            with contextlib.suppress(OSError):
                write_own(make_own(self._folder) / _FILE, msgspec.json.encode(_Kept(key, newest)).decode())
