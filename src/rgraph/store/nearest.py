"""An HNSW index over the vectors of one commit's texts, for Datalog: relation `meaning`, index `meaning:near`.

`import_relations` does not update such an index, so rows go in and out by `:put` and `:rm`.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Mapping

import msgspec

from .binding import builds_at_once
from .engine import Engine
from .schema import headers

RELATION, INDEX = "meaning", "near"

_RELATIONS = "::relations"
_CREATE = ":create meaning {{text: String => vector: <F32; {width}>}}"
_BUILD = """
::hnsw create meaning:near {{dim: {width}, m: 16, dtype: F32, fields: [vector], distance: Cosine, ef_construction: 64}}
"""
_UNBUILD = "::hnsw drop meaning:near"
_REMOVE = "::remove meaning"
_TEXTS = "?[text] := *meaning{text}"
_PUT = "?[text, vector] <- $rows :put meaning {text => vector}"
_RM = "?[text] <- $rows :rm meaning {text}"
_META = "?[key, value] := *meta{key, value}, key in ['near_model', 'near_commit']"

_NUMBER = 2
"""Bytes of a stored number: half precision."""


class Held(msgspec.Struct, frozen=True):
    """Whose vectors the index holds; `commit` is "" while they are being put in."""

    model: str
    commit: str


class Nearest:
    """Whatever writes is called inside `Store.writing`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def held(self) -> Held | None:
        """What the index holds; None where there is none, or not all of one."""
        if not {RELATION, f"{RELATION}:{INDEX}"} <= self._present():
            return None
        said = dict(self._engine.run(_META))
        return Held(said.get("near_model", ""), said.get("near_commit", ""))

    def texts(self) -> set[str]:
        """The texts whose vectors are in it."""
        return {text for (text,) in self._engine.run(_TEXTS)}

    def begin(self, model: str, width: int) -> None:
        """An empty relation in place of what is there. Where that is slower, the index is made by `finish` alone."""
        self.drop()
        self._say(model, "")
        self._engine.run(_CREATE.format(width=int(width)), write=True)
        if not builds_at_once():
            self._engine.run(_BUILD.format(width=int(width)), write=True)

    def reopen(self, model: str) -> None:
        """Say that what is held is about to change."""
        self._say(model, "")

    def add(self, vectors: Mapping[str, bytes]) -> None:
        """Vectors as `Vectors.of` gives them. One that is all zeros is near nothing and is left out."""
        rows = [[text, numbers] for text, value in vectors.items() if any(numbers := _numbers(value))]
        if rows:
            self._engine.run(_PUT, {"rows": rows}, write=True)

    def remove(self, texts: Iterable[str]) -> None:
        """Take vectors out."""
        self._engine.run(_RM, {"rows": [[text] for text in texts]}, write=True)

    def finish(self, model: str, commit: str, width: int) -> None:
        """Say whose vectors these are, all of them; the index is made where it is not there yet."""
        if f"{RELATION}:{INDEX}" not in self._present():
            self._engine.run(_BUILD.format(width=int(width)), write=True)
        self._say(model, commit)

    def drop(self) -> int:
        """Remove relation and index; how many vectors they held."""
        present = self._present()
        count = len(self.texts()) if RELATION in present else 0
        if f"{RELATION}:{INDEX}" in present:
            self._engine.run(_UNBUILD, write=True)
        if RELATION in present:
            self._engine.run(_REMOVE, write=True)
        self._engine.put({"-meta": (["key"], [["near_model"], ["near_commit"]])})
        return count

    def drop_dead(self, live: Collection[str]) -> None:
        """Drop what is of no live commit."""
        held = self.held()
        if RELATION in self._present() and (held is None or held.commit not in live):
            self.drop()

    def _say(self, model: str, commit: str) -> None:
        self._engine.put({"meta": (headers("meta"), [["near_model", model], ["near_commit", commit]])})

    def _present(self) -> set[str]:
        return {row[0] for row in self._engine.run(_RELATIONS)}


def is_quicker_anew(changed: int, whole: int) -> bool:
    """Whether an index of `whole` vectors is made anew sooner than `changed` go in or out of the one that there is.

    A build at once takes a tenth of the time that its rows take one by one.
    """
    return changed * (4 if builds_at_once() else 1) > whole


def width_of(value: bytes) -> int:
    """How many numbers a stored vector has."""
    return len(value) // _NUMBER


def _numbers(value: bytes) -> list[float]:
    return list(struct.unpack(f"<{width_of(value)}e", value))
