"""What the files of one tree were linked to, each unpacked when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from rgraph.model.graph import LinkedFile, unpack_declared

if TYPE_CHECKING:
    from rgraph.model.contents import ContentSource
    from rgraph.model.graph import Declared


_ONE_BY_ONE = 24
"""Edge sets that are read one by one before all are read at once."""


class Links(Mapping[str, LinkedFile]):
    """Edge sets by their ids. What a file declares is read without its edges, which are most of a set: a small question
    needs those of few files, and to unpack all of them takes a tenth of a diff of rust-analyzer.
    """

    def __init__(self, source: ContentSource, sets: Iterable[str]) -> None:
        self._source = source
        self._sets = dict.fromkeys(edges for edges in sets if edges)
        self._declared: dict[str, Declared | LinkedFile] = {}
        self._whole: dict[str, LinkedFile] = {}
        self._asked = 0

    def __getitem__(self, edges: str) -> LinkedFile:
        found = self._whole.get(edges)
        if found is None:
            if edges not in self._sets:
                raise KeyError(edges)
            found = self._whole[edges] = self._source.linked([edges])[edges]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._sets)

    def __len__(self) -> int:
        return len(self._sets)

    def __contains__(self, edges: object) -> bool:
        return edges in self._sets

    def load(self, sets: Iterable[str]) -> None:
        """Unpack many at once, for who is about to ask for them."""
        missing = [edges for edges in sets if edges and edges not in self._whole]
        if missing:
            self._whole |= self._source.linked(missing)

    def load_declared(self) -> None:
        """Read all at once, for who is about to ask what most of them declare."""
        _ = self._packed

    def declared(self, edges: str) -> Declared | LinkedFile:
        """What the file of an edge set declares, without its edges."""
        found = self._whole.get(edges) or self._declared.get(edges)
        if found is None:
            try:
                found = unpack_declared(self._one(edges))
            except (msgspec.MsgspecError, ValueError, RecursionError):
                found = self[edges]  # which says what is wrong with it
            self._declared[edges] = found
        return found

    def naming(self, words: Collection[str], sets: Collection[str] | None = None) -> Iterator[str]:
        """The edge sets (of some, or all) in which one of some words stands, whatever for."""
        texts = [word.encode("utf-8", "surrogatepass") for word in words]
        every = self._source.packed_links(sets) if sets is not None else self._packed.items()
        return (edges for edges, packed in every if any(text in packed for text in texts))

    def _one(self, edges: str) -> bytes:
        """An edge set as it is packed; the first few are read one by one."""
        self._asked += 1
        if self._asked > _ONE_BY_ONE or "_packed" in self.__dict__:
            return self._packed[edges]
        return dict(self._source.packed_links([edges])).get(edges) or self._packed[edges]

    @cached_property
    def _packed(self) -> dict[str, bytes]:
        packed = dict(self._source.packed_links(self._sets))
        missing = [edges for edges in self._sets if edges not in packed]
        if missing:
            self._source.linked(missing)  # which says so
        return packed
