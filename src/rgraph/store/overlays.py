"""The edges of commits that were linked into their dependencies, laid over those of the commits alone."""

from __future__ import annotations

import msgspec

from rgraph.model.ids import Oid, RepoPath
from rgraph.model.packages import Dependencies

from .engine import Engine
from .packing import expand

_SETS = "?[path, set] := *overlay{oid: $oid, path, set}"
_VALUE = "?[value] := *dependencies{oid: $oid, value}"

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Dependencies)


class Overlays:
    """Reads overlays."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def dependencies(self, oid: Oid) -> Dependencies | None:
        """What a commit's overlay depends on; None where it has none."""
        rows = self._engine.run(_VALUE, {"oid": oid})
        return _decoder.decode(expand(rows[0][0])) if rows else None

    def sets(self, oid: Oid) -> dict[RepoPath, str]:
        """The edge sets of the files that have others than in the commit alone."""
        return {RepoPath(path): str(set_) for path, set_ in self._engine.run(_SETS, {"oid": oid})}


def pack_dependencies(dependencies: Dependencies) -> bytes:
    """As `Writer.set_overlay` takes it."""
    return _encoder.encode(dependencies)
