"""What linking each file looked up, of the last HEAD and of a few commits that are far from it.

Linking goes on from there in another process. The last HEAD has its rows in `footprint`. Of a far commit only what
differs is kept, in `far_footprint`: where HEAD's row is replaced, the far commits that had the same one get it first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rgraph.model.ids import Oid, RepoPath

from .engine import Engine
from .limits import MOST_FAR
from .packing import expand, squeeze
from .pending import Pending
from .schema import key_columns

_COMMIT, _FAR_COMMITS = "footprint_commit", "far_footprints"
_META = "?[value] := *meta{key: $key, value}"
_FOOTPRINTS = "?[path, packed] := *footprint{path, packed}"
_SOME = "asked[path] <- $paths ?[path, packed] := asked[path], *footprint{path, packed}"
_FAR = "?[path, packed] := *far_footprint{oid: $oid, path, packed}"
_FAR_PATHS = "?[oid, path] := *far_footprint{oid, path}"
_FAR_SOME = "far[oid] <- $far asked[path] <- $paths ?[oid, path] := far[oid], asked[path], *far_footprint{oid, path}"
_PATHS = "?[path] := *footprint{path}"

_NONE = b""
"""In place of a far commit's row: it has no footprint of this path, though HEAD has."""


class Footprints:
    """Reads them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def commit(self) -> Oid | None:
        """The last HEAD that was indexed; None where nothing was."""
        rows = self._engine.run(_META, {"key": _COMMIT})
        return Oid(rows[0][0]) if rows else None

    def far(self) -> list[Oid]:
        """The other commits whose footprints are kept, the one that was added last first."""
        rows = self._engine.run(_META, {"key": _FAR_COMMITS})
        return [Oid(oid) for oid in rows[0][0].split()] if rows else []

    def of(self, oid: Oid) -> dict[RepoPath, bytes]:
        """What linking each file of a commit looked up, for `Linker.restore`: of `commit()` or one of `far()`."""
        rows = self._engine.run(_FOOTPRINTS)
        if oid != self.commit():
            rows += self._engine.run(_FAR, {"oid": oid})
        packed = {RepoPath(path): value for path, value in rows}
        return {path: expand(value) for path, value in packed.items() if value != _NONE}


class FootprintWriter:
    """Gathers changes for one transaction; what was gathered before must be written by then."""

    def __init__(self, engine: Engine, pending: Pending) -> None:
        self._engine, self._pending = engine, pending
        self._kept = Footprints(engine)

    def set(self, oid: Oid, changed: Mapping[RepoPath, bytes], gone: Iterable[RepoPath], stays: bool) -> None:
        """Let HEAD's footprints be those of a commit: what differs from the ones that are there. Where it `stays`, the
        HEAD before is one of the far ones now."""
        self._flush()
        gone = list(gone)
        before, far = self._kept.commit(), self._kept.far()
        if stays and before is not None:
            far = self._add_far(before)  # it was HEAD, so it had no rows of its own
        self._keep_replaced([*changed, *gone], far)
        for path, value in changed.items():
            squeezed = squeeze(value)
            self._pending.add("footprint", path, squeezed, weight=len(squeezed))
        for path in gone:
            self._pending.add("-footprint", path)
        self._pending.add("meta", _COMMIT, oid)

    def keep_far(self, oid: Oid, changed: Mapping[RepoPath, bytes], gone: Iterable[RepoPath]) -> None:
        """Keep the footprints of a commit that is far from all that are kept: what differs from HEAD's."""
        self._flush()
        self._add_far(oid)
        for path, value in changed.items():
            squeezed = squeeze(value)
            self._pending.add("far_footprint", oid, path, squeezed, weight=len(squeezed))
        for path in gone:
            self._pending.add("far_footprint", oid, path, _NONE)

    def _flush(self) -> None:
        for relation in ("footprint", "far_footprint"):
            self._pending.flush_before_removing(relation)

    def _add_far(self, oid: Oid) -> list[Oid]:
        """The far commits with this one, which has no rows of its own yet; those that are too many lose theirs."""
        before = self._kept.far()
        far = [oid, *(each for each in before if each != oid)][:MOST_FAR]
        for commit, path in self._engine.run(_FAR_PATHS):
            if commit not in far or commit == oid:
                self._pending.add("-far_footprint", commit, path)
        self._pending.add("meta", _FAR_COMMITS, " ".join(far))
        return far

    def _keep_replaced(self, paths: list[RepoPath], far: Collection[Oid]) -> None:
        """Give far commits the rows of HEAD that they share with it, before these change."""
        if not far:
            return
        rows = dict(self._engine.run(_SOME, {"paths": [[path] for path in paths]}))
        asked = {"far": [[oid] for oid in far], "paths": [[path] for path in paths]}
        own = {(oid, path) for oid, path in self._engine.run(_FAR_SOME, asked)}
        for oid in far:
            for path in paths:
                if (oid, path) not in own:
                    value = rows.get(path, _NONE)
                    self._pending.add("far_footprint", oid, path, value, weight=len(value))


def drop_footprints(engine: Engine, gone: Collection[Oid]) -> None:
    """Remove those of commits that are gone: all, where HEAD's are among them, since the others are told by these."""
    kept = Footprints(engine)
    far = kept.far()
    if kept.commit() in gone:
        paths, left, keys = engine.run(_PATHS), [], [[_COMMIT], [_FAR_COMMITS]]
    elif not any(oid in gone for oid in far):
        return
    else:
        paths, left, keys = [], [oid for oid in far if oid not in gone], []
    dead = [row for row in engine.run(_FAR_PATHS) if row[0] not in left]
    engine.put(
        {
            "-footprint": (key_columns("footprint"), paths),
            "-far_footprint": (key_columns("far_footprint"), dead),
            "-meta": (key_columns("meta"), keys),
            "meta": (["key", "value"], [[_FAR_COMMITS, " ".join(left)]] if not keys else []),
        }
    )
