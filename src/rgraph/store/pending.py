"""What is gathered for one transaction, and put in it all at once, so that no part of it is ever there alone."""

from __future__ import annotations

from collections.abc import Callable

from .chains import NO_CHAIN, NO_SET
from .engine import Engine, Rows
from .schema import headers, key_columns

FLUSH_BYTES = 16_000_000
"""Packed bytes gathered before they are written: Cozo syncs at every transaction."""

NEXT_SET, NEXT_CHAIN = "next_set", "next_chain"
"""Under which keys `meta` has the number of the next edge set and of the next chain."""

_FIRST = {NEXT_SET: NO_SET + 1, NEXT_CHAIN: NO_CHAIN + 1}
_COUNTER = "?[value] := *meta{key: $key, value}"


class Pending:
    """Rows that wait to be written. `flushed` is called after each transaction."""

    def __init__(self, engine: Engine, flushed: Callable[[], None]) -> None:
        self._engine = engine
        self._flushed = flushed
        self._rows: dict[str, Rows] = {}
        self._bytes = 0
        self._next = {key: self._counter(key, first) for key, first in _FIRST.items()}

    def _counter(self, key: str, first: int) -> int:
        rows = self._engine.run(_COUNTER, {"key": key})
        return int(rows[0][0]) if rows else first

    def new_number(self, key: str) -> int:
        """A number that was never given before: of an edge set (`NEXT_SET`) or a chain (`NEXT_CHAIN`)."""
        number = self._next[key]
        self._next[key] += 1
        return number

    def add(self, relation: str, *row: object, weight: int = 0) -> None:
        """A row to be put (of `-relation`: to be removed); `weight` is its size in bytes, where it may be large."""
        self._rows.setdefault(relation, []).append(list(row))
        self._bytes += weight

    @property
    def full(self) -> bool:
        """Whether so much is gathered that it is time to `flush`."""
        return self._bytes >= FLUSH_BYTES

    def flush(self) -> None:
        """Put everything gathered in one transaction.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        if not self._rows:
            return
        for key, number in self._next.items():
            self.add("meta", key, str(number))
        rows, self._rows, self._bytes = self._rows, {}, 0
        self._engine.put({relation: (_headers(relation), given) for relation, given in rows.items()})
        self._flushed()

    def flush_before_removing(self, relation: str) -> None:
        """Within one transaction removals come first, whatever the order in which they were given."""
        if relation in self._rows:
            self.flush()


def _headers(relation: str) -> list[str]:
    """Removals (`-name`) need the keys only, and are given only them."""
    return key_columns(relation[1:]) if relation.startswith("-") else headers(relation)
