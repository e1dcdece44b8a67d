"""Impls as laws: which types have a trait by an impl, and under which conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .labels import impl_labels
from .predicates import predicates
from .side import Side
from .std_laws import argument_of, arguments
from .terms import bind, filled, parts, variables

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon


@dataclass(frozen=True, slots=True)
class Law:
    """One impl: with these variables bound, the trait's arguments and the type are these, if its conditions hold."""

    arguments: str
    target: str
    conditions: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...] = ()
    """The associated types that it gives."""

    def bound(self, subject: str, bound: str) -> dict[str, str] | None:
        """What the variables must be for the impl to give a type this bound; None if it cannot."""
        found = bind(self.target, subject, {})
        written = argument_of(bound, subject) if self.arguments else arguments(bound)
        given = ", ".join(part for part in parts(written) if " = " not in part)
        found = bind(self.arguments, given, found, projected=True) if found is not None else None
        return found if found is not None and filled(self.arguments, found) == given else None

    def settled(self, bound_to: Mapping[str, str], known: Mapping[str, set[str]]) -> dict[str, str]:
        """The variables together with those that stand in conditions alone, as what is known says: of `F: Fn() -> O`
        what `F` returns."""
        found = dict(bound_to)
        for about, asked in self.conditions:
            if variables(asked) - found.keys():
                several = (bind(asked, each, found) for each in sorted(known.get(filled(about, found), ())))
                found = next((each for each in several if each is not None), found)
        return found


OF_STD = {
    "std::convert::TryFrom": Law(
        "'t0.T", "'t0.U", (("'t0.T", "std::convert::Into<'t0.U>"),), (("Error", "std::convert::Infallible"),)
    )
}
"""Impls of the standard library that are no candidates where a method is looked for."""


def _by_borrowing(asked: str) -> Law:
    return Law("'t0.K", "'t0.Q", (("'t0.K", "std::borrow::Borrow<'t0.Q>"), ("'t0.Q", asked)))


OF_OTHERS = {
    **{f"{crate}::Equivalent": _by_borrowing("std::cmp::Eq") for crate in ("equivalent", "hashbrown", "indexmap")},
    "equivalent::Comparable": _by_borrowing("std::cmp::Ord"),
}
"""Impls for all types of a kind that the documentation of other crates promises: for the traits by which maps look up
keys `Borrow` and `Eq`, or `Ord`, which they asked for before, are enough."""


ABOVE_OF_OTHERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("serde::Deserialize", "serde::de::Deserialize", "serde::Serialize", "serde::ser::Serialize"), ()),
    "serde::de::DeserializeOwned": ("serde::Deserialize", "serde::de::Deserialize"),
}
"""Traits of other crates that are everywhere, and all that stands above them but `Sized`. `DeserializeOwned` is for all
types that are `Deserialize` for every lifetime; lifetimes are not kept, so it may follow from that."""


IN_FULL = {"std::any::Any": Law("", "'t0.T", (("'t0.T", "'static"),))}
"""Impls of the standard library that are for `'static` types: what is known of it leaves that out."""


def of_kinds(laws: Iterable[Law]) -> list[Mapping[str, set[str]]]:
    """What each blanket impl among some asks of the types that it is for, which are called `Self`."""
    found: list[Mapping[str, set[str]]] = []
    for law in laws:
        if law.target.startswith("'") and "::" not in law.target:
            asked: dict[str, set[str]] = defaultdict(set)
            for subject, text in law.conditions:
                asked[filled(subject, {law.target: "Self"})].add(filled(text, {law.target: "Self"}))
            found.append(asked)
    return found


def law_of(definition: Def, canon: Canon) -> Law | None:
    """The law of an impl; None for an inherent or a negative one."""
    item = definition.item
    if item is None or item.trait is None or item.negative:
        return None
    labels = impl_labels(definition, canon)
    side = Side(definition, item, labels, canon)
    trait = canon.trait(item.trait, definition, labels)
    conditions = [(about, text) for about, found in predicates(side).items() for text in sorted(found)]
    members = [m for m in canon.world.members(definition) if m.kind is ItemKind.TYPE_ALIAS and m.item is not None]
    given = tuple((m.name, canon.ty(m.item.ty, m, labels)) for m in members if m.item is not None)
    return Law(arguments(trait), side.ty(item.ty), tuple(sorted(conditions)), given)
