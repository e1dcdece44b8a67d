"""Types and traits at a path that is another one's now, while the old one is there still: two where users had one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.proportion.units import TYPES
from rgraph.diff.semver.delta import Delta, Pair
from rgraph.diff.semver.versions import Versions

from .lost_paths import Paths, key_of

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def twin_of(pair: Pair, versions: Versions, paths: Paths) -> Delta | None:
    """The difference that another type or trait is at a path now, and that users have the one that was there still.

    Of a library below that is told wherever it is public. Of the library itself it is told where users had the type at
    two paths, which lead to two types now: who had one path alone notices nothing.
    """
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None or old.kind not in TYPES or new.kind is not old.kind:
        return None
    if new.crate.id != pair.new.crate:
        return None
    was, now = str(versions.old.world.symbol(old)), _symbol(new, versions)
    if old.crate.id == pair.old.crate:
        path = _split(pair, was, now, versions, paths)
        return pair.delta("became_twin", was=was, path=path) if path else None
    kept = versions.heir(old)
    if kept not in versions.public_new or kept == now:
        return None
    return pair.delta("became_twin", was=was, path=pair.old.label)


def _split(pair: Pair, was: str, now: str, versions: Versions, paths: Paths) -> str:
    """The path of the old type that leads to the other one alone, where one more leads to the old one still: to that
    of its name, else to that of its first path. "" if there is none."""
    led = {path: paths.new.by_path.get((key_of(pair.old), path), []) for path in pair.old.paths}
    plain = {path: found for path, found in led.items() if found and all(one.kind == pair.old.kind for one in found)}
    meant = {path: {_symbol(each.definition, versions) for each in found} for path, found in plain.items()}
    kept = next((was for each in meant.values() if was in each), min(next(iter(meant.values()), {now})))
    stays = kept != now and any(kept in each for each in meant.values())
    return next((path for path, each in meant.items() if stays and now in each and kept not in each), "")


def _symbol(definition: Def | None, versions: Versions) -> str:
    return str(versions.new.world.symbol(definition)) if definition is not None else ""
