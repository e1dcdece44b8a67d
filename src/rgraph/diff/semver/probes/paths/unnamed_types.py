"""Types that users get from a signature but cannot name, as in `pub fn f() -> inner::Guard`, and what breaks in
them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.diff.api.reached import Reach
from rgraph.diff.proportion.twins import is_among
from rgraph.diff.proportion.units import TYPES
from rgraph.diff.semver.delta import Delta, Difference, Doubt, Pair
from rgraph.diff.semver.sureness import UNSURE
from rgraph.diff.semver.versions import Versions

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Def

_WITHOUT_NAME = {"constructible": "no", "exhaustive": "no", "has_public": "no", "sealed": "yes", "dyn": "no"}
"""What needs the name: building a value, matching it whole, implementing it."""
_OF_VALUES = frozenset(
    {"impl_lost", "impl_type_changed", "impl_bound_gained", "impl_gate_gained", "supertrait_lost", "drop_gained"}
    | {"auto_lost", "auto_bound_gained", "negative_impl_gained"}
)
"""The differences of a type itself that those feel who only have a value of it."""
_CONVERSIONS = frozenset({"From", "TryFrom", "FromStr", "Default", "FromIterator"})
"""Traits by which a call makes the argument: `f(1.into())`."""


def unnamed_types(versions: Versions, old: str, new: str, items: Collection[str] | None) -> Iterator[Pair]:
    """Both versions of each type of a library that both lead to, one without the other's name."""
    if items is not None and not _may_be_unnamed(versions, old, items):
        return
    before = versions.reached(versions.old, old)
    after = versions.reached(versions.new, new) if before else {}
    for definition, (reach, label) in before.items():
        symbol = str(versions.old.world.symbol(definition))
        now = versions.new.by_symbol.get(versions.pairs.get(symbol, ""))
        if now is None or now.kind is not definition.kind or now.crate.id != new:
            continue
        if items is not None and symbol == str(versions.new.world.symbol(now)) and not is_among(symbol, items):
            continue
        still = after.get(now, (Reach.ALIASED, ""))[0] if now in after or versions.new.is_named(now, new) else None
        if still is not None:
            yield _pair(versions, (old, definition), (new, now), min(reach, still), label)


def _may_be_unnamed(versions: Versions, crate: str, items: Collection[str]) -> bool:
    """Whether one of some items, or of what is called otherwise now, is a type of a library that users cannot name.
    What signatures lead to is walked for such types alone."""
    asked = {*items, *(one for one, two in versions.pairs.items() if one != two)}
    found = (versions.old.by_symbol.get(symbol) for symbol in asked if symbol.partition("::")[0] == crate)
    types = [each for each in found if each is not None and each.kind in TYPES and each.item is not None]
    return any(each.item.vis == "pub" and not versions.old.is_named(each, crate) for each in types if each.item)


def _pair(versions: Versions, old: tuple[str, Def], new: tuple[str, Def], reach: Reach, label: str) -> Pair:
    one, two = (_seen(side, *of, reach, label) for side, of in ((versions.old, old), (versions.new, new)))
    return Pair(one, two)


def _seen(side: Surfaces, crate: str, definition: Def, reach: Reach, label: str) -> PublicItem:
    """A type as far as users have it."""
    item = side.item_of(definition, crate)
    item.paths = [label if reach is Reach.ALIASED else str(side.world.symbol(definition))]
    if reach < Reach.ALIASED:
        item.members = [member for member in item.members if _is_met(member, reach)]
        for each in item.walk():
            each.facts = {name: _WITHOUT_NAME.get(name, value) for name, value in each.facts.items()}
    if reach is Reach.GIVEN:
        item.impls = [impl for impl in item.impls if impl.trait_path.rpartition("::")[2] in _CONVERSIONS]
    item.facts |= {"reach": reach.name.lower(), "through": label}
    return item


def _is_met(member: PublicItem, reach: Reach) -> bool:
    """Whether users get at a member without the name of the type."""
    if reach is Reach.GIVEN or member.kind in {"variant", "trait_const", "trait_type"}:
        return False
    if member.kind in {"field", "union_field"} or reach is Reach.NAMED:
        return True
    return member.item is not None and member.item.self_param is not None


def _is_felt(found: Delta, own: str) -> bool:
    return found.item != own or found.what in _OF_VALUES


def told(pair: Pair, found: Iterator[Difference], breaks: Callable[[Delta], bool]) -> Iterator[Difference]:
    """What breaks of it. A signature fixes the arguments of a generic type: what hangs on these is undecided."""
    own, item = pair.old.label, pair.old.item
    generic = item is not None and any(param.kind != "lifetime" for param in item.generics.params)
    reach = pair.old.facts.get("reach")
    for difference in found:
        if isinstance(difference, Doubt):
            yield difference
        elif not breaks(difference) or (
            difference.item == own and difference.what not in _OF_VALUES and reach != "aliased"
        ):
            continue
        elif reach == "above":
            name = difference.item.rpartition("::")[2]
            question = (
                f"`{name}` of it changed, which stands above `{pair.old.facts['through']}`: do users call it there?"
            )
            yield pair.doubt(question)
        elif generic and difference.what != "removed":
            name = difference.item.rpartition("::")[2]
            question = f"users have it with the arguments that signatures give it: is `{name}` the same for these?"
            yield pair.doubt(question)
        else:
            sure = pair.old.path == pair.new.path
            yield difference if sure else replace(difference, facts={**difference.facts, **UNSURE})
