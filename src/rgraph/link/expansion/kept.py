"""What macro calls make, kept beside the content with the calls: expanding costs seventy times as much as reading.

A part is kept under a hash of all that it was made from. So it is what expanding would give, whichever tree it was made
in, and can be absent but never stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from rgraph.model.facts import Body, Item, Use

KEY_BYTES = 16

_encode = msgspec.msgpack.Encoder().encode


class PackedPart(msgspec.Struct, frozen=True, array_like=True):
    """A part as it is kept. Its bodies are packed once more, since most readers want only the declarations.

    Failures are kept as well: finding out that a call cannot be expanded costs as much as expanding it.
    """

    macro: str
    items: tuple[Item, ...]
    uses: tuple[Use, ...]
    owners: tuple[int, ...]
    bodies: bytes
    failure: str = ""


_part = msgspec.msgpack.Decoder(PackedPart)
_bodies = msgspec.msgpack.Decoder(tuple[Body, ...])
_parts = msgspec.msgpack.Decoder(dict[bytes, bytes])


class Bodies:
    """The bodies of a part, unpacked when one is first asked for. `owners` are the ords of their items."""

    __slots__ = ("_known", "_packed", "owners")

    def __init__(self, known: Sequence[Body] | None, owners: tuple[int, ...] = (), packed: bytes = b"") -> None:
        self._known = known
        self._packed = packed
        self.owners = tuple([body.owner for body in known]) if known is not None else owners

    def __getitem__(self, at: int) -> Body:
        if self._known is None:
            self._known, self._packed = _bodies.decode(self._packed), b""
        return self._known[at]

    def packed(self) -> bytes:
        """All of them as bytes."""
        return self._packed if self._known is None else _encode(tuple(self._known))


NO_BODIES = Bodies(())


def key_of(macro: bytes, call: object) -> bytes:
    """The key of a part: a hash of the macro (`Template.digest`) and of the call."""
    return blake2b(macro + _encode(call), digest_size=KEY_BYTES).digest()


def bundle(parts: Iterable[tuple[bytes, PackedPart]]) -> bytes:
    """Parts with their keys, as bytes."""
    return _encode({key: _encode(part) for key, part in sorted(parts, key=lambda each: each[0])})


def unbundled(data: bytes) -> dict[bytes, bytes]:
    """The parts of a bundle by their keys, each still packed. Raises msgspec.MsgspecError."""
    return _parts.decode(data)


def unpacked(data: bytes) -> PackedPart:
    """A part of a bundle. Raises msgspec.MsgspecError."""
    return _part.decode(data)
