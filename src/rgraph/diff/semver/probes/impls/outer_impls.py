"""Impls of others' traits for others' types, of crates below too, where a type of the library is only an argument
(`impl From<S> for u8`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.reached import Reach
from rgraph.diff.api.ways import ALWAYS
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Doubt
from rgraph.diff.semver.gates.lost import whole
from rgraph.diff.semver.probes.wording import said, written
from rgraph.diff.semver.std_laws import head
from rgraph.diff.semver.sureness import of_foreign
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .canonical_impls import read
from .covering import Implemented, Shapes
from .foreign_impls import SYMBOL, by_symbol, of_block, place
from .kept_impls import gated, types_changed, types_given, ways
from .reexported_traits import asked, elsewhere
from .tightened import facts, given, left_open, tightened

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def of_arguments(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    """`impl From<S> for u8`, `impl IntoIterator for &S`: told with the type of the library that they name."""
    before = _outer(versions.old.impls.outer, {old.crate}, versions.old_canon)
    there = _outer(versions.new.impls.outer, versions.new.below(new.crate), versions.new_canon)
    after = Shapes(there)
    yield from _gained(versions, before, there, new)
    shown = by_symbol(old, versions.old_canon)
    shown |= {symbol: item for symbol, item in _unnamed(versions, old) if symbol not in shown}
    for one in before:
        text = f"{one.self_type} {one.arguments}"
        owner = next((shown[symbol] for symbol in SYMBOL.findall(text) if symbol in shown), None)
        if owner is None or versions.is_private(text) or versions.names_gone(text):
            continue
        if versions.unpromised.definition(one.definition):
            continue
        alike = list(after.wider(one)) or _of_its_type(versions, one)
        standing = [impl for impl in alike if impl.trait == one.trait]
        if standing:
            equal = [impl for impl in after.equal(one) if impl.trait == one.trait]
            yield from _outer_kept(versions, (old, new), owner, one, standing, equal)
        elif other := elsewhere(one, (each for each in before if _for_one(each, one)), alike, versions):
            yield Doubt(old.crate, owner.label, f"`{said(one.self_type)}` {asked(one, other)}", place(one.definition))
        elif one.arguments or not given(one, versions):  # what std's types implement is known by the trait alone
            yield _outer_lost(versions, old, owner, one)
        else:
            known = facts(one.bounds, versions)
            canons = versions.old_canon, versions.new_canon
            for name, was, now, sure in types_given(one, known, canons):
                told = {"name": name, "was": was, "now": now, **sure}
                yield _outer_delta(versions, old, owner, one, "impl_type_changed", **told)


def _gained(
    versions: Versions, before: Iterable[Implemented], now: Iterable[Implemented], new: Surface
) -> Iterator[Difference]:
    """An impl that is new, and names a type that users name: `impl From<S> for u8`, `impl Add<S> for &S`. Who left it
    to the compiler which impl is meant must say it now, which is no break by RFC 1105.
    """
    known = {(one.trait, one.self_type, one.arguments) for one in before}
    shown = by_symbol(new, versions.new_canon)
    for one in now:
        names = SYMBOL.findall(f"{one.self_type} {one.arguments}")
        owner = next((shown[symbol] for symbol in names if symbol in shown), None)
        is_own = one.definition.crate.id == new.crate
        if is_own and owner is not None and (one.trait, one.self_type, one.arguments) not in known:
            yield Delta(
                "crate", "impl_gained", new.crate, owner.label, None, place(one.definition), {"trait": one.name}
            )
            return


def _unnamed(versions: Versions, old: Surface) -> Iterator[tuple[str, PublicItem]]:
    """The types that users have and cannot name, under their own paths."""
    for definition, (reach, _) in versions.reached(versions.old, old.crate).items():
        if reach >= Reach.HELD and definition.kind is not ItemKind.TRAIT:
            symbol, kind = str(versions.old.world.symbol(definition)), definition.kind.value
            item = PublicItem(kind, definition.name, old.crate, definition, [symbol])
            yield versions.old_canon.symbol(definition), item


def _of_its_type(versions: Versions, one: Implemented) -> list[Implemented]:
    """What stands for an impl for a type of a crate below, where that type's own crate writes it now."""
    target = versions.types_new.get(one.self_type.partition("<")[0])
    impls = versions.new.impls.traits(target) if target is not None else ()
    return list(Shapes(read(impl, versions.new_canon) for impl in impls if not impl.negative).wider(one))


def _for_one(one: Implemented, other: Implemented) -> bool:
    return (one.self_type, one.arguments) == (other.self_type, other.arguments)


def _outer_delta(
    versions: Versions, old: Surface, owner: PublicItem, one: Implemented, what: str, **more: str
) -> Delta:
    trait = f"{one.name}<{one.arguments}>" if one.arguments else one.name
    texts = {"trait": trait, "type": one.self_type}
    canon = versions.old_canon
    facts = {name: written(re.sub(r"'\d+", "_", text), canon) for name, text in texts.items()}
    return Delta("crate", what, old.crate, owner.label, place(one.definition), None, {**facts, **more})


def _outer_kept(
    versions: Versions,
    sides: tuple[Surface, Surface],
    owner: PublicItem,
    one: Implemented,
    standing: list[Implemented],
    equal: list[Implemented],
) -> Iterator[Difference]:
    old, new = sides
    bound = tightened(one, equal, versions)
    if bound and (question := left_open(bound, one, versions)):
        yield Doubt(old.crate, owner.label, question, place(one.definition))
    elif bound:
        foreign = of_foreign(versions.new_canon, bound, equal[0].definition.crate)
        facts = {"bound": said(re.sub(r"'\d+", "_", bound)), **foreign}
        yield _outer_delta(versions, old, owner, one, "outer_impl_bound_gained", **facts)
    for name, was, now, sure in types_changed(one, equal, (versions.old_canon, versions.new_canon)):
        yield _outer_delta(versions, old, owner, one, "impl_type_changed", name=name, was=was, now=now, **sure)
    ours = whole(owner), ways([one], versions.old, old.crate)
    symbol = versions.old_canon.symbol(owner.definition) if owner.definition is not None else ""
    kept = by_symbol(new, versions.new_canon).get(symbol)
    theirs = whole(kept) if kept is not None else ALWAYS, ways(standing, versions.new, new.crate)
    delta = _outer_delta(versions, old, owner, one, "")
    shown = f"{delta.facts['trait']}` for `{delta.facts['type']}"
    yield from gated(ours, theirs, versions.conditions(old.crate, new.crate), delta, shown)


def _outer_lost(versions: Versions, old: Surface, owner: PublicItem, one: Implemented) -> Difference:
    foreign = of_foreign(versions.old_canon, f"{one.trait} {one.self_type}", one.definition.crate)
    delta = _outer_delta(versions, old, owner, one, "outer_impl_lost", **foreign)
    call = versions.unexpanded.implementing(one.name, head(one.self_type), one.definition.crate.id)
    if not call:
        return delta
    told = f"`{delta.facts['trait']}` is not implemented for `{delta.facts['type']}` any more"
    return Doubt(old.crate, owner.label, f"{told}, but `{call} was not expanded: does it generate the impl?", None)


def _outer(blocks: Iterable[Def], crates: Collection[str], canon: Canon) -> list[Implemented]:
    mine = (definition for definition in blocks if definition.crate.id in crates)
    return [of_block(definition, canon) for definition in mine]
