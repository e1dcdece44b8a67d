"""Which facts each answer was computed from, so that a change of facts forgets just the answers that depend on them.

A *base fact* is one fact about the declarations of a commit, such as "what module M declares under the name N"
(`fingerprints.py` lists the kinds). Each has a key that is the same in every process. While an answer is computed, the
trace records what it reads: base facts, and other answers with theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from hashlib import blake2b
from typing import Any, TypeVar, cast

T = TypeVar("T")

NOT_OPEN = 1 << 60


def stable_key(kind: str, owner: str, name: str) -> int:
    """The key of a base fact: 63 bits, the same in every process, so that a store can keep footprints.

    A collision only links a file again that need not be.
    """
    text = f"{kind}\0{owner}\0{name}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") >> 1


NEAR = 64
"""How many base facts an answer lists itself; one that depends on more refers to the answers that it read."""


_NO_KEYS = frozenset[int]()


class Entry:
    """An answer and the base facts that it depends on: those in `deps`, and those of the answers in `far`.

    A base fact is an entry that depends on itself alone. An answer with many facts refers to the answers that it read
    instead of copying theirs; otherwise a chain of n answers would hold n * n / 2 keys.
    """

    __slots__ = ("deps", "far", "key", "memos", "parents", "value")

    def __init__(
        self,
        deps: frozenset[int],
        value: object,
        memos: dict[Hashable, Entry] | None,
        key: Hashable,
        far: tuple[Entry, ...] = (),
    ) -> None:
        self.deps = deps
        self.far = far
        self.parents: set[Entry] | None = None  # those that have this one in `far`, once somebody may ask
        self.value: Any = value
        self.memos = memos
        self.key = key


class Trace:
    """Records reads, memoises answers, and forgets those whose base facts have changed.

    If an answer asks for itself on the way, only the outermost answer of that cycle is kept. Those inside were computed
    while it was still open, and would be others if one of them had been asked first.
    """

    def __init__(self) -> None:
        self.reading: set[Entry] = set()  # what the answer that is being computed has read so far
        self._base: dict[tuple[str, str, str], Entry] = {}
        self._memos: dict[str, dict[Hashable, Entry]] = {}
        self._dependents: dict[int, set[Entry]] = {}
        self._unlisted: list[Entry] = []  # entries not in `_dependents` yet: one commit alone never asks for it
        self._open: dict[tuple[str, Hashable], int] = {}
        self._lowest = NOT_OPEN
        self.records = True  # whether answers are kept with what they depend on

    def stop_recording(self) -> None:
        """Keep answers from now on without what they depend on: nothing is asked for that changes."""
        self.records = False
        self._dependents.clear()
        self._unlisted.clear()

    def touch(self, kind: str, owner: str, name: str = "") -> None:
        """Note that a base fact was read."""
        if not self.records:
            return
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
        """The memoised answers under a name, for callers that ask so often that they look there before they call."""
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
            outer |= mine  # the file that has the error depends on all that led to it
            raise
        finally:
            del self._open[slot]
            reached = self._lowest
            self.reading = outer
            self._lowest = min(lowest, reached) if reached < depth else lowest
        if reached < depth:
            outer.update(mine)
            return value
        outer.add(self.keep(memos, slot[1], value, mine))
        return value

    def watched(self, work: Callable[[], T]) -> tuple[T, set[Entry]]:
        """Run `work`; returns its result and what it read. That does not yet count as read by the current answer."""
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

    def keep(self, memos: dict[Hashable, Entry] | None, key: Hashable, value: object, read: Collection[Entry]) -> Entry:
        """Keep an answer until something that it read changes. Without `memos` it is only there to be depended on."""
        if not self.records:
            entry = Entry(_NO_KEYS, value, memos, key)
            if memos is not None:
                memos[key] = entry
            return entry
        deps = frozenset[int]().union(*[entry.deps for entry in read])
        far: tuple[Entry, ...] = ()
        if len(deps) > NEAR or any(entry.far for entry in read):
            far = tuple([entry for entry in read if entry.far or len(entry.deps) > 1])
            deps = frozenset[int]().union(*[entry.deps for entry in read if not entry.far and len(entry.deps) <= 1])
        entry = Entry(deps, value, memos, key, far)
        if memos is not None:
            memos[key] = entry
        self._unlisted.append(entry)
        return entry

    def is_provisional(self) -> None:
        """Note that what was read may still change, so that no memo that is being computed now keeps its answer."""
        self._lowest = -1

    def depend_on(self, footprint: frozenset[int]) -> None:
        """Note these base facts as read: an answer that was kept outside of the trace is used again."""
        self.reading.add(Entry(footprint, None, None, None))

    def record(self, work: Callable[[], T]) -> tuple[T, frozenset[int]]:
        """Run `work`; returns its result and the keys of all base facts that it read, also through memoised answers."""
        assert self.records, "nobody can say what an answer depends on any more"
        value, read = self.watched(work)
        return value, flatten(read)

    def apart(self, work: Callable[[], T]) -> tuple[T, Entry | None]:
        """Run `work` for an asker that keeps its result; also what it read (None: nothing), to be noted at each use."""
        value, read = self.watched(work)
        return value, self.keep(None, None, None, read) if read else None

    def note(self, entry: Entry) -> None:
        """Note what a kept result was made from as read."""
        self.reading.add(entry)

    def forget(self, changed: Iterable[int]) -> None:
        """Drop the memoised answers that depend on any of these base facts."""
        keys = list(changed)
        if keys and not self.records:
            self.forget_everything()
            return
        if keys:
            self._list_new()
        pending = [entry for key in keys for entry in self._dependents.get(key, ())]
        dropped: set[Entry] = set()
        while pending:
            entry = pending.pop()
            if entry in dropped:
                continue
            dropped.add(entry)
            pending += entry.parents or ()
            if entry.memos is not None and entry.memos.get(entry.key) is entry:
                del entry.memos[entry.key]
            for dep in entry.deps:
                self._dependents[dep].discard(entry)
            for child in entry.far:
                if child.parents is not None:
                    child.parents.discard(entry)

    def forget_everything(self) -> None:
        """Drop all answers, where finding out which of them still hold costs more than asking again."""
        for memos in self._memos.values():
            memos.clear()
        self._dependents.clear()
        self._unlisted.clear()

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
            for child in entry.far:
                if child.parents is None:
                    child.parents = set()
                child.parents.add(entry)
        self._unlisted.clear()


def flatten(entries: Iterable[Entry]) -> frozenset[int]:
    """The keys of all base facts that some entries depend on."""
    entries = list(entries)
    far = [each for entry in entries for each in entry.far]
    if not far:
        return frozenset[int]().union(*[entry.deps for entry in entries])
    seen: set[Entry] = set()
    while far:
        entry = far.pop()
        if entry not in seen:
            seen.add(entry)
            far += entry.far
    return frozenset[int]().union(*[entry.deps for entry in entries], *[entry.deps for entry in seen])
