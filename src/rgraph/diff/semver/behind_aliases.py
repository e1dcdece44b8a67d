"""Types behind aliases: a `struct S` that became `type S = Other<u8>`, or the other way round, is still compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rgraph.diff.api.model import PublicItem
from rgraph.diff.api.surface import Surfaces

from .delta import Delta, Difference, Doubt, Pair
from .heirs import meant
from .probes.generics import counts
from .versions import Versions

_AGGREGATES = frozenset({"struct", "enum", "union"})


@dataclass(frozen=True, slots=True)
class Behind:
    """A pair in which the alias of one side was followed. `plain`: the alias passes its parameters on unchanged."""

    pair: Pair
    plain: bool


def behind(pair: Pair, versions: Versions) -> Behind | None:
    """A pair of types at one path, with the alias of one side followed. None for anything else, or if the alias
    removes something.
    """
    old, new = pair.old, pair.new
    if old.kind in _AGGREGATES and new.kind == "type_alias" and not _has_constructor(old):
        followed = _followed(new, versions.new)
        found = Pair(old, followed) if followed is not None else None
    elif old.kind == "type_alias" and new.kind in _AGGREGATES:
        followed = _followed(old, versions.old)
        found = Pair(followed, new) if followed is not None else None
    else:
        return None
    if found is None or found.old.kind != found.new.kind:
        return None
    side, alias = (versions.new, new) if new.kind == "type_alias" else (versions.old, old)
    return Behind(found, alias.definition is not None and meant(side, alias.definition) is not None)


def became_own(found: Behind, pair: Pair, versions: Versions) -> Delta | None:
    """The difference that an alias is now a type of its own, beside the one that it stood for. None if it is the
    same type, under the name of the alias.
    """
    before, after = found.pair.old.definition, found.pair.new.definition
    if pair.old.kind != "type_alias" or not found.plain or before is None or after is None:
        return None
    symbol = str(versions.old.world.symbol(before))
    if versions.split.get(symbol) != str(versions.new.world.symbol(after)):
        return None
    named = (item.path for item in versions.old.of(pair.old.crate).items if item.definition == before and item.paths)
    return pair.delta("became_own", old=next(named, symbol), new=pair.new.path)


def variants_behind(pair: Pair) -> Iterator[Doubt]:
    """An enum that is an alias now: `E::A` is found through it, an import of `E::A` is not (E0432)."""
    if pair.old.kind == "enum" and pair.new.kind == "type_alias":
        yield pair.doubt("is an alias now: does anybody import its variants by its name?")


def both_ways(plain: Iterable[Difference], seen: Iterable[Difference]) -> Iterator[Difference]:
    """The differences that remain, whichever of the two types the old one is taken for."""
    known = {_key(difference) for difference in plain}
    yield from (difference for difference in seen if _key(difference) in known)


def _key(difference: Difference) -> tuple[str, str, str]:
    if isinstance(difference, Doubt):
        return "", difference.item, difference.question
    return difference.what, difference.item, difference.facts.get("name", "")


def _has_constructor(item: PublicItem) -> bool:
    """Whether users can write `S(1)` or `S` as a value. An alias does not bring the constructor along."""
    return item.kind == "struct" and item.facts.get("constructible") == "yes" and item.facts.get("form") != "named"


def _followed(alias: PublicItem, side: Surfaces) -> PublicItem | None:
    """The type that an alias leads to, with whatever arguments."""
    leads_to = side.world.aliased(alias.definition).defs if alias.definition is not None else ()
    if not leads_to or leads_to[0].external:
        return None
    found = side.item_of(leads_to[0], alias.crate)
    found.paths, found.gate = list(alias.paths), alias.gate
    return found


def told(
    found: Behind, pair: Pair, differences: Iterator[Difference], breaks: Callable[[Delta], bool]
) -> Iterator[Difference]:
    """The differences between the two types. If the alias fixes parameters, then what a member is now depends on
    them, so differences are undecided, except for members that are gone.
    """
    if found.plain:
        yield from differences
        return
    if pair.old.item is not None and pair.new.item is not None:
        yield from counts(pair, pair.old.item, pair.new.item)
    open_: list[Delta] = []
    for difference in differences:
        if isinstance(difference, Doubt) or difference.what in {"removed", "impl_lost"} or not breaks(difference):
            yield difference
        elif difference.what not in {"generic_params", "generic_order", "param_default_lost"}:
            open_.append(difference)
    if open_:
        name = open_[0].item.rpartition("::")[2]
        yield pair.doubt(f"one of the two is an alias that fixes parameters: is `{name}` the same behind it?")
