"""Members of traits in scope, by name: those that a type can have by its impls."""

from __future__ import annotations

from collections.abc import Collection

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.trait_scopes import TraitsInScope

from .candidates import impl_heads
from .limits import TRAITS_OF_A_NAME
from .lookups import Lookups
from .terms import Ty

Member = tuple[Def, Def]
"""A trait, and its member."""


class TraitMembers:
    """Finds the traits that a method may belong to.

    Usually few traits declare a member of one name, and the solver is asked about each. If many do, only those are
    asked that the type has impls of. That depends on all impls of the type, so the file is linked again whenever the
    type implements another trait; so it is done only where it pays.
    """

    def __init__(self, lookups: Lookups) -> None:
        self._world = lookups.world
        self._visible: TraitsInScope | None = None
        self._by_name: dict[str, list[Member]] = {}
        self._by_head: dict[tuple[str, tuple[Def | str, ...]], list[Member]] = {}
        self._with: dict[str, tuple[Def, ...]] = {}
        self._named: dict[str, dict[str, list[Def]]] = {}

    def see(self, traits: TraitsInScope) -> None:
        """Set the traits in scope."""
        self._visible = traits
        self._by_name = {}
        self._by_head = {}

    def called(self, name: str, ty: Ty) -> list[Member]:
        """The traits in scope with a member of this name that the type may implement, each with the member."""
        if self._visible is None:
            return []
        self._visible.depend_on(name)
        traits = self._traits_with(name)
        if len(traits) <= TRAITS_OF_A_NAME:
            known = self._by_name.get(name)
            if known is None:
                known = self._by_name[name] = self._in_scope(name, traits)
            return known
        heads = impl_heads(ty)
        known = self._by_head.get((name, heads))
        if known is None:
            able = self._in_scope(name, self._had(name, heads))
            known = self._by_head[name, heads] = sorted(able, key=lambda each: each[0].order)
        return known

    def _traits_with(self, name: str) -> tuple[Def, ...]:
        found = self._with.get(name)
        if found is None:
            found = self._with[name] = self._world.traits_now_with(name)
        return found

    def _in_scope(self, name: str, traits: Collection[Def]) -> list[Member]:
        if self._visible is None:
            return []
        visible = self._visible.among(traits)
        return [(trait, member) for trait in visible for member in self._world.member(trait, name, Ns.VALUE)]

    def _had(self, name: str, heads: tuple[Def | str, ...]) -> Collection[Def]:
        """The traits with a member of this name that the type has by impls and derives, or that any type may have;
        unordered.

        Traits of std may be built in, and for which types a macro implements a trait, only its calls tell.
        """
        named = self._named.get(name)
        if named is None:
            named = self._named[name] = self._by_trait_name(name)
        found = dict.fromkeys(named.get("", ()))
        for head in (*heads, ""):
            for trait in self._world.implemented(head):
                found.update(dict.fromkeys(named.get(trait, ())))
            if isinstance(head, Def) and not head.external:
                derived = [each for meaning in self._world.derives(head) for each in meaning.defs]
                for each in (*derived, *self._world.derived(head).traits):
                    found.update(dict.fromkeys([each] if each in named.get(each.name, ()) else ()))
        return found.keys()

    def _by_trait_name(self, name: str) -> dict[str, list[Def]]:
        """The traits with a member of this name, by every name that impls can write for them; under "" those of any
        type.
        """
        found: dict[str, list[Def]] = {}
        for trait in self._traits_with(name):
            if trait.external or self._world.is_made(trait):
                found.setdefault("", []).append(trait)
            for alias in self._world.names_of(trait.name):
                found.setdefault(alias, []).append(trait)
        return found
