"""A SCIP index on its way to stdout, which takes text."""

from __future__ import annotations


def scip_text(index: bytes) -> str:
    """The bytes of an index as text; encoded as UTF-8 with `surrogateescape` it is the same bytes again."""
    return index.decode("utf-8", "surrogateescape")
