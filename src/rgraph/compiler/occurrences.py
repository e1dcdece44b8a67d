"""What an index of a compiler says: which identifier refers to which definition, by places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rgraph.errors import RgraphError


class CompilerIndexError(RgraphError):
    """An index cannot be read, or cannot be made."""


class UnfittingIndexError(CompilerIndexError):
    """An index was made of another tree than the one that it is laid over or compared with."""

    def __init__(self, rev: str) -> None:
        super().__init__(
            f"the index was not made from {rev}: none of its files has the content that was indexed",
            "give the revision that it was made from",
        )


OWN_TOOL = "rgraph"
"""What an index that `rgraph export` wrote calls the tool that made it."""


class Encoding(StrEnum):
    """What a column counts from the start of its line."""

    UTF8 = "utf-8"  # bytes
    UTF16 = "utf-16"  # code units
    UTF32 = "utf-32"  # characters


class Place(NamedTuple):
    """The start of an identifier. Row and column count from 0, the column in the index's encoding."""

    path: str
    row: int
    column: int


class _Outside:
    """The definition stands outside the tree that was indexed: in std, or in a package from elsewhere."""

    def __repr__(self) -> str:
        return "OUTSIDE"


OUTSIDE = _Outside()

Target = Place | _Outside
"""Where the definition of an identifier stands."""

Occurrences = Mapping[tuple[int, int], Target]
"""The definition of each identifier of a file by its row and column; a definition's own identifier is one of them.

An identifier that is not there was not resolved, or has several definitions.
"""


@dataclass(frozen=True, slots=True)
class CompilerIndex:
    """All that one index says. Paths are relative to the folder that was indexed."""

    tool: str
    encoding: Encoding
    files: dict[str, Occurrences]
