"""Names for generic parameters that both versions share: which parameter of the new one is which of the old.

By name, else by position. What users write decides where names mislead: for a type or function whose parameters changed
their names with each other, what it holds or takes; for an impl, where the parameters stand in its type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rgraph.diff.lone_names import lone_name
from rgraph.diff.parameters import split_parameter
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Generics, TPath, TRef, Type

from .default_arguments import settled
from .equated_parameters import equated

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon, Labels

_HOLDERS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.VARIANT})


def labels_of(old: Def, new: Def, old_canon: Canon, new_canon: Canon) -> tuple[Labels, Labels]:
    """Labels for the parameters in scope of two versions of an item."""
    one, two = _levels(old), _levels(new)
    before, after = shared_labels([_generics(d) for d in one], [_generics(d) for d in two])
    found = dict(before), dict(after)
    found[1].update(_by_use(old, new, before))
    for mine, theirs in zip(reversed(one), reversed(two), strict=False):
        if mine.kind is ItemKind.IMPL and theirs.kind is ItemKind.IMPL:
            _by_self_type(mine, theirs, *found)
        elif _are_renamed(mine, theirs, found, (old_canon, new_canon)):
            found[1].update(_by_position(mine, theirs, found[0]))
    found[1].update({name: f"'new:{name}" for name in _referenced(old, new, *found)})
    for level in two:
        found[1].update(settled(new_canon, level, found[1]))
    _by_equality((one, two), found, (old_canon, new_canon))
    return found


def impl_labels(definition: Def, canon: Canon) -> Labels:
    """The labels of an impl's own parameters; what the type takes by default, as users of the old version do, is filled
    in."""
    params = definition.item.generics.params if definition.item is not None else ()
    found = {param.name: f"'t0.{param.name}" for param in params if param.kind != "lifetime"}
    return {**found, **settled(canon, definition, found)}


def _levels(definition: Def) -> list[Def]:
    """An item and what it stands in up to its module, outermost first."""
    levels = [definition]
    parent = definition.parent
    while parent is not None and parent.kind is not ItemKind.MODULE:
        levels.append(parent)
        parent = parent.parent
    return levels[::-1]


def _generics(definition: Def) -> Generics:
    return definition.item.generics if definition.item is not None else Generics()


# ---- by name, else by position --------------------------------------------------------------------------


def shared_labels(old: list[Generics], new: list[Generics]) -> tuple[Labels, Labels]:
    """Labels for the parameters of both: by name where both have the name, the rest by position.

    What only the new version has is labelled `'new:N`, so that it can be told apart.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    depth = max(len(old), len(new))
    for level in range(depth):
        for kind in ("type", "const"):
            mine = _names(old, level - depth + len(old), kind)
            theirs = _names(new, level - depth + len(new), kind)
            _label(f"'{kind[0]}{level}.", mine, theirs, before, after)
    return before, after


def _names(levels: list[Generics], index: int, kind: str) -> list[str]:
    return [param.name for param in levels[index].params if param.kind == kind] if 0 <= index < len(levels) else []


def _label(prefix: str, old: list[str], new: list[str], before: dict[str, str], after: dict[str, str]) -> None:
    for name in old:
        before[name] = prefix + name
        if name in new:
            after[name] = prefix + name
    left = [name for name in new if name not in old]
    for name, other in zip([name for name in old if name not in new], left, strict=False):
        after[other] = before[name]
    for name in left:
        after.setdefault(name, f"'new:{name}")


# ---- where names mislead ----------------------------------------------------------------------------------


def _by_equality(
    levels: tuple[list[Def], list[Def]], found: tuple[dict[str, str], dict[str, str]], canons: tuple[Canon, Canon]
) -> None:
    """A parameter that is equated with an associated type is that type where the other version does not have it."""
    shared = [set(labels.values()) for labels in found]
    for side, other in ((0, 1), (1, 0)):
        left = {name for name, label in found[side].items() if label not in shared[other]}
        for level in levels[side]:
            found[side].update(equated(level, found[side], canons[side], left))


def _by_self_type(old: Def, new: Def, before: Mapping[str, str], after: dict[str, str]) -> None:
    """Parameters that stand at one place of the types that two impls are for are one."""
    pairs = {b: before[a] for a, b in _aligned(_in_type(old), _in_type(new)) if a in before and b in after}
    kept = set(pairs.values())
    freed = {name for name, label in after.items() if label in kept and name not in pairs and not _is_own(name, new)}
    after.update(pairs)
    after.update({name: f"'new:{name}" for name in freed})


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The arguments of two types that stand at one place. Where one has more, an argument came in between: those of
    one name are one then, and what stands between two such places as often in both."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if last - first == end - start:
            yield from zip(old[first:last], new[start:end], strict=True)


