"""The items of one tree with the places of every term, as columns of numbers; all that is here is alive in the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rgraph.model.facts import ItemKind
from rgraph.model.ids import RepoPath

from .fields import STORED, Field
from .limits import MAX_QUERY_WORDS
from .postings import KINDS, MADE, PUBLIC, TEST, Postings, term_id
from .words import name_terms, terms, words

Numbers: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]


class Places(NamedTuple):
    """Where a term stands: items, fields and counts, side by side."""

    items: Numbers
    fields: Numbers
    counts: Numbers


class Corpus:
    """Items are numbered file by file, as the paths are sorted."""

    def __init__(self, postings: Mapping[RepoPath, Postings]) -> None:
        self.paths: Sequence[RepoPath] = sorted(postings)
        held = [postings[path] for path in self.paths]
        self.ords = _joined([one.ords for one in held], "<i4")
        self._kinds = _joined([one.kinds for one in held], "u1")
        self._flags = _joined([one.flags for one in held], "u1")
        self.keys = _joined([one.keys for one in held], "<u8")
        """What names each item within its file (`fields.item_key`)."""
        self.words = _joined([one.lengths for one in held], "<u2").reshape(-1, len(STORED))
        """How many words each stored field of an item has."""
        self._terms = _joined([one.terms for one in held], "<u8")
        self._items = _joined([one.items for one in held], "<u4")
        self._fields = _joined([one.fields for one in held], "u1")
        self._counts = _joined([one.counts for one in held], "u1")
        self._starts = [np.frombuffer(one.starts, "<u4") for one in held]
        self.first_items = _sums([len(one.ords) // 4 for one in held])
        """The number of each file's first item, and the count of all items."""
        self._first_terms = _sums([len(one.terms) // 8 for one in held])
        self._first_places = _sums([len(one.items) // 4 for one in held])
        self._known: dict[str, Places] = {}

    def __len__(self) -> int:
        return len(self.ords)

    @cached_property
    def files(self) -> Numbers:
        """The number of each item's file."""
        return np.repeat(np.arange(len(self.paths)), np.diff(self.first_items))

    def path(self, item: int) -> RepoPath:
        """The file of an item."""
        return self.paths[int(self.files[item])]

    def kind(self, item: int) -> ItemKind:
        return KINDS[int(self._kinds[item])]

    def of_kinds(self, kinds: Sequence[ItemKind]) -> Mask:
        """Which items are of some kinds."""
        return np.isin(self._kinds, [KINDS.index(kind) for kind in kinds])

    @property
    def tests(self) -> Mask:
        """Which items are built for tests alone, as their files say."""
        return (self._flags & TEST) > 0

    @property
    def public(self) -> Mask:
        """Which items have a `pub` of their own."""
        return (self._flags & PUBLIC) > 0

    @property
    def made(self) -> Mask:
        """Which items a macro call makes: their files' contents do not have them."""
        return (self._flags & MADE) > 0

    def in_files(self, numbers: Sequence[int]) -> Mask:
        """Which items stand in some files."""
        return np.isin(self.files, numbers)

    @cached_property
    def lengths(self) -> Scores:
        """The length of each item's fields over the average of all items; of a field that none has, 1."""
        lengths = self.words.astype(np.float64)
        for number, path in enumerate(self.paths):
            lengths[self.first_items[number], Field.NAME] = len(_name_of_file(path))
        averages = lengths.mean(axis=0) if len(self) else np.ones(len(STORED))
        found: Scores = lengths / np.where(averages > 0, averages, 1.0)
        return found

    def places(self, term: str) -> Places:
        """Where a term stands in the items' contents, and in the names that files have as modules."""
        found = self._known.get(term)
        if found is None:
            if len(self._known) >= MAX_QUERY_WORDS:
                self._known.clear()
            found = self._known[term] = self._gathered(term)
        return found

    def _gathered(self, term: str) -> Places:
        rows = np.flatnonzero(self._terms == np.uint64(term_id(term)))
        files = np.searchsorted(self._first_terms, rows, side="right") - 1
        spans = [self._span(int(file), int(row)) for file, row in zip(files, rows, strict=True)]
        at = np.concatenate([np.arange(start, stop) for start, stop in spans]) if spans else np.zeros(0, np.int64)
        bases = np.repeat(self.first_items[files], [stop - start for start, stop in spans])
        named = self.first_items[self._named_files.get(term, [])]
        return Places(
            np.concatenate([self._items[at] + bases, named]),
            np.concatenate([self._fields[at].astype(np.int64), np.full(len(named), Field.NAME, np.int64)]),
            np.concatenate([self._counts[at].astype(np.int64), np.ones(len(named), np.int64)]),
        )

    def _span(self, file: int, row: int) -> tuple[int, int]:
        """From where to where the places of a term of a file stand among all places."""
        starts, at, base = self._starts[file], row - int(self._first_terms[file]), int(self._first_places[file])
        return int(starts[at]) + base, int(starts[at + 1]) + base

    def with_path(self, term: str) -> Mask:
        """Which items stand in a file whose path has a term."""
        return self.in_files(self._path_terms.get(term, ()))

    @cached_property
    def _named_files(self) -> dict[str, list[int]]:
        """The numbers of the files by the terms of their names: no part of a content, so no posting has them."""
        found: dict[str, list[int]] = {}
        for number, path in enumerate(self.paths):
            for term in dict.fromkeys(_name_of_file(path)):
                found.setdefault(term, []).append(number)
        return found

    @cached_property
    def _path_terms(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, path in enumerate(self.paths):
            for term in dict.fromkeys(term for word in words(path.removesuffix(".rs")) for term in terms(word)):
                found.setdefault(term, []).append(number)
        return found


def _name_of_file(path: str) -> tuple[str, ...]:
    """The terms of a file's name as a module's: of `mod.rs` its folder's, none of a crate's root."""
    folder, _, file = path.removesuffix(".rs").rpartition("/")
    name = folder.rpartition("/")[2] if file == "mod" else file
    return () if name in {"lib", "main"} else name_terms(name)


def _joined(columns: Sequence[bytes], form: str) -> NDArray[np.int64]:
    return np.frombuffer(b"".join(columns), form)


def _sums(counts: Sequence[int]) -> Numbers:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
