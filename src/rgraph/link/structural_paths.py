"""Structural paths: the names under which the items of one file are told apart, from the file's module on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rgraph.model.facts import Item, ItemKind

from .text import path_text, type_text

_RANK = {
    ItemKind.MODULE: 0,
    ItemKind.STRUCT: 1,
    ItemKind.ENUM: 1,
    ItemKind.UNION: 1,
    ItemKind.TRAIT: 1,
    ItemKind.TRAIT_ALIAS: 1,
    ItemKind.TYPE_ALIAS: 1,
    ItemKind.VARIANT: 1,
    ItemKind.FUNCTION: 2,
    ItemKind.CONST: 2,
    ItemKind.STATIC: 2,
}


def base_of(item: Item, args: bool = False) -> str:
    """The name of an item before siblings with the same name are told apart; `args`: with its generic arguments."""
    kind = item.kind
    if kind is ItemKind.IMPL:
        ty = type_text(item.ty, args)
        if item.trait is None:
            return f"<impl {ty}>"
        return f"<{ty} as {'!' if item.negative else ''}{path_text(item.trait, args)}>"
    if kind is ItemKind.MACRO:
        return item.name + "!"
    if kind is ItemKind.MACRO_CALL:
        return f"<{item.name or (path_text(item.macro_path, False) if item.macro_path else '')}!>"
    if kind is ItemKind.EXTERN_BLOCK:
        return "<extern>"
    if kind is ItemKind.EXTERN_CRATE:
        return f"<extern crate {item.alias or item.name}>"
    return item.name


def structural_paths(
    items: list[Item],
    names: Sequence[str],
    containers: Sequence[int],
    children: Mapping[int, list[int]],
    hidden: Collection[int],
) -> list[str]:
    """The structural paths of all items of a file. `names` are what `base_of` gives, `hidden` are items not there.

    Siblings with one name get `#2`, `#3`...: modules first, then types, values, and the rest, each in order of
    position. Trait impls that would have the same name are written with their generic arguments.
    """
    bases = list(names)
    suffix = [""] * len(items)
    for siblings in children.values():
        if len(siblings) == 1:
            continue
        groups: dict[str, list[int]] = {}
        for ord_ in siblings:
            groups.setdefault(bases[ord_], []).append(ord_)
        for group in [each for each in groups.values() if len(each) > 1]:
            _tell_apart(items, group, bases, suffix)
    paths: list[str] = []
    for ord_, item in enumerate(items):
        container = containers[ord_]
        separator = "." if item.kind is ItemKind.FIELD else "::"
        prefix = paths[container] if container >= 0 else ""
        is_there = ord_ not in hidden
        paths.append(f"{prefix}{separator}{bases[ord_]}{suffix[ord_] if is_there else f'#words{ord_}'}")
    return paths


def _tell_apart(items: list[Item], group: list[int], bases: list[str], suffix: list[str]) -> None:
    if all(items[ord_].kind is ItemKind.IMPL for ord_ in group) and items[group[0]].trait is not None:
        finer: dict[str, list[int]] = {}
        for ord_ in group:
            bases[ord_] = base_of(items[ord_], args=True)
            finer.setdefault(bases[ord_], []).append(ord_)
        groups = list(finer.values())
    else:
        groups = [group]
    for same in groups:
        fields = {ord_ for ord_ in same if items[ord_].kind is ItemKind.FIELD}
        for part in (sorted(fields), [ord_ for ord_ in same if ord_ not in fields]):
            ranked = sorted(part, key=lambda ord_: (_RANK.get(items[ord_].kind, 3), ord_))  # written before made
            for number, ord_ in enumerate(ranked[1:], 2):
                suffix[ord_] = f"#{number}"
