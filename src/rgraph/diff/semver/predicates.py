"""The bounds that a declaration puts on types: of parameters, where clauses, supertraits and associated types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.signatures import bounds_at
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, Generics, TPath, Type

from .std_laws import implied

if TYPE_CHECKING:
    from .side import Side

_END = re.compile(r"[,={]")
"""What ends the bounds of a parameter, outside brackets."""

_BINDINGS = re.compile(r"\w+ = ")
"""How the arguments of a trait begin that has no parameters: they say what its associated types are."""


def predicates(side: Side) -> dict[str, set[str]]:
    """What must hold of each type: canonical subject to canonical bounds; `Sized` of parameters is spelled out."""
    found: dict[str, set[str]] = {}
    all_generics = list(_all_generics(side))
    for generic, text in all_generics:
        for param in generic.params:
            if param.kind == "type":
                subject = side.labels.get(param.name, param.name)
                found.setdefault(subject, {"Sized"}).update(_lifetimes(text, param.name))
                _add(found, side, subject, param.bounds)
    for generic, _ in all_generics:  # after all parameters: a method may ask more of its impl's
        for predicate in generic.where:
            _add(found, side, side.ty(predicate.ty), predicate.bounds)
    return found


def _add(found: dict[str, set[str]], side: Side, subject: str, bounds_: list[Bound]) -> None:
    for bound in bounds_:
        if bound.maybe:
            found.setdefault(subject, set()).discard("Sized")
            continue
        for about, text in side.canon.conditions(subject, bound, side.definition, side.labels):
            if text != f"= {about}":
                found.setdefault(about, set()).add(text)


def _all_generics(side: Side) -> Iterator[tuple[Generics, str]]:
    """The generics of an item, and those of the impl whose method it is."""
    yield side.item.generics, side.item.signature
    parent = side.definition.parent
    if parent is not None and parent.kind is ItemKind.IMPL and parent.item is not None:
        yield parent.item.generics, parent.item.signature


def _lifetimes(signature: str, name: str) -> set[str]:
    """`'static` among the bounds of a parameter: the syntax tree leaves lifetimes out, the text has them."""
    if "'static" not in signature:
        return set()
    found = re.finditer(rf"(?<![\w'.:]){re.escape(name)}\s*:(?!:)", signature)
    return {"'static"} if any("'static" in bounds_at(signature, each.end(), _END) for each in found) else set()


def own_bounds(side: Side) -> dict[str, set[str]]:
    """The bounds of a trait on `Self`, or of an associated type on its value, whether in a where clause or not."""
    found: dict[str, set[str]] = {"Self": set()}
    _add(found, side, "Self", side.item.bounds)
    if side.item.kind is ItemKind.TRAIT:
        for predicate in side.item.generics.where:
            if is_self(predicate.ty):
                _add(found, side, "Self", predicate.bounds)
    if asks_static(side.item):
        found["Self"].add("'static")
    return found


def is_self(ty: Type) -> bool:
    """Whether a type is `Self` itself."""
    return isinstance(ty, TPath) and ty.path.qself is None and [s.name for s in ty.path.segments] == ["Self"]


def asks_static(item: Item) -> bool:
    """Whether `'static` is a bound of a trait or an associated type. Only the text has lifetimes."""
    head = item.signature.partition(" where ")[0]
    tail = head.partition(item.name)[2]
    depth, outer = 0, ""
    for char in tail:
        depth += (char == "<") - (char == ">")
        outer += char if depth == 0 else ""
    return "'static" in outer


def brought(bound: str, others: set[str]) -> bool:
    """Whether other bounds imply this one: `Copy` implies `Clone`, `Fn(u8)` implies `FnMut(u8)`.

    A trait of another crate that only has the name of a trait of std implies nothing.
    """
    return _brought(bound, {other for other in others if _of_one_crate(bound, other)})


def namesake(bound: str, others: set[str], is_foreign: Callable[[str], bool]) -> str:
    """The bound that would bring this one if traits of one name were one: crates re-export each other's, `futures` the
    standard library's `Future`, and an own trait may have moved to a crate of its own. "" where there is none, or where
    none of the two is of a crate that is not read; an own trait is none that another crate had."""
    may_be = is_foreign(bound) or bound.startswith("std::")
    for other in sorted(others) if may_be else ():
        if not _of_one_crate(bound, other) and (is_foreign(bound) or is_foreign(other)) and _brought(bound, {other}):
            return other
    return ""


def _of_one_crate(one: str, two: str) -> bool:
    """Whether two traits begin in one crate; one that led to nothing may be anything."""
    heads = [text.partition("<")[0].partition("::")[0] for text in (one, two) if "::" in text.partition("<")[0]]
    return len(set(heads)) < 2


def _brought(bound: str, others: set[str]) -> bool:
    if bound.startswith("'"):
        return False
    path, _, arguments = bound.partition("<")
    parts = [other.partition("<") for other in others]
    same = {head for head, _, given in parts if given == arguments or (not arguments and _BINDINGS.match(given))}
    if path.rpartition("::")[2] in implied(same):
        return True
    # `DoubleEndedIterator + Iterator<Item = u8>`: a supertrait says what the type is
    return bool(_BINDINGS.match(arguments) and same) and _brought(path, others)
