"""Which of several items of one name an old one is now: alternatives under conditions, members of several blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.diff.api.ways import Way, plain
from rgraph.diff.semver.gates.lost import whole
from rgraph.diff.semver.probes.impls.narrowed_members import self_type
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.diff.semver.gates.told import Conditions
    from rgraph.link.defs import Def


def counterparts(
    item: PublicItem,
    others: list[PublicItem],
    rivals: Sequence[PublicItem],
    versions: Versions,
    conditions: Conditions,
) -> list[PublicItem]:
    """Which of several items at one path an old one is now; none for an alternative whose condition has none any more.

    `rivals` are the old items at the path. The one that is left is what the rival of its condition was, and who is
    without it now is told as a matter of conditions. One that stood alone is, for its users, each of the alternatives
    that they have now.
    """
    chosen = best(item, others, versions)
    if len(rivals) > 1 and not _of_one_type(item, chosen, versions):
        return [] if any(_of_one_type(r, chosen, versions) for r in rivals if r is not item) else [chosen]
    taken = any(r is not item and r.kind == chosen.kind and _stand_alike(r, chosen, versions) for r in rivals)
    if taken and not _stand_alike(item, chosen, versions):
        return []
    alike = {item.kind, "reexport"}
    rest = [o for o in others if len(rivals) == 1 and o is not chosen and (o.kind in alike or item.kind == "reexport")]
    return [chosen, *(other for other in rest if _splits(item, other, chosen, versions, conditions))]


def _splits(old: PublicItem, new: PublicItem, chosen: PublicItem, versions: Versions, conditions: Conditions) -> bool:
    """Whether users of an item have this alternative of it now, and not the one that was chosen."""
    if "reexport" in {old.kind, new.kind, chosen.kind}:  # imports choose here
        return whole(old) != whole(new) and conditions.are_met(whole(old), whole(new), whole(chosen))
    was, now, other = _way(old, versions.old), _way(new, versions.new), _way(chosen, versions.new)
    return was != now and conditions.are_met(frozenset([was]), frozenset([now]), frozenset([other]))


def _stand_alike(old: PublicItem, new: PublicItem, versions: Versions) -> bool:
    """Whether two alternatives are chosen by the same condition, by all that is around them or by their own."""
    way = _way(old, versions.old)
    return (bool(way) and way == _way(new, versions.new)) or (bool(old.gate) and old.gate == new.gate)


def _way(item: PublicItem, side: Surfaces) -> Way:
    return side.way_to(item.crate, item.definition) if item.definition is not None else plain([item.gate])


def best(item: PublicItem, others: list[PublicItem], versions: Versions) -> PublicItem:
    """Of several items at one path (opposite `cfg`s, blocks of several types): the one of the same type, condition,
    kind, signature and code.
    """
    if len(others) == 1:
        return others[0]
    signature = item.item.signature if item.item is not None else ""
    heir = versions.heir(item.definition)

    def likeness(other: PublicItem) -> tuple[bool, bool, bool, bool, bool]:
        same = other.item is not None and other.item.signature == signature
        kept = heir is not None and other.definition is not None and versions.symbol_new(other.definition) == heir
        alike = _stand_alike(item, other, versions)
        return (_of_one_type(item, other, versions), alike, other.kind == item.kind, same, kept)

    return max(others, key=likeness)


def _of_one_type(old: PublicItem, new: PublicItem, versions: Versions) -> bool:
    """Whether two members stand in impl blocks for the same type; items that stand in none do."""
    one, two = (_block(item) for item in (old, new))
    if one is None or two is None:
        return one is two
    return self_type(one, versions.old_canon) == self_type(two, versions.new_canon)


def _block(item: PublicItem) -> Def | None:
    parent = item.definition.parent if item.definition is not None else None
    return parent if parent is not None and parent.kind is ItemKind.IMPL else None
