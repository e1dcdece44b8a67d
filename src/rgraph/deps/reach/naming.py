"""What the path of an item of a package means: `regex::Regex::new`, `Regex::new`, `new`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rgraph.deps.beside.public_names import holder_of
from rgraph.link.defs import Def, in_order
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
from rgraph.view.near import nearest_symbols

from .limits import MAX_NAME

_ARGUMENTS = re.compile(r"<[^<>]*>")
_QUALIFIED = re.compile(r"<\s*([^<>]+?)\s+as\s+[^<>]+>")
_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT})
_PARTS = frozenset({ItemKind.IMPL, ItemKind.EXTERN_BLOCK, ItemKind.MACRO_CALL})
"""What has no name of its own in paths."""


class Names:
    """The items of one mounted library, by their paths and by the ends of these."""

    def __init__(self, world: World, top: Def) -> None:
        self._world = world
        self._top = top
        self._by_name: dict[str, list[Def]] = defaultdict(list)
        self._inside: dict[Def, list[Def]] = defaultdict(list)
        for each in self._declared():
            self._by_name[each.name].append(each)
            holder = holder_of(world, each)
            if holder is not None:
                self._inside[holder].append(each)

    def meant(self, text: str) -> list[Def]:
        """The items that a path means: those that it leads to from the root, else all whose own path ends so."""
        names = segments(text)
        if names and names[0].replace("-", "_") in {self._top.crate.name, "crate"}:
            led = self._led(names[1:])
            if led or len(names) == 1:
                return led or [self._top]
            names = names[1:]
        return self._led(names) or self._ending(names) or self._reexported(names)

    def near(self, text: str) -> list[str]:
        """Symbols of items that are spelt much like a path, the nearest first."""
        names = segments(text)
        symbols = (self._world.symbol(each) for several in self._by_name.values() for each in several)
        return nearest_symbols(symbols, "::".join(names)) if names else []

    def with_contents(self, items: Iterable[Def]) -> list[Def]:
        """Items and all that is declared in them: of a type the members of its impls, of a trait's member what
        overrides it in the same library."""
        found = dict.fromkeys(items)
        waiting = list(found)
        while waiting:
            item = waiting.pop()
            new = [each for each in (*self._inside.get(item, ()), *self._overriding(item)) if each not in found]
            found |= dict.fromkeys(new)
            waiting += new
        return in_order(found)

    def _declared(self) -> Iterator[Def]:
        for place in self._world.places.values():
            if place.crate.id == self._top.crate.id:
                for each in place.each():
                    if each.kind not in _PARTS:
                        yield each

    def _led(self, names: list[str]) -> list[Def]:
        """What a path from the root means, through modules and re-exports, to a member too."""
        for ns in (Ns.VALUE, Ns.TYPE, Ns.MACRO):
            found = self._walk(names, ns)
            if found:
                return found
        owners = self._walk(names[:-1], Ns.TYPE) if len(names) > 1 else []
        return [each for owner in owners for each in self._inside.get(owner, ()) if each.name == names[-1]]

    def _walk(self, names: list[str], ns: Ns) -> list[Def]:
        found = self._world.walk(Resolution(defs=(self._top,)), names, 0, ns)
        same = [each for each in found.defs if each.crate.id == self._top.crate.id]
        return same if not found.rest and names else []

    def _ending(self, names: list[str]) -> list[Def]:
        """All whose path ends so."""
        alike = self._by_name.get(names[-1], ()) if names else ()
        return [each for each in alike if self._ends(each, names)]

    def _reexported(self, names: list[str]) -> list[Def]:
        """Members of a type or trait of the name before the last, wherever the path has it: a module may have moved."""
        if len(names) < 2:
            return []
        return [each for each in self._by_name.get(names[-1], ()) if self._holder_name(each) == names[-2]]

    def _holder_name(self, item: Def) -> str:
        """What holds an item; of an impl for a type that nobody sees, as a macro makes it, the name that is written."""
        holder = holder_of(self._world, item)
        if holder is not None:
            return holder.name
        return item.parent.name if item.parent is not None else ""

    def _ends(self, item: Def, names: list[str]) -> bool:
        at: Def | None = item
        for name in reversed(names):
            if at is None or at.name != name:
                return False
            at = holder_of(self._world, at)
        return True

    def _overriding(self, item: Def) -> Iterator[Def]:
        trait = item.parent
        if trait is not None and trait.kind is ItemKind.TRAIT and item.kind is ItemKind.FUNCTION:
            for each in self._world.impls_of(trait):
                if each.crate.id == self._top.crate.id:
                    yield from self._world.named(each, item.name)


def segments(text: str) -> list[str]:
    """A path without generic arguments: `<T as Trait>::f` as `T::f`, `Vec<u8>::len` and `f()` as one would say them.

    None of a text that is longer than the path of any item.
    """
    if len(text) > MAX_NAME:
        return []
    bare = text.strip()
    while (cut := _ARGUMENTS.sub("", _QUALIFIED.sub(r"\1", bare))) != bare:
        bare = cut
    bare = bare.removesuffix("()").removesuffix("!")
    return [name.strip().removeprefix("r#") for name in bare.split("::") if name.strip()]
