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
        found = {name: None}
        pending = [name]
        while pending:
            current = pending.pop()
            self._trace.touch("a", current)
            aliases = self._indexes.aliases(current)
            for alias in sorted(aliases - found.keys()):
                found[alias] = None
                pending.append(alias)
        return tuple(found)
