"""Mappings that are computed on demand, since a small change needs little of what two versions have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

K = TypeVar("K")
S = TypeVar("S")
V = TypeVar("V")


class Late(Mapping[K, V]):
    """A mapping that is computed as a whole, when any of it is first needed."""

    def __init__(self, compute: Callable[[], Mapping[K, V]]) -> None:
        self._compute = compute

    @cached_property
    def _whole(self) -> Mapping[K, V]:
        return self._compute()

    def __getitem__(self, key: K) -> V:
        return self._whole[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


class EachLate(Mapping[K, V], Generic[K, S, V]):
    """A mapping with known keys, each of whose values is computed from a source when it is first needed."""

    def __init__(self, sources: Mapping[K, S], compute: Callable[[S], V]) -> None:
        self._sources = sources
        self._compute = compute
        self._known: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._known:
            self._known[key] = self._compute(self._sources[key])
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[K]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
