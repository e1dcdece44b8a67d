"""Which impl replaces another one: the same, or a more general one. They are found without comparing all pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rgraph.diff.semver.terms import bind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_VARIABLE = re.compile(r"'\d+")


@dataclass(frozen=True, slots=True)
class Implemented:
    """One `impl Trait for Type`, canonical: its parameters are numbered in the order of their appearance."""

    trait: str
    arguments: str
    self_type: str
    derived: bool
    bounds: frozenset[str]
    definition: Def
    full: tuple[str, str] = ("", "")
    """The arguments and the type with what types take by default; empty where that is nothing."""
    macro: str = ""
    """The last name of the derive macro that writes it."""

    @property
    def name(self) -> str:
        """The trait's last name."""
        return self.trait.partition("<")[0].rpartition("::")[2]


class Shapes:
    """Impls by their types. General ones lie under the text that stands before their first parameter."""

    def __init__(self, impls: Iterable[Implemented]) -> None:
        self._equal: dict[tuple[str, str], list[Implemented]] = defaultdict(list)
        self._general: dict[str, list[Implemented]] = defaultdict(list)
        for impl in impls:
            self._equal[impl.arguments, impl.self_type].append(impl)
            if "'" in impl.arguments or "'" in impl.self_type:
                self._general[_VARIABLE.split(impl.self_type, 1)[0]].append(impl)

    def equal(self, old: Implemented) -> list[Implemented]:
        """Those of the same types."""
        return self._equal.get((old.arguments, old.self_type), [])

    def wider(self, old: Implemented) -> Iterator[Implemented]:
        """Those of the same types, then the more general ones."""
        yield from self.equal(old)
        if not old.arguments:  # `PartialEq` is `PartialEq<Self>`
            yield from self._equal.get((old.self_type, old.self_type), [])
        yield from self._wider(old.arguments, old.self_type)
        if old.full[1]:
            yield from self._wider(*old.full)

    def _wider(self, arguments: str, self_type: str) -> Iterator[Implemented]:
        for length in range(len(self_type) + 1):
            for impl in self._general.get(self_type[:length], ()):
                given = arguments or (self_type if impl.arguments else "")  # `PartialEq` is of the type itself
                if takes(impl, given, self_type):
                    yield impl


class Covering:
    """The impls of one type, to find what stands for an old one. A derive is for the type whatever its arguments."""

    def __init__(self, impls: Iterable[Implemented]) -> None:
        named: dict[str, list[Implemented]] = defaultdict(list)
        for impl in impls:
            named[impl.name].append(impl)
        self._named = named
        self._shapes = {name: Shapes(impl for impl in found if not impl.derived) for name, found in named.items()}
        self._derived = {name: [impl for impl in found if impl.derived] for name, found in named.items()}

    def standing(self, old: Implemented) -> Iterator[Implemented]:
        """The impls that are the old one, or more general: a derive stands for what is of the type itself."""
        if old.name not in self._named:
            return
        if old.derived:
            yield from self._named[old.name]
            return
        of_others = old.name in {"PartialEq", "PartialOrd"} and old.arguments not in {"", old.self_type}
        candidates = chain(() if of_others else self._derived[old.name], self._shapes[old.name].wider(old))
        yield from (impl for impl in candidates if impl.derived or _same_trait(impl, old))

    def sibling(self, old: Implemented, others: Iterable[Implemented]) -> bool:
        """Whether all that stands for an old impl is another old one of these: of a trait of that name elsewhere."""
        traits = {impl.trait for impl in self.standing(old)}
        same = {
            o.trait for o in others if (o.name, o.arguments, o.self_type) == (old.name, old.arguments, old.self_type)
        }
        return bool(traits) and not old.derived and old.trait not in traits and traits <= same

    def named(self, name: str) -> list[Implemented]:
        """All impls of the traits of a name."""
        return self._named.get(name, [])

    def equal(self, old: Implemented) -> list[Implemented]:
        """Written impls of the same trait for the same types."""
        shapes = self._shapes.get(old.name)
        return [impl for impl in shapes.equal(old) if _same_trait(impl, old)] if shapes is not None else []


def _same_trait(new: Implemented, old: Implemented) -> bool:
    return new.trait == old.trait or "::" not in new.trait


def is_wider(new: str, old: str) -> bool:
    """Whether a type is the other one, or has parameters where the other has types: one parameter, one type."""
    return new == old or bind(new, old, {}, projected=True) is not None


def takes(new: Implemented, arguments: str, self_type: str) -> bool:
    """Whether an impl is for a type and the arguments of its trait. A parameter means the same in both."""
    mine = bind(new.self_type, self_type, {}, projected=True)
    return mine is not None and bind(new.arguments, arguments, mine, projected=True) is not None
