"""Vectors of texts: one for each distinct text and model, whatever items of whatever commits have the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .engine import Engine

_OF = "asked[text] <- $texts ?[text, value] := asked[text], *vector{model: $model, text, value}"
_HAVE = "asked[text] <- $texts ?[text] := asked[text], *vector{model: $model, text}"
_MODELS = "?[model, count(text)] := *vector{model, text}"

_BATCH = 20_000


class Vectors:
    """Reads what `Writer.add_vectors` kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, model: str, texts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The vectors that a model made of some texts; texts without one are left out."""
        for batch in _batches(texts):
            yield from ((text, value) for text, value in self._engine.run(_OF, {"model": model, "texts": batch}))

    def having(self, model: str, texts: Iterable[str]) -> set[str]:
        """Those of some texts of which a model has made a vector."""
        rows = (row for batch in _batches(texts) for row in self._engine.run(_HAVE, {"model": model, "texts": batch}))
        return {text for (text,) in rows}

    def models(self) -> dict[str, int]:
        """How many vectors there are of each model."""
        return {model: int(count) for model, count in self._engine.run(_MODELS)}


def _batches(texts: Iterable[str]) -> Iterator[list[list[str]]]:
    iterator = iter(dict.fromkeys(texts))
    while batch := [[text] for text in islice(iterator, _BATCH)]:
        yield batch
