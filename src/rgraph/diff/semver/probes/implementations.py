"""Trait impls gained and lost, their bounds, and blanket impls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.impls import DERIVED_TRAITS
from rgraph.diff.api.model import PublicItem, Surface, TraitImpl
from rgraph.diff.report import Place
from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Doubt, Pair, yes
from rgraph.diff.semver.entailment import by_subject
from rgraph.diff.semver.known import head
from rgraph.diff.semver.labels import impl_labels
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.sureness import UNSURE
from rgraph.diff.semver.versions import Side, Versions, of_kind
from rgraph.model.syntax import TPath

from .covering import Covering, Implemented, Shapes
from .functions import said
from .traits import new_ones

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def implementations(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """What a public type no longer implements, and what it implements under stricter bounds."""
    if pair.old.definition is None or pair.new.definition is None:
        return
    read_old = (read(impl, versions.old_canon) for impl in pair.old.impls if _nameable(impl, versions))
    before = [one for one in read_old if one.derived or one.name not in AUTO]  # `auto_traits` looks at those
    after = Covering(read(impl, versions.new_canon) for impl in pair.new.impls if not impl.negative)
    for one in before:
        if versions.is_private(one.arguments) or versions.unpromised.definition(one.definition):
            continue
        if not after.covers(one):
            yield from _lost(pair, one, versions)
        elif pair.old.item is not None and pair.old.item.generics.params:
            yield from _tightened(pair, one, after.equal(one), versions)
    yield from _negative(pair)


def _nameable(impl: TraitImpl, versions: Versions) -> bool:
    """Whether users can name the trait, before and now: its own removal is told on its own."""
    if impl.negative:
        return False
    found = impl.trait
    if found is None or not found.defs or found.defs[0].external:
        return True
    symbol = str(versions.old.world.symbol(found.defs[0]))
    now = versions.pairs.get(symbol)
    return now is not None and symbol in versions.public_old and now in versions.public_new


def read(impl: TraitImpl, canon: Canon) -> Implemented:
    """An impl block or a derive in canonical words."""
    definition, item = impl.definition, impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return Implemented(impl.trait_path, "", "", True, frozenset(), definition)
    labels = impl_labels(definition, canon)
    side = Side(definition, item, labels, canon)
    trait = canon.ty(TPath(item.trait), definition, labels)
    self_type = side.ty(item.ty)
    order: dict[str, str] = {}
    self_type, trait = (_numbered(text, order) for text in (self_type, trait))
    bounds = {
        f"{_numbered(subject, order)}: {_numbered(bound, order)}"
        for subject, found in predicates(side).items()
        for bound in found
    }
    head, _, rest = trait.partition("<")
    return Implemented(head, rest.removesuffix(">"), self_type, False, frozenset(bounds), definition)


def _numbered(text: str, order: dict[str, str]) -> str:
    return re.sub(r"'t0\.\w+", lambda found: order.setdefault(found[0], f"'{len(order)}"), text)


def _lost(pair: Pair, one: Implemented, versions: Versions) -> Iterator[Difference]:
    trait = _written(one)
    call = versions.unexpanded.implementing(one.name, pair.old.name)
    if call:
        question = f"`{trait}` is not implemented any more, but `{call} was not expanded"
        yield pair.doubt(f"{question}: does it write the impl?")
        return
    still = _by_another(pair, one, versions)
    if still:
        return
    foreign = "::" not in one.trait or versions.old_canon.is_foreign(one.trait)
    if still is None and not foreign:  # an impl beside a blanket one of another crate would not have compiled
        yield pair.doubt(f"`{trait}` is no longer implemented by itself: does a blanket impl cover it?")
        return
    facts = {"trait": trait, "derived": yes(one.derived), "auto": "no"}
    if foreign:
        facts |= UNSURE
    delta = pair.delta("impl_lost", **facts)
    yield Delta(
        delta.subject, delta.what, delta.crate, delta.item, _place(one.definition) or delta.old, delta.new, delta.facts
    )


def _written(one: Implemented) -> str:
    arguments = re.sub(r"'\d+", "_", one.arguments)
    return said(one.name + (f"<{arguments}>" if arguments else ""))


def _place(definition: Def) -> Place | None:
    item = definition.item
    return Place(definition.place.path, item.line, item.end_line) if item is not None else None


def _tightened(pair: Pair, old: Implemented, exact: list[Implemented], versions: Versions) -> Iterator[Difference]:
    """Bounds that every impl which stands for the old one has, and the old one had not."""
    if old.derived or not exact:
        return
    had = _facts(old.bounds, versions)
    laws = versions.new_canon.laws
    gained = [
        [
            f"{subject}: {bound}"
            for subject, bound in new_ones(had, by_subject(new.bounds))
            if not laws.holds(subject, bound, had)
        ]
        for new in exact
    ]
    if all(gained):
        bound = re.sub(r"'\d+", "_", gained[0][0])
        yield pair.delta("impl_bound_gained", trait=_written(old), bound=said(bound))


def _facts(bounds: frozenset[str], versions: Versions) -> dict[str, set[str]]:
    """The conditions of an old impl with all that they bring."""
    return versions.new_canon.laws.closure(versions.old_canon.laws.closure(by_subject(bounds)))


def _by_another(pair: Pair, one: Implemented, versions: Versions) -> bool | None:
    """Whether another impl gives a lost one: one for all types of a kind, or that of `From`, `Display`, `Iterator`."""
    if not one.derived:
        return _given(one, versions)
    assert pair.new.definition is not None
    params = (
        [f"'{index}" for index, param in enumerate(of_kind(pair.old.item, "type", "const"))] if pair.old.item else []
    )
    mine = versions.new_canon.symbol(pair.new.definition) + (f"<{', '.join(params)}>" if params else "")
    bounds = frozenset(f"{param}: {bound}" for param in params for bound in ("Sized", one.trait))
    return versions.new_canon.laws.holds(mine, one.trait, _facts(bounds, versions))


def _given(one: Implemented, versions: Versions) -> bool | None:
    """Whether the new version's impls give what a written one gave."""
    trait = f"{one.trait}<{one.arguments}>" if one.arguments else one.trait
    return versions.new_canon.laws.holds(one.self_type, trait, _facts(one.bounds, versions))


