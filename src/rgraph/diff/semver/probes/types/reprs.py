"""The layout that a type promises: `#[repr(...)]`, field order under it, and an enum's discriminants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import hides
from rgraph.diff.semver.const_values import canonical, literal
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item, ItemKind

from .conditional_reprs import chosen, for_users, has_conditions
from .offsets import offsets

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_NUMBER = re.compile(r"(?<=\()\d\w*")
_INTEGER = re.compile(r"[iu](?:8|16|32|64|128|size)")


def layout(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Changes of `repr`, and of the order of public fields under `repr(C)`."""
    before, after = reprs(old.item), reprs(new.item)
    if has_conditions(old.item) or has_conditions(new.item):
        before, after, elsewhere = for_users(old, new, reprs)
        if elsewhere:
            yield pair.doubt(f"has another `repr` on `{elsewhere}` now: did the old version build for it?")
    if (lost := before.get("C")) and "transparent" in after and _held(old) == _held(new) and len(_held(old)) == 1:
        yield pair.doubt(f"is `repr(transparent)`, was `repr({lost})`: do foreign functions take it by value?")
        before = {name: text for name, text in before.items() if name != "C"}
    for name in ("C", "transparent", "packed", "align", "integer"):
        had, has = before.get(name), after.get(name)
        if had == has:
            continue
        what = "repr_gained" if had is None else "repr_lost" if has is None else "repr_changed"
        yield pair.delta(what, repr=name, old=had or "none", new=has or "none")
    if pair.old.kind == "struct":
        in_c = "C" in before and "C" in after
        reordered = list(_field_order(pair, old, new, in_c))
        yield from reordered
        if in_c and not reordered:
            yield from offsets(pair, old, new)


def _held(side: Side) -> list[str]:
    """The types of the fields."""
    fields = (child for child in _children(side) if child.kind is ItemKind.FIELD and child.item is not None)
    return [side.canon.ty(child.item.ty, child, side.labels) for child in fields if child.item is not None]


def reprs(item: Item, there: Callable[[str], bool] | None = None) -> dict[str, str]:
    """The parts of an item's `repr`s by name, as written but for numbers: `align(0x10)` is `align(16)`. Of several
    alignments the largest counts. With `there`, of those under a condition the ones of which that holds.
    """
    found: dict[str, str] = {}
    for text in item.attrs.repr if there is None else chosen(item, there):
        bare = _NUMBER.sub(lambda digits: str(literal(digits[0])), text.replace(" ", ""))
        name = "integer" if _INTEGER.fullmatch(bare) else bare.partition("(")[0]
        if name != "align" or _argument(bare) > _argument(found.get(name, "")):
            found[name] = "packed(1)" if bare == "packed" else bare
    return found


def _argument(text: str) -> int:
    """The number in `align(16)`; 0 where there is none."""
    return literal(text.partition("(")[2].strip(")")) or 0


def _field_order(pair: Pair, old: Side, new: Side, in_c: bool) -> Iterator[Difference]:
    before, after = (_public_fields(side) for side in (old, new))
    if old.item.form != "named" or new.item.form != "named" or before == after:
        return
    if [name for name in before if name in after] == [name for name in after if name in before]:
        return
    ordered = all("PartialOrd" in _derives(side.item) for side in (old, new))
    yield pair.delta(
        "fields_reordered", repr_c=yes(in_c), ordered=yes(ordered), old=", ".join(before), new=", ".join(after)
    )


def _public_fields(side: Side) -> list[str]:
    fields = [d.item for d in _children(side) if d.item is not None and d.kind is ItemKind.FIELD]
    return [field.name for field in fields if field.vis == "pub"]


def _children(side: Side) -> Iterator[Def]:
    place = side.definition.place
    for ord_ in place.table.children.get(side.definition.ord, ()):
        yield place.defs(ord_)


def _derives(item: Item) -> set[str]:
    return {path.segments[-1].name for path in item.attrs.derives}


# ---- discriminants ---------------------------------------------------------------------------------------


