"""Items and members that still exist, but not for everybody who had them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface, hides
from rgraph.diff.api.ways import ALWAYS, Ways, both
from rgraph.diff.semver.constructors import constructors
from rgraph.diff.semver.delta import Delta, Difference, Doubt, Pair

from .told import Conditions, Loss

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.diff.semver.versions import Versions


def items(old: Surface, new: Surface, conditions: Conditions) -> Iterator[Difference]:
    """Paths that some users can no longer name. Those that go with the module around them are told with the module."""
    for item in old.items:
        for path in item.paths:
            key = next((key for key in _keys(old, item, path)), None)
            found = (_shown(new, key, path) or constructors(new, item, path)) if key is not None else []
            if key is None or not found:
                continue
            before, after = _ways(_shown(old, key, path), path), _ways(found, path)
            module = path.rpartition("::")[0]
            around = _shown(new, ("type", module), module)
            loss = conditions.loss(before, after, _ways(around, module) if around and "::" in module else ALWAYS)
            if loss is not None:
                yield _difference(Pair(item, found[0]), loss, path)
                break


def _keys(surface: Surface, item: PublicItem, path: str) -> Iterator[tuple[str, str]]:
    for namespace in ("type", "value", "macro"):
        if item in surface.by_path.get((namespace, path), ()):
            yield namespace, path


def _shown(surface: Surface, key: tuple[str, str], path: str) -> list[PublicItem]:
    return [item for item in surface.by_path.get(key, ()) if path in item.paths]


def _ways(several: Iterable[PublicItem], path: str) -> Ways:
    return frozenset(way for item in several for way in item.ways.get(path, ()))


def _difference(pair: Pair, loss: Loss, path: str = "") -> Difference:
    if loss.open_:
        return Doubt(pair.old.crate, path or pair.old.label, loss.open_, pair.new.place)
    found = pair.delta("gate_gained", **loss.facts)
    return Delta(found.subject, found.what, found.crate, path or found.item, found.old, found.new, found.facts)


# ---- members ---------------------------------------------------------------------------------------------


def members(pair: Pair, versions: Versions, conditions: Conditions) -> Iterator[Difference]:
    """Members that some users of the type no longer have."""
    old, new = whole(pair.old), whole(pair.new)
    yield from _members(pair, (versions.old, versions.new), conditions, old, new)


def whole(item: PublicItem) -> Ways:
    """The ways of an item by its best path; a type that has none is reached by those who have one of it."""
    found = item.ways.get(item.path)
    return frozenset(found) if found else ALWAYS


def _members(
    pair: Pair, surfaces: tuple[Surfaces, Surfaces], conditions: Conditions, old: Ways, new: Ways
) -> Iterator[Difference]:
    before, after = (_by_name(item, side) for item, side in zip((pair.old, pair.new), surfaces, strict=True))
    for key, (member, ways) in before.items():
        if key not in after or hides(member.attrs):
            continue
        now, now_ways = after[key]
        inner = both(old, ways)
        loss = conditions.loss(inner, both(new, now_ways), new)
        if loss is not None:
            yield _difference(Pair(member, now), loss)
        elif member.members:
            yield from _members(Pair(member, now), surfaces, conditions, inner, both(new, now_ways))


def _by_name(item: PublicItem, side: Surfaces) -> Mapping[tuple[str, str], tuple[PublicItem, Ways]]:
    found: dict[tuple[str, str], list[PublicItem]] = defaultdict(list)
    for member in item.members:
        found[member.kind, member.name].append(member)
    return {
        key: (several[0], frozenset(side.way_to(m.crate, m.definition) for m in several if m.definition is not None))
        for key, several in found.items()
    }