def _is_own(name: str, definition: Def) -> bool:
    return name not in {param.name for param in _generics(definition).params}


def _in_type(definition: Def) -> list[str]:
    """The names that stand alone between the angle brackets of an impl's type, "" for anything else."""
    ty = definition.item.ty if definition.item is not None else None
    return [lone_name(argument) for argument in arguments_of(ty)]


def arguments_of(ty: Type | None) -> list[Type]:
    """The arguments of a path's segments."""
    return [argument for segment in ty.path.segments for argument in segment.args] if isinstance(ty, TPath) else []


def _by_use(old: Def, new: Def, before: Labels) -> dict[str, str]:
    """Parameters of a function under other names, more or fewer than before: those that stand where one stood are that
    one, whatever their order: `f<P>(x: &P)` is `f<A, B>(d: A, x: &B)` now."""
    mine, theirs = ([p.name for p in _generics(d).params if p.kind == "type"] for d in (old, new))
    lost, gained = [n for n in mine if n not in theirs], [n for n in theirs if n not in mine]
    if not lost or len(lost) == len(gained) or old.item is None or new.item is None:
        return {}
    by_index = len(old.item.params) == len(new.item.params)
    stood = {place: name for place, name in _uses(old.item, by_index) if name in lost}
    found: dict[str, str] = {}
    for place, name in _uses(new.item, by_index):
        if name in gained and name not in found and stood.get(place, "") not in {"", *found.values()}:
            found[name] = stood[place]
    return {n: before[found[n]] if n in found else f"'new:{n}" for n in gained} if found else {}


def _uses(item: Item, by_index: bool) -> Iterator[tuple[tuple[int | str, str], str]]:
    """Where names stand alone in what a function takes: which parameter it is, and what is around the name in it."""
    for index, param in enumerate(item.params):
        around, ty = "", param.ty
        while True:
            inner = arguments_of(ty)
            if isinstance(ty, TRef):
                around, ty = around + ("&mut " if ty.mut else "&"), ty.ty
            elif len(inner) == 1 and isinstance(ty, TPath):
                around, ty = f"{around}{ty.path.segments[-1].name}<", inner[0]
            else:
                break
        if ty is not None:
            yield (index if by_index else split_parameter(param.text)[0], around), lone_name(ty)


def _are_renamed(old: Def, new: Def, labels: tuple[Labels, Labels], canons: tuple[Canon, Canon]) -> bool:
    """Whether the same names stand in another order, and each stands for what stood at its place."""
    mine, theirs = ([p.name for p in _generics(d).params if p.kind != "lifetime"] for d in (old, new))
    if mine == theirs or sorted(mine) != sorted(theirs):
        return False
    held = list(_held(old, labels[0], canons[0]))
    by_name = list(_held(new, labels[1], canons[1]))
    by_place = list(_held(new, {**labels[1], **_by_position(old, new, labels[0])}, canons[1]))
    return held != by_name and held == by_place


def _referenced(old: Def, new: Def, before: Labels, after: Labels) -> Iterator[str]:
    """The parameters of a function that are references for old calls: `f<T>(x: &T)` is `f<T>(x: T)` now."""
    if old.item is None or new.item is None or len(old.item.params) != len(new.item.params):
        return
    if new.parent is not None and new.parent.kind is ItemKind.TRAIT:
        return  # implementors write the parameter as it is
    for was, now in zip(old.item.params, new.item.params, strict=True):
        name = lone_name(now.ty)
        inner = lone_name(was.ty.ty) if isinstance(was.ty, TRef) else ""
        if _is_own(name, new) or name not in after:
            continue
        if inner and before.get(inner) == after[name]:
            yield name


def _by_position(old: Def, new: Def, before: Labels) -> dict[str, str]:
    found = {}
    for kind in ("type", "const"):
        mine, theirs = ([p.name for p in _generics(d).params if p.kind == kind] for d in (old, new))
        found.update({b: before[a] for a, b in zip(mine, theirs, strict=False)})
    return found


def _held(definition: Def, labels: Labels, canon: Canon) -> Iterator[str]:
    """The types that a function takes and gives, or that a type holds."""
    item = definition.item
    if item is None:
        return
    if definition.kind in _HOLDERS:
        place = definition.place
        for ord_ in place.table.children.get(definition.ord, ()):
            yield from _held(place.defs(ord_), labels, canon)
        return
    for ty in (*(param.ty for param in item.params), item.ret, item.ty):
        yield canon.ty(ty, definition, labels)
