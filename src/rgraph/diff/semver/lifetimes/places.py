"""Where lifetimes stand in a type, those among them that are not written.

https://doc.rust-lang.org/reference/lifetime-elision.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .parsed import Written, parsed

UNKNOWN = "?"
"""A lifetime that is not written, and that another declaration decides."""
STATIC = "static"
EACH = "^"
"""Begins the lifetimes that a function pointer or closure is for each of."""

Inside = Callable[[str], Sequence[int]]
"""How the arguments of a type stand in it, by its path; those that are not told of as in what is read."""

GIVEN, TAKEN, BOTH = 1, -1, 0
"""How a lifetime stands: as in what is read, as in what a function takes, or as in what is read and written."""

_CELLS = frozenset({"Cell", "RefCell", "UnsafeCell", "Mutex", "RwLock", "OnceCell", "OnceLock", "AtomicPtr"})


@dataclass(frozen=True, slots=True)
class Place:
    """One lifetime in a type: its name, or its place among those of its item, and how it stands."""

    name: str
    way: int


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The lifetimes of a type in order, and its text without them."""

    shape: str
    places: tuple[Place, ...]


def lifetimes(
    text: str, names: Mapping[str, str], elided: str = UNKNOWN, inside: Inside | None = None
) -> Lifetimes | None:
    """The lifetimes of a type's text; None where it is not understood. `elided` is that of a reference without one."""
    tree = parsed(text)
    if tree is None:
        return None
    walk = _Walk(inside or (lambda _: ()))
    walk.put(tree, _Here(names, elided, STATIC, GIVEN))
    order: dict[str, str] = {}
    for place in walk.found:
        if place.name.startswith(EACH):
            order.setdefault(place.name, f"{EACH}{len(order)}")
    found = tuple(Place(order.get(place.name, place.name), place.way) for place in walk.found)
    return Lifetimes(" ".join(walk.words), found)


def as_before(old: Lifetimes, new: Lifetimes) -> bool:
    """Whether two types that differ by no more than lifetimes have the same."""
    return all(UNKNOWN in {a.name, b.name} or a.name == b.name for a, b in _both(old, new))


def as_long(old: Lifetimes, new: Lifetimes) -> bool:
    """Whether a value of the new type is taken for one of the old, for lifetimes that are no shorter."""
    seen: set[str] = set()
    for was, now in _both(old, new):
        is_free = now.name.startswith(EACH) and now.name not in seen
        seen.add(now.name)
        if UNKNOWN in {was.name, now.name} or was.name == now.name:
            continue
        if not (now.name == STATIC if was.way == GIVEN else is_free or (was.way == TAKEN and was.name == STATIC)):
            return False
    return True


def comparable(old: Lifetimes | None, new: Lifetimes | None) -> bool:
    """Whether two types differ by no more than lifetimes, and all of these are seen."""
    if old is None or new is None or old.shape != new.shape:
        return False
    return len(old.places) == len(new.places)


def _both(old: Lifetimes, new: Lifetimes) -> Iterator[tuple[Place, Place]]:
    return zip(old.places, new.places, strict=True)


@dataclass(frozen=True, slots=True)
class _Here:
    """What lifetimes mean at one place: the names in scope, the lifetime of a reference and of an object that say
    nothing, and how they stand."""

    names: Mapping[str, str]
    elided: str
    object: str
    way: int


@dataclass(slots=True)
class _Walk:
    inside: Inside
    words: list[str] = field(default_factory=list)
    found: list[Place] = field(default_factory=list)
    bound: int = 0
    """How many lifetimes functions are for each of, so far."""

    def put(self, one: Written, here: _Here) -> None:
        """Add the lifetimes of one type."""
        if one.kind == "fn":
            self._function(one, here)
            return
        names = {**here.names, **{name: self._fresh() for name in one.bound}}
        inner = _Here(names, here.elided, here.object, here.way)
        if one.kind == "&":
            self._reference(one, inner)
        elif one.kind in {"dyn", "impl"}:
            self._object(one, inner)
        elif one.kind == "lifetime":
            self._add(self._named(one.lifetime, inner), here.way)
        else:
            self._parts(one, inner)

    def _reference(self, one: Written, here: _Here) -> None:
        name = self._named(one.lifetime, here)
        self._add(name, here.way)
        self.words.append("&mut" if one.mut else "&")
        self.put(one.parts[0], _Here(here.names, here.elided, name, BOTH if one.mut else here.way))

    def _object(self, one: Written, here: _Here) -> None:
        """The traits of an object, and its lifetime: what is around it says it where it does not."""
        self.words.append(one.kind)
        inner = _Here(here.names, here.elided, STATIC, BOTH)
        written = [part for part in one.parts if part.kind == "lifetime"]
        for part in (part for part in one.parts if part.kind != "lifetime"):
            self.put(part, inner)
            self.words.append("+")
        silent = here.object if one.kind == "dyn" else UNKNOWN
        self._add(self._named(written[0].lifetime, here) if written else silent, here.way)

    def _parts(self, one: Written, here: _Here) -> None:
        self.words.append(f"{one.text}<")
        takes = any(part.kind == "lifetime" for part in one.parts)
        object_ = UNKNOWN if takes and one.kind == "path" else STATIC
        name = one.text.rpartition("::")[2]
        way = BOTH if name in _CELLS else here.way
        ways = self.inside(one.text) if one.kind == "path" and one.parts else ()
        for at, part in enumerate(one.parts):
            self.put(part, _Here(here.names, here.elided, object_, way * (ways[at] if at < len(ways) else GIVEN)))
            if part.kind != "lifetime":
                self.words.append(",")
        self.words.append(">")

    def _function(self, one: Written, here: _Here) -> None:
        """What a function takes and gives: it is for each lifetime that it does not say."""
        names = {**here.names, **{name: self._fresh() for name in one.bound}}
        self.words.append(f"{one.text} fn(")
        before = len(self.found)
        for part in one.parts[:-1]:
            self.put(part, _Here(names, "", STATIC, -here.way))
            self.words.append(",")
        lent = {place.name for place in self.found[before:]}
        elided = next(iter(lent)) if len(lent) == 1 else UNKNOWN
        self.words.append("->")
        self.put(one.parts[-1], _Here(names, elided, STATIC, here.way))

    def _named(self, lifetime: str, here: _Here) -> str:
        if lifetime in {"", "'_"}:
            return here.elided or self._fresh()
        return here.names.get(lifetime, lifetime.removeprefix("'"))

    def _fresh(self) -> str:
        self.bound += 1
        return f"{EACH}{self.bound}"

    def _add(self, name: str, way: int) -> None:
        self.found.append(Place(name, way))
