"""What was read to reach an answer: base facts under stable keys, and memoised answers that know theirs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from hashlib import blake2b
from typing import Any, TypeVar, cast

T = TypeVar("T")

NOT_OPEN = 1 << 60


def stable_key(kind: str, owner: str, name: str) -> int:
    """A base fact's key: 63 bits that are the same in every process, so that a store can keep footprints."""
    text = f"{kind}\0{owner}\0{name}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") >> 1


class Entry:
    """An answer and the base facts that it leaned on. A base fact is an entry that leans on itself alone."""

    __slots__ = ("deps", "key", "memos", "value")

    def __init__(self, deps: frozenset[int], value: object, memos: dict[Hashable, Entry] | None, key: Hashable) -> None:
        self.deps = deps
        self.value: Any = value
        self.memos = memos
        self.key = key


class Trace:
    """Records reads, memoises answers, and forgets those whose base facts changed.

    An answer that was cut short by a cycle (it asked for itself on the way) is kept only at the cycle's head.
    """

    def __init__(self) -> None:
        self.reading: set[Entry] = set()  # what the answer that is being computed has read so far
        self._base: dict[tuple[str, str, str], Entry] = {}
        self._memos: dict[str, dict[Hashable, Entry]] = {}
        self._dependents: dict[int, set[Entry]] = {}
        self._unlisted: list[Entry] = []  # entries not in `_dependents` yet: one commit alone never asks for it
        self._open: dict[tuple[str, Hashable], int] = {}
        self._lowest = NOT_OPEN

    def touch(self, kind: str, owner: str, name: str = "") -> None:
        """Note that a base fact was read."""
        slot = (kind, owner, name)
        entry = self._base.get(slot)
        self.reading.add(entry if entry is not None else self.base(slot))

    def base(self, slot: tuple[str, str, str]) -> Entry:
        """The entry of a base fact; it is the same as long as the trace lives."""
        entry = self._base.get(slot)
        if entry is None:
            entry = self._base[slot] = Entry(frozenset((stable_key(*slot),)), None, None, None)
        return entry

    def table(self, name: str) -> dict[Hashable, Entry]:
        """The memoised answers under a name, for callers that ask so often that they look there first."""
        return self._memos.setdefault(name, {})

    def memo(self, name: str, key: Hashable, compute: Callable[[], T], cyclic: T | None = None) -> T:
        """The value of `compute()` for this key, kept until something that it read changes.

        The value may hold Defs and syntax, nothing that depends on lines of a file. `cyclic` is the answer where
        `compute` asks for itself.
        """
        memos = self._memos.get(name)
        if memos is None:
            memos = self._memos[name] = {}
        entry = memos.get(key)
        if entry is not None:
            self.reading.add(entry)
            return cast(T, entry.value)
        slot = (name, key)
        depth = self._open.get(slot)
        if depth is not None:
            self._lowest = min(self._lowest, depth)
            return cast(T, cyclic)
        return self._compute(memos, slot, compute)

    def _compute(self, memos: dict[Hashable, Entry], slot: tuple[str, Hashable], compute: Callable[[], T]) -> T:
        outer, lowest = self.reading, self._lowest
        mine: set[Entry] = set()
        depth = len(self._open)
        self._open[slot] = depth
        self.reading, self._lowest = mine, NOT_OPEN
        try:
            value = compute()
        except Exception:
            outer |= mine  # an answer that ended in an error leans on all that led there
            raise
        finally:
            del self._open[slot]
            reached = self._lowest
            self.reading = outer
            self._lowest = min(lowest, reached) if reached < depth else lowest
        if reached < depth:
            outer.update(mine)
            return value
        outer.add(self.keep(memos, slot[1], value, flatten(mine)))
        return value

    def watched(self, work: Callable[[], T]) -> tuple[T, set[Entry]]:
        """Run `work`; its result and what it read directly, which is not yet read by what is being computed now."""
        outer, lowest = self.reading, self._lowest
        mine: set[Entry] = set()
        self.reading, self._lowest = mine, NOT_OPEN
        try:
            return work(), mine
        except Exception:
            outer |= mine
            raise
        finally:
            self.reading, self._lowest = outer, lowest

    def keep(self, memos: dict[Hashable, Entry], key: Hashable, value: object, deps: frozenset[int]) -> Entry:
        """Keep an answer until one of these base facts changes."""
        entry = memos[key] = Entry(deps, value, memos, key)
        self._unlisted.append(entry)
        return entry

    def is_provisional(self) -> None:
        """Note that what was read may still change: no memo that is being computed now keeps its answer."""
        self._lowest = -1

    def lean_on(self, footprint: frozenset[int]) -> None:
        """Note that all these base facts were read: an answer that was kept elsewhere is used again."""
        self.reading.add(Entry(footprint, None, None, None))

    def record(self, work: Callable[[], T]) -> tuple[T, frozenset[int]]:
        """Run `work`; its result and every base fact that it read, directly or through memoised answers."""
        value, read = self.watched(work)
        return value, flatten(read)

    def forget(self, changed: Iterable[int]) -> None:
        """Drop the memoised answers that leaned on any of these base facts."""
        keys = list(changed)
        if keys:
            self._list_new()
        for key in keys:
            for entry in self._dependents.pop(key, ()):
                if entry.memos is not None:
                    entry.memos.pop(entry.key, None)
                for dep in entry.deps:
                    others = self._dependents.get(dep)
                    if others is not None:
                        others.discard(entry)

    def forget_all(self, name: str) -> None:
        """Drop all answers under a name."""
        self.table(name).clear()

    def _list_new(self) -> None:
        dependents = self._dependents
        for entry in self._unlisted:
            for dep in entry.deps:
                others = dependents.get(dep)
                if others is None:
                    dependents[dep] = {entry}
                else:
                    others.add(entry)
        self._unlisted.clear()


def flatten(entries: Iterable[Entry]) -> frozenset[int]:
    """The base facts under a set of entries."""
    return frozenset[int]().union(*[entry.deps for entry in entries])
