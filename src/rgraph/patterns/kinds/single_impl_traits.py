"""`single_impl_traits`: traits that users cannot implement, with one impl in all."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.view.places import ItemAt


def find(codebase: Codebase) -> Iterator[Found]:
    every = _implementors(codebase)
    doubtful = {at.item.trait.segments[-1].name for at in every[Symbol("")] if at.item and at.item.trait}
    templates = "\n".join(arm.body for at in codebase.own if at.item is not None for arm in at.item.arms)
    signatures = "\n".join(at.signature for at in codebase.code.items.values() if "dyn " in at.signature)
    for at, _ in codebase.of_kind(ItemKind.TRAIT):
        methods = codebase.members(at.symbol, ItemKind.FUNCTION)
        blocks = every.get(at.symbol, [])
        if len(blocks) != 1 or not methods or at.symbol in codebase.public or at.name in doubtful:
            continue
        impl = next((one for one in codebase.impls_for.get(at.symbol, ()) if one.at is blocks[0]), None)
        own = impl is not None and not impl.blanket and impl.type in codebase.code.items and impl.type != impl.at.symbol
        generic = any(param.kind == "type" for one in blocks if one.item for param in one.item.generics.params)
        swapped = f"dyn {at.name}" in signatures  # the impl is chosen as the program runs
        named = at.name in templates or swapped
        if impl is not None and own and not generic and not named and not _is_chosen(codebase, at):
            type_ = codebase.code.items[impl.type]
            statement = (
                f"{codebase.spelt(at.symbol)} has one impl, for {codebase.spelt(type_.symbol)}, and is not public"
            )
            yield Found(at.symbol, statement, (codebase.shown(at), codebase.shown(impl.at)))


def _implementors(codebase: Codebase) -> dict[Symbol, list[ItemAt]]:
    """Every impl block of each trait, those of tests and those that macros make too; unknown traits under ""."""
    found: dict[Symbol, list[ItemAt]] = {Symbol(""): []}
    known = set()
    for _, edge in codebase.graph.module_graph.every_reference:
        at = codebase.code.items.get(edge.src)
        if at is not None and edge.kind in {EdgeKind.IMPLEMENTS, EdgeKind.DERIVES}:
            known.add(edge.src)
            found.setdefault(edge.dst, []).append(at)
    for at in codebase.code.items.values():
        if at.kind is ItemKind.IMPL and at.item is not None and at.item.trait is not None and at.symbol not in known:
            found[Symbol("")].append(at)
    return found


def _is_chosen(codebase: Codebase, at: ItemAt) -> bool:
    """Whether a cfg decides that a trait is there: another configuration may have more impls."""
    return any(item.item is not None and item.item.attrs.cfg for item in codebase.code.ancestors(at.symbol))


PATTERN = Pattern(
    "Traits with one impl",
    "A trait that users cannot name has a single impl, tests included, for a type without parameters.",
    find,
    "impls from unexpanded macros are not counted",
)
