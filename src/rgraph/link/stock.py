"""What linkers make of contents alone, for two linkers that stand at trees with mostly the same contents."""

from __future__ import annotations

from rgraph.model.ids import BlobHash

from .expansion.splice import Part
from .table import FileTable


class Stock:
    """The tables of contents, and what macro calls make, by `kept.key_of`: the same whichever tree they stand in."""

    __slots__ = ("parts", "tables")

    def __init__(self) -> None:
        self.tables: dict[BlobHash, FileTable] = {}
        self.parts: dict[bytes, Part] = {}
