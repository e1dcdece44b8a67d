"""Other names of a name, which imports and type aliases give it anywhere in the commit."""

from __future__ import annotations

from .indexes import Indexes
from .trace import Trace


class Aliases:
    """Finds the names by which an item may be written."""

    def __init__(self, trace: Trace, indexes: Indexes) -> None:
        self._trace = trace
        self._indexes = indexes

    def of(self, name: str) -> tuple[str, ...]:
        """A name and all others that imports and type aliases give it, anywhere in the commit."""
        return self._trace.memo("aliases", name, lambda: self._closure(name))

    def _closure(self, name: str) -> tuple[str, ...]:
        found = self._indexes.closure(name)
        for each in found:
            self._trace.touch("a", each)
        return found

    def in_headers(self, name: str) -> tuple[str, ...]:
        """A name, and of its other names those by which impls are written. Others lead to no impl."""
        return self._trace.memo("spellings", name, lambda: self._in_headers(name))

    def _in_headers(self, name: str) -> tuple[str, ...]:
        self._trace.touch("s", name)
        return self._indexes.spellings(name)
