"""Types that users keep in constants, and that can be changed through a shared reference now: no constant may refer to
one, and a reference to one lives no longer for ever (E0492, E0515).

https://doc.rust-lang.org/reference/destructors.html#constant-promotion
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_LIFETIME_STEPS
from rgraph.diff.semver.auto.shapes import shape
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.versions import Versions

from .constant_patterns import constants_of

if TYPE_CHECKING:
    from rgraph.diff.semver.auto.needs import Held
    from rgraph.link.defs import Def

_AROUND = frozenset({"Option", "Result", "ManuallyDrop", "MaybeUninit", "Wrapping", "Saturating", "Reverse", "Pin"})
"""The types of the standard library that hold what they are given in themselves, and change nothing in it."""
_CELLS = frozenset({"Cell", "RefCell", "UnsafeCell", "SyncUnsafeCell", "Mutex", "RwLock", "OnceCell", "LazyCell"})
_SHARED = frozenset({"OnceLock", "LazyLock", "Once", "Condvar", "Barrier"})


def cell_gained(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """A cell that a type holds and did not hold, where there are constants of it or functions that constants call."""
    sides = versions.sides(pair)
    if sides is None:
        return
    cell = _cell(sides[1].definition, versions.held_new)
    if not cell or _cell(sides[0].definition, versions.held_old):
        return
    is_const = any(m.kind == "assoc_const" or (m.item and "const" in m.item.quals) for m in pair.old.members)
    if is_const or next(constants_of(pair.old.crate, sides[0].definition, versions), None) is not None:
        yield pair.doubt(f"holds `{cell}` now: do users refer to one in a constant, or to a constant one for ever?")


def _cell(definition: Def, held: Held) -> str:
    """The first cell among all that a type holds in itself; "" for none."""
    waiting, seen = [*held.field_types(definition)], {definition}
    for _ in range(MAX_LIFETIME_STEPS):
        if not waiting:
            break
        one = shape(waiting.pop())
        name = one.head.rpartition("::")[2]
        own = held.own(one.head) if one.kind == "path" else None
        if one.head.startswith("std::") and (name in _CELLS or name in _SHARED or name.startswith("Atomic")):
            return name
        if own is not None and own not in seen:
            seen.add(own)
            waiting += held.field_types(own)
        elif one.kind in {"tuple", "array"} or (one.head.startswith("std::") and name in _AROUND):
            waiting += one.parts
    return ""
