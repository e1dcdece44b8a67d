"""Structs, enums, unions, their variants and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, hides
from rgraph.diff.semver.delta import Delta, Difference, Pair, yes
from rgraph.diff.semver.probes.declared_lifetimes import lifetimes_changed
from rgraph.diff.semver.probes.generics import generics
from rgraph.diff.semver.probes.outlives import outlives
from rgraph.diff.semver.probes.wording import UNMET, type_changed
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Type

from .reprs import discriminants, layout

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def aggregate(pair: Pair, old: Side, new: Side, is_met: Callable[[Def], bool]) -> Iterator[Difference]:
    """A struct, enum or union that is of the same kind as before. `is_met`: whether old code meets a new member."""
    yield from layout(pair, old, new)
    yield from generics(pair, old, new)
    yield from outlives(pair, old, new)
    if pair.old.kind == "enum":
        yield from discriminants(pair, old, new, is_met)
    else:
        yield from form(pair, old, new, is_met)


def form(pair: Pair, old: Side, new: Side, is_met: Callable[[Def], bool] = lambda _: True) -> Iterator[Difference]:
    """Named, tuple and unit forms of structs and variants, and private fields that close a struct."""
    if old.item.form != new.item.form and not (old.item.form == "named" and _is_empty(old) and _is_empty(new)):
        facts = pair.old.facts
        visible = "yes" in {facts.get("has_public"), facts.get("constructible")} or pair.old.kind == "variant"
        if not (old.item.form == "unit" and old.item.attrs.non_exhaustive):  # `V { .. }` alone names it from outside
            yield pair.delta("form", old=old.item.form, new=new.item.form, visible=yes(visible))
    if pair.old.kind != "struct":
        return
    before, after = pair.old.facts, pair.new.facts
    if before.get("all_public") == "yes" and after.get("all_public") == "no":
        private = {each.name: each for each in fields_of(new.definition) if each.item and each.item.vis != "pub"}
        added = [name for name in private if name not in _names(old.definition)]
        if any(is_met(private[name]) for name in added):
            yield pair.delta("private_field_added", fields=", ".join(added))
        elif added:
            yield pair.doubt(f"`{added[0]}` is new in it, private and under a feature that is new, {UNMET}")


def _is_empty(side: Side) -> bool:
    """No field at all: `S {}` is then an expression and a pattern in all three forms."""
    return not _fields(side.definition)


def fields_of(definition: Def) -> list[Def]:
    """The fields of a struct, a union or one variant."""
    place = definition.place
    found = [place.defs(ord_) for ord_ in place.table.children.get(definition.ord, ())]
    return [each for each in found if each.kind is ItemKind.FIELD]


def _fields(definition: Def) -> list[Item]:
    return [each.item for each in fields_of(definition) if each.item is not None]


def _names(definition: Def) -> set[str]:
    return {item.name for item in _fields(definition)}


# ---- members ---------------------------------------------------------------------------------------------


def field(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A field that both versions have: its type. What a new parameter defaults to is put in its place."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after and before != with_defaults(new, new.item.ty):
        yield type_changed(pair, old, new, before, after)
    elif before == after:
        yield from lifetimes_changed(pair, old, new)


def with_defaults(side: Side, ty: Type | None, home: Def | None = None) -> str:
    """A canonical type in which every parameter that only the new version has is replaced by its default."""
    labels = dict(side.labels)
    level: Def | None = side.definition
    while level is not None and level.kind is not ItemKind.MODULE:
        for param in level.item.generics.params if level.item is not None else ():
            if labels.get(param.name, "").startswith("'new:") and param.default is not None:
                labels[param.name] = side.canon.ty(param.default, level, labels)
        level = level.parent
    return side.canon.ty(ty, home or side.definition, labels)


def added_member(pair: Pair, member: PublicItem) -> Delta:
    """A member that only the new version has, with what its owner promised."""
    facts = {
        **{f"owner_{name}": value for name, value in pair.old.facts.items()},
        **{f"new_owner_{name}": value for name, value in pair.new.facts.items()},
        **member.facts,
        "name": member.name,
        "owner": pair.old.label,
        "member_hidden": yes(hides(member.attrs)),
    }
    return Delta(member.kind, "added", pair.old.crate, member.label, pair.old.place, member.place, facts)


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind.replace('_', ' ')}"


def changed_kind(pair: Pair) -> Iterator[Difference]:
    """One path that leads to items of two kinds."""
    kinds = {pair.old.kind, pair.new.kind}
    yield pair.delta(
        "kind_changed",
        old_kind=pair.old.kind.replace("_", " "),
        kind_now=pair.new.kind.replace("_", " "),
        was=_with_article(pair.old.kind),
        now=_with_article(pair.new.kind),
        value_pair=yes(kinds == {"const", "static"}),
    )