def _negative(pair: Pair) -> Iterator[Difference]:
    before = {impl.trait_path for impl in pair.old.impls if impl.negative}
    for impl in pair.new.impls:
        if impl.negative and impl.trait_path not in before:
            trait = impl.trait_path.rpartition("::")[2]
            yield pair.delta("negative_impl_gained", trait=trait)


# ---- impls of a crate's traits for all types -------------------------------------------------------------


def blanket(versions: Versions, surface: Surface) -> Iterator[Difference]:
    """New impls of a public trait for every type that meets some bounds: they collide with users' own impls."""
    traits = {item.definition: item for item in surface.items if item.kind == "trait" and not item.hidden}
    for item in traits.values():
        if item.definition is None or item.facts.get("sealed") == "yes":
            continue
        symbol = str(versions.new.world.symbol(item.definition))
        old = versions.back.get(symbol)
        if old is None or old not in versions.public_old or versions.old.impls.blanket.get(old):
            continue
        for definition in versions.new.impls.blanket.get(symbol, [])[:1]:
            facts = {"trait": item.name}
            yield Delta("trait", "blanket_gained", surface.crate, item.label, None, _place(definition), facts)


def foreign(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    """Impls of a crate's public traits for types from outside that are gone: `impl MyTrait for u8`."""
    kept = {item.definition: item for item in new.items if item.kind == "trait" and not item.hidden}
    back = {str(versions.new.world.symbol(d)): (d, item) for d, item in kept.items() if d is not None}
    for item in old.items:
        if item.kind != "trait" or item.hidden or item.definition is None:
            continue
        now = back.get(versions.pairs.get(str(versions.old.world.symbol(item.definition)), ""))
        if now is not None:
            yield from _foreign_lost(versions, item, now[0])


def _foreign_lost(versions: Versions, item: PublicItem, trait: Def) -> Iterator[Difference]:
    assert item.definition is not None
    before = [_of_block(d, versions.old_canon) for d in versions.old.impls.of_trait.get(item.definition, ())]
    after = Shapes(_of_block(d, versions.new_canon) for d in versions.new.impls.of_trait.get(trait, ()))
    for one in before:
        if one.self_type.startswith("'") or versions.names_own(one.self_type):
            continue
        if versions.is_private(one.self_type) or versions.is_private(one.arguments):
            continue
        if versions.unpromised.definition(one.definition):
            continue
        if any(True for _ in after.wider(one)) or _given(one, versions):
            continue
        call = versions.unexpanded.implementing(item.name, head(one.self_type))
        if call:
            shown = said(one.self_type)
            question = f"no impl for `{shown}` is there any more, but `{call} was not expanded: does it write the impl?"
            yield Doubt(item.crate, item.label, question, item.place)
            continue
        facts = {"trait": item.name, "type": said(re.sub(r"'\d+", "_", one.self_type))}
        yield Delta("trait", "foreign_impl_lost", item.crate, item.label, _place(one.definition), item.place, facts)


def _of_block(definition: Def, canon: Canon) -> Implemented:
    return read(TraitImpl("", None, definition, False), canon)


def implemented_traits(versions: Versions) -> dict[str, set[str]]:
    """The traits of the workspace's types in the new version, by canonical names."""
    found: dict[str, set[str]] = {}
    for definition, impls in versions.new.impls.traits.items():
        symbol = str(versions.new.world.symbol(definition))
        found.setdefault(symbol, set()).update(impl.trait_path for impl in impls if not impl.negative)
    for surface in versions.new.all():
        for item in surface.items:
            if item.definition is not None and item.kind in {"struct", "enum", "union"}:
                symbol = str(versions.new.world.symbol(item.definition))
                derived = {DERIVED_TRAITS.get(i.trait_path, i.trait_path) for i in item.impls if i.derived}
                found.setdefault(symbol, set()).update(derived)
    return found