def discriminants(pair: Pair, old: Side, new: Side, is_met: Callable[[Def], bool]) -> Iterator[Difference]:
    """The values and the order of the variants that both versions have; new ones count that old code meets."""
    before, after = _variants(old), _variants(new)
    unmet = {each.name for each in _children(new) if each.name not in before and not is_met(each)}
    after = {name: item for name, item in after.items() if name not in unmet}
    common = [name for name in before if name in after]
    in_new = [name for name in after if name in before]
    if common != in_new and all("PartialOrd" in _derives(side.item) for side in (old, new)):
        yield pair.delta("variants_reordered", old=", ".join(common), new=", ".join(in_new))
    yield from _casts(pair, before, after)
    castable = all(item.form == "unit" for item in [*before.values(), *after.values()])
    has_repr = bool(reprs(old.item).keys() & {"integer", "C"}) and bool(reprs(new.item).keys() & {"integer", "C"})
    if not castable and not has_repr:
        return
    if has_repr:
        yield from _variant_field_order(pair, old, new)
    one, two = _values(old, list(before.values())), _values(new, list(after.values()))
    moved = [name for name in common if one[name] != two[name] and not hides(before[name].attrs)]
    known = [name for name in moved if not any("{" in text for text in (one[name], two[name]))]
    if moved and not known:
        yield pair.doubt(_of_values(moved, one, two))
    elif known:
        first = known[0]
        facts = {"variant": first, "old": one[first], "new": two[first], "has_repr": yes(has_repr)}
        more = f", and {len(known) - 1} others changed" if len(known) > 1 else ""
        yield pair.delta("discriminant", **facts, castable=yes(castable), more=more)


def _of_values(moved: list[str], one: dict[str, str], two: dict[str, str]) -> str:
    """What is asked where the values are written by what is not computed here, as constants of another crate."""
    was, now = (values[moved[0]].strip("{}") for values in (one, two))
    more = f", and {len(moved) - 1} others differ" if len(moved) > 1 else ""
    return f"`{moved[0]}` is `{now}` where it was `{was}`{more}: is that the same value?"


def _casts(pair: Pair, before: dict[str, Item], after: dict[str, Item]) -> Iterator[Difference]:
    """An enum could be cast with `as` while no variant had fields. Variants that changed are told by themselves."""
    if any(item.form != "unit" or item.attrs.non_exhaustive for item in before.values()):
        return
    for name, item in after.items():
        if item.form != "unit" and name not in before:
            yield pair.delta("cast_lost", variant=name)
            return


def _variant_field_order(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    before, after = _variant_fields(old), _variant_fields(new)
    for name in before.keys() & after.keys():
        one, two = before[name], after[name]
        if one != two and sorted(one) == sorted(two):
            yield pair.delta("variant_fields_reordered", variant=name, old=", ".join(one), new=", ".join(two))


def _variant_fields(side: Side) -> dict[str, list[str]]:
    place = side.definition.place
    variants = [child for child in _children(side) if child.kind is ItemKind.VARIANT]
    return {v.name: [place.defs(o).name for o in place.table.children.get(v.ord, ())] for v in variants}


def _variants(side: Side) -> dict[str, Item]:
    found = [d.item for d in _children(side) if d.item is not None and d.kind is ItemKind.VARIANT]
    return {item.name: item for item in found}


def _values(side: Side, variants: list[Item]) -> dict[str, str]:
    """Every variant's discriminant: what is written, else one more than the one before."""
    found: dict[str, str] = {}
    base, offset = "", 0
    for item in variants:
        if item.value:
            base, offset = canonical(item.value, side.definition, side.canon, side.labels), 0
        number = _number(base)
        if number is not None:
            found[item.name] = str(number + offset)
        else:
            found[item.name] = f"{base} + {offset}" if offset else base
        offset += 1
    return found


def _number(text: str) -> int | None:
    if not text:
        return 0
    bare = re.sub(r"[iu](?:8|16|32|64|128|size)$", "", text.replace(" ", ""))
    try:
        return int(bare, 0)
    except ValueError:
        return None
