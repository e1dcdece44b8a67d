"""How values are packed: msgpack, then zlib at its fastest."""

from __future__ import annotations

import zlib

import blake3

from .failures import damaged
from .limits import MAX_EXPANDED_BYTES

LEVEL = 1
"""Level 1 packs facts to a sixth at 90 MB/s; level 6 would save a tenth more at a third of the speed."""

SET_HASH_BYTES = 16


def squeeze(data: bytes) -> bytes:
    """Bytes as the store keeps them."""
    return zlib.compress(data, LEVEL)


def expand(data: bytes) -> bytes:
    """The inverse of `squeeze`. Raises StoreError for what is damaged, or grows beyond `MAX_EXPANDED_BYTES`."""
    expander = zlib.decompressobj()
    try:
        whole = expander.decompress(data, MAX_EXPANDED_BYTES)
    except zlib.error as error:
        raise damaged(f"a value cannot be unpacked ({error})") from None
    if not expander.eof:
        raise damaged("a value is cut off, or larger than any that rgraph writes")
    return whole


def content_hash(data: bytes) -> str:
    """64 hex digits of the blake3 of a file's content."""
    return blake3.blake3(data).hexdigest()


def set_hash(data: bytes) -> str:
    """The identity of a packed linked file: equal links have equal hashes."""
    return blake3.blake3(data).hexdigest(length=SET_HASH_BYTES)


def symbol_id(symbol: str) -> int:
    """62 bits of the blake3 of a symbol's text, so that stores agree (2^63 and more would turn into floats)."""
    return int.from_bytes(blake3.blake3(symbol.encode()).digest(length=8), "big") >> 2
