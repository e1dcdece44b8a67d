"""Impls of a library's traits for types that are not its own: for all types of a kind, or for others' types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface, TraitImpl
from rgraph.diff.api.ways import ALWAYS, Ways, both
from rgraph.diff.lines import Place
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.gates.lost import whole
from rgraph.diff.semver.probes.wording import of_wider, said, written
from rgraph.diff.semver.std_laws import head
from rgraph.diff.semver.sureness import of_foreign
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .asked_traits import asked_traits
from .canonical_impls import read
from .covering import Implemented, Shapes
from .kept_impls import gated, types_changed, ways
from .tightened import given, leaning, left_open, tightened

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Def

SYMBOL = re.compile(r"[A-Za-z_][\w:]*")
_LETTERS = "TUVWXYZ"


def of_traits(versions: Versions, old: Surface, new: Surface) -> Iterator[tuple[Difference, str]]:
    """Impls of public traits for all types of a kind, for types from outside, and for what holds own types; each with
    the crate that tells it where that is another one: both the trait and the impl stand below."""
    here = _Here(versions, old, new)
    for item in [*_traits(old), *_below(versions.old, old), *asked_traits(versions, old)]:
        assert item.definition is not None
        now = here.now(item)
        if now is not None:
            yield from _of_trait(here, item, *now)


def _traits(surface: Surface) -> list[PublicItem]:
    return [i for i in surface.items if i.kind == "trait" and not i.hidden and i.definition is not None]


def _below(side: Surfaces, surface: Surface) -> Iterator[PublicItem]:
    """The traits of crates below that the library implements and does not offer itself."""
    own = {item.definition for item in surface.items}
    for trait, blocks in side.impls.by_trait.items():
        if trait in own or trait.crate.id not in side.crates or trait.crate.id == surface.crate:
            continue
        if any(block.crate.id == surface.crate for block in blocks):
            found = next((item for item in _traits(side.of(trait.crate.id)) if item.definition == trait), None)
            if found is not None:
                yield PublicItem("trait", found.name, surface.crate, trait, list(found.paths))


class _Here:
    """One library of both versions: the traits and types that its users name."""

    def __init__(self, versions: Versions, old: Surface, new: Surface) -> None:
        self.versions, self._old, self._new = versions, old, new
        self._kept = {versions.symbol_new(i.definition): i for i in _traits(new) if i.definition is not None}
        self._types = (by_symbol(old, versions.old_canon), by_symbol(new, versions.new_canon))

    def now(self, item: PublicItem) -> tuple[Def, PublicItem] | None:
        """The trait in the new version, if it is there. One that nobody finds where it was is told once, by itself."""
        symbol = self.versions.heir(item.definition)
        kept = self._kept.get(symbol or "")
        if kept is not None and kept.definition is not None:
            return (kept.definition, kept) if not {*item.paths}.isdisjoint(kept.paths) else None
        trait = self.versions.new.by_symbol.get(symbol or "")
        if trait is None or item.ways or trait.kind is not ItemKind.TRAIT:
            return None
        return trait, PublicItem("trait", trait.name, self._new.crate, trait, list(item.paths))

    def is_met(self, block: Def, text: str) -> bool:
        """Whether users of the library have an old impl, and name the types of the workspace that it is for."""
        if block.crate.id == self._old.crate:
            return True
        named = [symbol for symbol in SYMBOL.findall(text) if symbol in self.versions.types_old]
        return block.crate.id in self.versions.old.below(self._old.crate) and all(n in self._types[0] for n in named)

    def around(self, text: str) -> tuple[Ways, Ways]:
        """What must hold for users to name the types in a canonical text, before and now."""
        found = [ALWAYS, ALWAYS]
        for symbol in SYMBOL.findall(text):
            for at, types in enumerate(self._types):
                if symbol in types:
                    found[at] = both(found[at], whole(types[symbol]))
        return found[0], found[1]


def by_symbol(surface: Surface, canon: Canon) -> dict[str, PublicItem]:
    """The items that users of a library name, by canonical name."""
    return {canon.symbol(i.definition): i for i in surface.items if i.definition is not None and i.paths}


def _of_trait(here: _Here, item: PublicItem, trait: Def, now: PublicItem) -> Iterator[tuple[Difference, str]]:
    versions = here.versions
    assert item.definition is not None
    before = [of_block(d, versions.old_canon) for d in versions.old.impls.of_trait(item.definition)]
    after = Shapes(of_block(d, versions.new_canon) for d in versions.new.impls.of_trait(trait))
    for one in before:
        text = f"{one.self_type} {one.arguments}"
        told = versions.is_told_with_type(one.definition) and "asked" not in item.facts
        if told or versions.names_gone(one.self_type):
            continue
        if versions.is_private(text) or versions.unpromised.definition(one.definition):
            continue
        if not here.is_met(one.definition, text) or (item.ways == {} and one.definition.crate.id != item.crate):
            continue
        standing = list(after.wider(one))
        about = _About(versions, item, now, one, here.around(text))
        equal = after.equal(one)
        given_ = about.given() if not equal else None
        source = one.definition.crate.id if item.definition.crate.id != item.crate else ""
        if standing and not equal and given_ is None and (bound := leaning(one, versions)):
            yield about.asked(bound), source
        elif standing and given_ is not False:
            yield from ((each, source) for each in about.kept(standing, equal))
            yield from ((each, "") for each in about.gated(standing))
        elif not given_:
            yield from ((each, source) for each in about.lost())


class _About:
    """One impl of a trait: what became of it."""

    def __init__(
        self, versions: Versions, item: PublicItem, now: PublicItem, one: Implemented, around: tuple[Ways, Ways]
    ) -> None:
        self._versions, self._item, self._now, self._one, self._around = versions, item, now, one, around
        self._blanket = one.self_type.startswith("'")
        self._facts = {"trait": item.name, "type": self._named(one.self_type, versions.old_canon)}

    def given(self) -> bool | None:
        """Whether the new version's impls give what it gave."""
        return given(self._one, self._versions)

    def asked(self, bound: str) -> Doubt:
        """The question that a more general impl leaves open."""
        return Doubt(self._item.crate, self._item.label, of_wider(self._item.name, self._one, bound), self._now.place)

    def lost(self) -> Iterator[Difference]:
        call = self._versions.unexpanded.implementing(
            self._item.name, head(self._one.self_type), self._one.definition.crate.id
        )
        if call:
            question = f"there is no impl for `{self._facts['type']}` any more, but `{call} was not expanded"
            yield Doubt(self._item.crate, self._item.label, f"{question}: does it generate the impl?", self._item.place)
        else:
            what = "blanket_lost" if self._blanket else "foreign_impl_lost"
            named = f"{self._one.self_type} {self._one.arguments}"
            yield self._delta(what, **of_foreign(self._versions.old_canon, named, self._one.definition.crate))

    def kept(self, standing: list[Implemented], equal: list[Implemented]) -> Iterator[Difference]:
        bound = tightened(self._one, equal, self._versions)
        if bound and (question := left_open(bound, self._one, self._versions)):
            yield Doubt(self._item.crate, self._item.label, question, self._now.place)
        elif bound:
            what = "blanket_bound_gained" if self._blanket else "foreign_impl_bound_gained"
            foreign = of_foreign(self._versions.new_canon, bound, equal[0].definition.crate)
            yield self._delta(what, bound=self._named(bound, self._versions.new_canon), **foreign)
        canons = self._versions.old_canon, self._versions.new_canon
        for name, was, now, sure in types_changed(self._one, equal, canons):
            yield self._delta("impl_type_changed", trait=said(self._one.name), name=name, was=was, now=now, **sure)

    def gated(self, standing: list[Implemented]) -> Iterator[Difference]:
        """What must hold for it that did not: the library's own conditions, wherever the impl stands."""
        here = both(whole(self._item), self._around[0]), both(whole(self._now), self._around[1])
        old = here[0], ways([self._one], self._versions.old, self._item.crate)
        new = here[1], ways(standing, self._versions.new, self._now.crate)
        conditions = self._versions.conditions(self._item.crate, self._now.crate)
        shown = f"{self._item.name}` for `{self._facts['type']}"
        yield from gated(old, new, conditions, self._delta(""), shown)

    def _named(self, text: str, canon: Canon) -> str:
        """A text in which an impl for all types calls these T, and U, V.. what else it is generic over."""
        return written(re.sub(r"'(\d+)", lambda at: _LETTERS[int(at[1]) % 7] if self._blanket else "_", text), canon)

    def _delta(self, what: str, **more: str) -> Delta:
        facts = {**self._facts, **more}
        return Delta(
            "trait", what, self._item.crate, self._item.label, place(self._one.definition), self._now.place, facts
        )


def place(definition: Def) -> Place | None:
    """Where an impl, or a type with its derives, stands."""
    item = definition.item
    return Place(definition.place.path, item.line, item.end_line) if item is not None else None


def of_block(definition: Def, canon: Canon) -> Implemented:
    """An impl block in canonical form."""
    return read(TraitImpl("", None, definition, False), canon)
