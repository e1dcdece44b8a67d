"""The variance of type parameters: whether `S<&'static u8>` can stand for `S<&'a u8>`.

It is followed from the fields into everything that they hold, as auto traits are. Lifetime parameters are not compared:
canonical types have no lifetimes. https://doc.rust-lang.org/reference/subtyping.html#variance
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_HELD, MAX_HELD_TYPE

from .shapes import Shape, filled, shape, split

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .needs import Held

COVARIANT, CONTRAVARIANT, INVARIANT = 1, 2, 3
"""As sets of two: an invariant parameter stands where it is covariant and where it is contravariant."""

_PARAM = re.compile(r"'held\.(\w+)\.")
_INVARIANT = re.compile(
    r"std::(?:cell::(?:Cell|RefCell|UnsafeCell|SyncUnsafeCell|OnceCell|LazyCell|RefMut)"
    r"|sync::(?:\w+::)?(?:Mutex|RwLock|OnceLock|LazyLock|MutexGuard|RwLockWriteGuard|Exclusive)|slice::IterMut"
    r"|sync::atomic::(?:Atomic|AtomicPtr))"
)
"""The types of the standard library in which an argument is invariant."""


def variances(held: Held, definition: Def) -> tuple[dict[str, int], set[str]]:
    """The variance of each type parameter by its name, and the parameters that a type of another crate decides."""
    found: dict[str, int] = {}
    foreign: set[str] = set()
    waiting = [(text, COVARIANT) for text in held.field_types(definition)]
    seen = set(waiting)
    while waiting:
        text, sign = waiting.pop()
        if len(seen) >= MAX_HELD or len(text) > MAX_HELD_TYPE:
            return found, {*foreign, *_names(held, definition)}
        one = shape(text)
        if one.kind == "param":
            name = _PARAM.match(text)
            if name is not None:
                found[name[1]] = found.get(name[1], 0) | (sign if text == name[0] else INVARIANT)
        elif (own := held.own(one.head)) is None and one.kind == "path" and not one.head.startswith("std::"):
            foreign.update(_PARAM.findall(text))
        else:
            for step in set(_inside(text, one, sign, held, own)) - seen:
                seen.add(step)
                waiting.append(step)
    return found, foreign


def _names(held: Held, definition: Def) -> set[str]:
    """The parameters that what a type holds names."""
    return {name for text in held.field_types(definition) for name in _PARAM.findall(text)}


def _inside(text: str, one: Shape, sign: int, held: Held, own: Def | None) -> Iterator[tuple[str, int]]:
    """The types inside a type, each with its variance."""
    if one.kind in {"&mut", "*mut"} or (one.kind == "path" and _INVARIANT.fullmatch(one.head)):
        yield from ((part, INVARIANT) for part in one.parts)
    elif one.kind in {"dyn", "impl"}:
        yield from ((each[0], INVARIANT) for each in _PARAM.finditer(text))
    elif one.kind == "fn":
        taken, _, given = text[text.index("fn(") + 3 :].partition(") -> ")
        yield from ((part, _turned(sign)) for part in split(taken, ","))
        yield given, sign
    elif own is not None:
        given_ = held.given(own, one)
        yield from ((filled(each, given_), sign) for each in held.field_types(own))
    else:
        yield from ((part, sign) for part in one.parts)


def _turned(sign: int) -> int:
    """The variance of what a function takes: the opposite."""
    return {COVARIANT: CONTRAVARIANT, CONTRAVARIANT: COVARIANT}.get(sign, INVARIANT)
