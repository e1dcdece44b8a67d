"""Generic parameters and bounds of two versions of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.known import implied
from rgraph.diff.semver.versions import Side, of_kind, required
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, GenericParam, Generics

_CALLABLE = frozenset({"function", "method", "trait_method"})


def generics(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """What changed in an item's generic parameters and in the bounds on them."""
    yield from counts(pair, old.item, new.item)
    yield from _order(pair, old.item, new.item)
    yield from _each(pair, old, new)
    yield from bounds(pair, old, new)


def counts(pair: Pair, old: Item, new: Item) -> Iterator[Difference]:
    """How many parameters of each kind there are, and how many of them must be given."""
    for kind in ("type", "const", "lifetime"):
        before, after = of_kind(old, kind), of_kind(new, kind)
        if len(before) == len(after) and required(before) == required(after):
            continue
        facts = {
            "param_kind": kind,
            "old": str(len(before)),
            "new": str(len(after)),
            "more": yes(len(after) > len(before)),
            "fewer": yes(len(after) < len(before)),
            "requires_more": yes(required(after) > required(before)),
            "old_any": yes(before),
            "late": yes(pair.old.kind in _CALLABLE and kind == "lifetime"),
        }
        yield pair.delta("generic_params", **facts)


def _order(pair: Pair, old: Item, new: Item) -> Iterator[Difference]:
    for kind in ("type", "const"):
        before, after = ([p.name for p in of_kind(item, kind)] for item in (old, new))
        if before != after and sorted(before) == sorted(after):
            yield pair.delta("generic_order", param_kind=kind, old=", ".join(before), new=", ".join(after))
    lifetimes = [[p.name for p in of_kind(item, "lifetime")] for item in (old, new)]
    if pair.old.kind not in _CALLABLE and lifetimes[0] != lifetimes[1] and sorted(lifetimes[0]) == sorted(lifetimes[1]):
        yield pair.delta(
            "generic_order", param_kind="lifetime", old=", ".join(lifetimes[0]), new=", ".join(lifetimes[1])
        )


def _each(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Defaults and the types of const parameters, parameter by parameter."""
    before = {old.labels.get(p.name, p.name): p for p in of_kind(old.item, "type", "const")}
    for param in of_kind(new.item, "type", "const"):
        was = before.get(new.labels.get(param.name, param.name))
        if was is None or was.kind != param.kind:
            continue
        if was.kind == "const" and old.ty(was.ty) != new.ty(param.ty):
            yield pair.delta("const_param_type", param=param.name, old=old.ty(was.ty), new=new.ty(param.ty))
        yield from _default(pair, param.name, _default_of(old, was), _default_of(new, param))


def _default(pair: Pair, name: str, old: str | None, new: str | None) -> Iterator[Difference]:
    if old is not None and new is None:
        yield pair.delta("param_default_lost", param=name, old=old)
    elif old is None and new is not None:
        yield pair.delta("param_default_gained", param=name, new=new)
    elif old is not None and new is not None and old != new:
        yield pair.delta("param_default_changed", param=name, old=old, new=new)


def _default_of(side: Side, param: GenericParam) -> str | None:
    """What a parameter is where none is given: canonical for a type; for a const as written, from the signature."""
    if param.default is not None:
        return side.ty(param.default)
    if param.kind != "const":
        return None
    written = rf"\bconst\s+{re.escape(param.name)}\s*:[^,>=]*=\s*(\{{[^}}]*\}}|[^,>]*)"
    found = re.search(written, side.item.signature)
    return found[1].strip() if found else None


# ---- bounds ----------------------------------------------------------------------------------------------


def bounds(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Bounds gained and lost on what both versions have: on parameters, and in where clauses.

    What another bound brings with it is no bound of its own, so `T: Copy` to `T: Clone` only loses one.
    """
    before, after = predicates(old), predicates(new)
    for subject in sorted(before.keys() | after.keys()):
        if "'new:" in subject or any("'new:" in bound for bound in after.get(subject, ())):
            continue
        mine, theirs = before.get(subject, set()), after.get(subject, set())
        said = re.sub(r"'[tc]\d+\.", "", subject)
        gained = [bound for bound in sorted(theirs - mine) if not brought(bound, mine)]
        # `T::Item = X` follows from what is known of T as often as not: leaving it out breaks nobody.
        lost = [b for b in sorted(mine - theirs) if not brought(b, theirs) and not b.startswith("= ")]
        for bound in gained:
            if lost and bound.partition("<")[0] in new.canon.blanket:
                yield pair.doubt(f"`{said}: {_said(bound)}` is asked for now: does a blanket impl cover what was?")
            else:
                yield pair.delta("bound_gained", param=said, bound=_said(bound))
        for bound in lost:
            yield pair.delta("bound_lost", param=said, bound=_said(bound))


def brought(bound: str, others: set[str]) -> bool:
    """Whether another bound brings this one with it: `Copy` brings `Clone`, `Fn(u8)` brings `FnMut(u8)`."""
    if bound.startswith("'"):
        return False
    path, _, arguments = bound.partition("<")
    same = {other.partition("<")[0] for other in others if other.partition("<")[2] == arguments}
    return path.rpartition("::")[2] in implied(same)


def _said(bound: str) -> str:
    return re.sub(r"(?:[a-z_]\w*::)+", "", re.sub(r"'[tc]\d+\.", "", bound))


def predicates(side: Side) -> dict[str, set[str]]:
    """What must hold of each type: canonical subject to canonical bounds; `Sized` of parameters is spelled out."""
    found: dict[str, set[str]] = {}
    for generic, text in _all_generics(side):
        for param in generic.params:
            if param.kind == "type":
                subject = side.labels.get(param.name, param.name)
                found.setdefault(subject, {"Sized"}).update(_lifetimes(text, param.name))
                _add(found, side, subject, param.bounds)
        for predicate in generic.where:
            _add(found, side, side.ty(predicate.ty), predicate.bounds)
    return found


def _add(found: dict[str, set[str]], side: Side, subject: str, bounds_: list[Bound]) -> None:
    for bound in bounds_:
        if bound.maybe:
            found.setdefault(subject, set()).discard("Sized")
            continue
        for about, text in side.canon.conditions(subject, bound, side.definition, side.labels):
            found.setdefault(about, set()).add(text)


def _all_generics(side: Side) -> Iterator[tuple[Generics, str]]:
    """The item's own generics, and those of the impl that it is a method of."""
    yield side.item.generics, side.item.signature
    parent = side.definition.parent
    if parent is not None and parent.kind is ItemKind.IMPL and parent.item is not None:
        yield parent.item.generics, parent.item.signature


def _lifetimes(signature: str, name: str) -> set[str]:
    """`'static` among the bounds of a parameter: the syntax tree leaves lifetimes out, the text has them."""
    found = re.findall(rf"(?<![\w'.:]){re.escape(name)}\s*:(?!:)([^,>={{]*)", signature)
    return {"'static"} if any("'static" in text for text in found) else set()
