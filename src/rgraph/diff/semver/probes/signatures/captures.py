"""Lifetimes that an opaque result captures and did not: whoever keeps it keeps what they belong to borrowed.

Until edition 2021 a function's `impl Trait` captures the lifetimes that it names, since edition 2024 all that are in
scope, as an async function and a trait's method always did; `use<..>` says it itself.
https://doc.rust-lang.org/edition-guide/rust-2024/rpit-lifetime-capture.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.api.objects import walk
from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TImpl, TPath

from .borrows import elided, given, taken, with_longer

_USE = re.compile(r"\buse\s*<([^>]*)>")
_STATIC = re.compile(r"\+\s*'static\b")
_ANONYMOUS = re.compile(r"<\s*'_\s*>|(?<=<)\s*'_\s*,\s*")
"""`<'_>`, which a path may leave out."""


def captures(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """What an opaque result borrows and did not: arguments by their names, and types that `use<..>` left out."""
    if not (_is_opaque(old) and _is_opaque(new)) or len(old.item.params) != len(new.item.params):
        return
    texts = return_text(old.item), return_text(new.item)
    names = ["self", *(split_parameter(param.text)[0] for param in new.item.params)]
    had, lent = _borrowed(old), _lifetimes(old)
    said = any(map(_USE.search, texts))
    if not said and len({_ANONYMOUS.sub("", text) for text in texts}) == 1 and texts[0] != texts[1]:
        had |= _borrowed(new)  # of another crate's type, whose lifetimes are not seen
    free = {index for index, each in enumerate(lent) if set(each) - {"static"} and index not in had}
    held = _borrowed(new) | _in_new_types(new)
    gained = [f"`{names[index]}`" for index in sorted(held & free)]
    gained += [
        f"`{name}`" for label, name in sorted(_types(new).items()) if label not in _types(old) and not _is_new(label)
    ]
    if gained and (old.item.signature != new.item.signature or _edition(old) != _edition(new)):
        yield pair.delta("captures_gained", old=texts[0], new=texts[1], gained=" and ".join(gained))


def _is_new(label: str) -> bool:
    """Whether only the new version has a parameter: it holds what stood in its place, which may have been captured."""
    return label.startswith("'new:")


def _in_new_types(side: Side) -> set[int]:
    """The arguments whose type callers choose now, and which a result captures with it; `impl Trait` always."""
    chosen = {name for label, name in _types(side).items() if _is_new(label)}
    found = set()
    for index, param in enumerate(side.item.params, 1):
        parts = list(walk(param.ty))
        paths = (each.path for each in parts if isinstance(each, TPath))
        if any(isinstance(each, TImpl) for each in parts) or any(
            p.segments and p.segments[0].name in chosen for p in paths
        ):
            found.add(index)
    return found


def _is_opaque(side: Side) -> bool:
    return "async" in side.item.quals or any(isinstance(each, TImpl) for each in walk(side.item.ret))


def _edition(side: Side) -> str:
    return side.canon.world.edition(side.definition.crate)


def _borrowed(side: Side) -> set[int]:
    """The arguments that a result borrows from: their positions from 1; 0 is the receiver."""
    item, lent = side.item, _lifetimes(side)
    text = return_text(item)
    said = _USE.search(text)
    if said is not None:
        listed = set(re.findall(r"'(\w+)", said[1]))
        kept = {name for each in lent for name in each if name in listed or ("." in name and "_" in listed)}
    elif "async" in item.quals or _takes_all(side):
        kept = set() if _STATIC.search(text) else {name for each in lent for name in each}
    else:
        kept = {*given(item), *_hidden(side)}
    longer = with_longer(item.signature, kept - {"static"})
    return {index for index, each in enumerate(lent) if longer & set(each)}


def _hidden(side: Side) -> list[str]:
    """What `W` borrows in a result where its declaration says `W<'a>`, by the name that it has in what is taken."""
    text = return_text(side.item)
    named = [ty for ty in walk(side.item.ret) if isinstance(ty, TPath) and ty.path.segments]
    for ty in named:
        head, name = side.canon.head(ty, side.definition), ty.path.segments[-1].name
        params = head.item.generics.params if head is not None and head.item is not None else []
        if any(p.kind == "lifetime" for p in params) and not re.search(rf"\b{name}\s*(?:::\s*)?<\s*'", text):
            return elided(side.item)
    return []


def _takes_all(side: Side) -> bool:
    """Whether an `impl Trait` that does not say what it captures captures all that is in scope."""
    owner = side.definition.parent
    of_trait = (
        owner is not None and owner.item is not None and (owner.kind is ItemKind.TRAIT or owner.item.trait is not None)
    )
    return of_trait or _edition(side) >= "2024"


def _lifetimes(side: Side) -> list[list[str]]:
    """Those of the receiver, its type's own among them, and of each argument."""
    found = taken(side.item)
    owner = side.definition.parent
    if side.item.self_param is not None and owner is not None and owner.item is not None:
        found[0] += [p.name.removeprefix("'") for p in owner.item.generics.params if p.kind == "lifetime"]
    return found


def _types(side: Side) -> dict[str, str]:
    """The types and constants that a result captures, by what they are called in both versions: all where nothing is
    said."""
    said = _USE.search(return_text(side.item))
    names = [param.name for param in side.item.generics.params if param.kind != "lifetime"]
    listed = set(re.findall(r"(?<!')\b\w+", said[1])) if said is not None else {*names}
    return {side.labels.get(name, name): name for name in names if name in listed}
