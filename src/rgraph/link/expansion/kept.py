"""What macro calls make, kept beside the content that has the calls: expanding again costs seventy times the reading.

A part is named by all that it was made from, so a kept one is what expanding would give, whichever tree it was kept in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from rgraph.model.facts import Body, Item, Use

KEY_BYTES = 16

_encode = msgspec.msgpack.Encoder().encode


class PackedPart(msgspec.Struct, frozen=True, array_like=True):
    """A part as it is kept. The bodies are packed once more: who only names what is declared leaves them so.

    Of a call that cannot be expanded it is kept why not: to find that out costs as much as to expand it.
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
    """The name of a part: a hash of the macro (`Template.digest`) and of the call with all that it hands over."""
    return blake2b(macro + _encode(call), digest_size=KEY_BYTES).digest()


def bundle(parts: Iterable[tuple[bytes, PackedPart]]) -> bytes:
    """Parts by their names, as bytes."""
    return _encode({key: _encode(part) for key, part in sorted(parts, key=lambda each: each[0])})


def unbundled(data: bytes) -> dict[bytes, bytes]:
    """The parts of a bundle by their names, each packed yet. Raises msgspec.MsgspecError."""
    return _parts.decode(data)


def unpacked(data: bytes) -> PackedPart:
    """One of them. Raises msgspec.MsgspecError."""
    return _part.decode(data)
