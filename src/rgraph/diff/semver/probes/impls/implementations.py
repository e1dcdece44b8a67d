"""Trait impls gained and lost, and their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.api.impls import DERIVED_TRAITS
from rgraph.diff.api.model import TraitImpl
from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Delta, Difference, Pair, yes
from rgraph.diff.semver.gates.lost import whole
from rgraph.diff.semver.impl_laws import Law, law_of
from rgraph.diff.semver.probes.computed import constants_changed
from rgraph.diff.semver.probes.wording import of_wider, said, written
from rgraph.diff.semver.sureness import UNSURE, of_foreign
from rgraph.diff.semver.versions import Versions, of_kind

from .canonical_impls import conversions, read
from .covering import Covering, Implemented
from .derives import is_known, is_own, is_whole, may_write, written_out
from .foreign_impls import place
from .kept_impls import gated, is_there, types_changed, types_given, ways
from .reexported_traits import asked, elsewhere
from .tightened import facts, given, leaning, left_open, tightened

_DROP = "std::ops::Drop"
"""What nobody asks for: values are dropped without it, and a call of its method does not compile."""


def implementations(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Traits that a public type no longer implements, or only under stricter bounds."""
    if pair.old.definition is None or pair.new.definition is None:
        return
    below, home = (versions.old.below(crate) for crate in (pair.old.crate, pair.old.definition.crate.id))
    old_impls = [
        impl
        for impl in pair.old.impls
        if impl.definition.crate.id in below and is_there(impl) and _nameable(impl, versions)
    ]
    before = [read(impl, versions.old_canon) for impl in old_impls]
    before += conversions(pair.old.definition, versions.old_canon)
    now = [*pair.new.impls, *versions.impls_beside(pair.new)]
    written = [read(impl, versions.new_canon) for impl in now if not impl.negative and is_there(impl)]
    after = Covering([*written, *conversions(pair.new.definition, versions.new_canon)])
    for one in before:
        if versions.is_private(one.arguments) or versions.unpromised.impl(one) or one.trait == _DROP:
            continue
        if one.definition.crate.id not in home:
            continue  # of a crate that re-exports the type, and has told it: `of_traits`, `of_arguments`
        standing = list(after.standing(one)) if not after.sibling(one, before) else []
        if standing and _asks_too_much(one, standing, after, versions):
            standing = []
        elif standing and not one.derived and not after.equal(one) and (bound := leaning(one, versions)):
            yield pair.doubt(of_wider(_written(one), one, bound))
            continue
        if not standing and _for_fewer_parameters(pair, one, after):
            continue
        if one.name in AUTO and not one.derived:  # `auto_traits` looks at those that are gone
            yield from _auto_gated(pair, one, standing, versions)
        elif not standing and (other := elsewhere(one, before, after.named(one.name), versions)):
            yield pair.doubt(asked(one, other))
        elif not standing:
            yield from _lost(pair, one, versions)
        else:
            yield from _kept(pair, one, standing, after, versions)
    yield from _gained(pair, versions)
    yield from _negative(pair)


def _for_fewer_parameters(pair: Pair, one: Implemented, after: Covering) -> bool:
    """Whether an impl for a type whatever its arguments is that still, and the type, as is told of it, takes fewer."""
    old, new = pair.old.item, pair.new.item
    if old is None or new is None or one.derived or not is_whole(one):
        return False
    had, has = (len(of_kind(item, "type", "const")) for item in (old, new))
    whole_ones = (impl for impl in after.named(one.name) if not impl.derived and is_whole(impl))
    return has < had and any(impl.trait == one.trait for impl in whole_ones)


def _asks_too_much(one: Implemented, standing: list[Implemented], after: Covering, versions: Versions) -> bool:
    """Whether all that stands for an impl is more general, and known not to be for its type."""
    if one.derived or after.equal(one):
        return False
    if any(impl.derived or bool(impl.arguments) != bool(one.arguments) for impl in standing):
        return False  # what `PartialEq` takes where nothing is written is not asked for
    return given(one, versions) is False


def _gained(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """What a type implements that it did not: users gain by it where they can name the trait."""
    before = [impl for impl in pair.old.impls if not impl.negative and is_there(impl)]
    known = {_name(impl) for impl in before} | set(AUTO)
    for impl in pair.new.impls:
        if _name(impl) in AUTO or impl.negative or not is_there(impl) or not _is_offered(impl, versions):
            continue
        if _name(impl) not in known or _is_for_another(impl, before, versions):
            yield pair.delta("impl_gained", trait=_name(impl))
            return


def _is_for_another(impl: TraitImpl, before: list[TraitImpl], versions: Versions) -> bool:
    """Whether an impl of a trait with arguments stands beside those that there were: `From<u16>` beside `From<u8>`. Who
    left it to the compiler which of them is meant must say it now, which is no break by RFC 1105."""
    path = impl.definition.item.trait if impl.definition.item is not None else None
    if impl.derived or path is None or not path.segments[-1].args:
        return False
    mine = read(impl, versions.new_canon).arguments
    had = [read(each, versions.old_canon).arguments for each in before if each.trait_path == impl.trait_path]
    return bool(mine) and mine not in had and "" not in had


def _name(impl: TraitImpl) -> str:
    return impl.trait_path.rpartition("::")[2]


def _is_offered(impl: TraitImpl, versions: Versions) -> bool:
    """Whether users of the new version can name the trait."""
    found = impl.trait
    if found is None or not found.defs or found.defs[0].external:
        return True
    return str(versions.new.world.symbol(found.defs[0])) in versions.public_new


def _kept(
    pair: Pair, one: Implemented, standing: list[Implemented], after: Covering, versions: Versions
) -> Iterator[Difference]:
    if pair.old.item is not None and pair.old.item.generics.params:
        yield from _rewritten(pair, one, after, versions)
        yield from _tightened(pair, one, after.equal(one), versions)
    for name, was, now, sure in types_changed(one, after.equal(one), (versions.old_canon, versions.new_canon)):
        yield pair.delta("impl_type_changed", trait=_written(one), name=name, was=was, now=now, **sure)
    yield from map(pair.doubt, constants_changed(one, after.equal(one), (versions.old_canon, versions.new_canon)))
    yield from _gated(pair, one, standing, versions)


def _gated(pair: Pair, one: Implemented, standing: list[Implemented], versions: Versions) -> Iterator[Difference]:
    """Whether all who had the impl, and have the type, have it still."""
    old = whole(pair.old), ways([one], versions.old, pair.old.crate)
    new = whole(pair.new), ways(standing, versions.new, pair.new.crate)
    conditions = versions.conditions(pair.old.crate, pair.new.crate)
    lost = list(gated(old, new, conditions, pair.delta(""), _written(one)))
    macro = may_write(one, pair, (versions.old.world, versions.new.world)) if lost else ""
    if macro and pair.new.definition is not None:
        more = Implemented(one.trait, "", "", True, frozenset(), pair.new.definition, macro=macro)
        both_ways = new[0], new[1] | ways([more], versions.new, pair.new.crate)
        if not any(gated(old, both_ways, conditions, pair.delta(""), _written(one))):
            lost = [pair.doubt(_asked_of(macro, _written(one)))]
    yield from lost


def _asked_of(macro: str, trait: str) -> str:
    return f"`{trait}` is no longer written out for all who had it, but `{macro}` is derived: does that implement it?"


def _auto_gated(pair: Pair, one: Implemented, standing: list[Implemented], versions: Versions) -> Iterator[Difference]:
    """The same for `unsafe impl Send`, where the fields do not give it anyway."""
    assert pair.new.definition is not None
    if standing and versions.held_new.of_fields(pair.new.definition, one.name).lacks:
        yield from _gated(pair, one, standing, versions)


def _rewritten(pair: Pair, one: Implemented, after: Covering, versions: Versions) -> Iterator[Difference]:
    """A written impl that is a derive now, or the other way: their bounds."""
    named = after.named(one.name)
    if one.derived == any(impl.derived for impl in named) or not (one.derived or (is_whole(one) and is_own(one))):
        return
    if not one.derived and any(impl.trait == one.trait for impl in after.equal(one)):
        return  # what is derived is another trait of that name
    if one.derived and is_known(one):
        written = [impl for impl in named if is_own(impl) and is_whole(impl)]
        if written:
            yield from _tightened(pair, written_out(one, versions.old_canon), written, versions)
        elif not any(impl.self_type.startswith("'") for impl in named):
            yield from _lost(pair, one, versions)
    elif not one.derived:
        derives = [impl for impl in named if impl.derived]
        if all(is_known(impl) for impl in derives):
            made = [written_out(impl, versions.new_canon) for impl in derives]
            yield from _tightened(pair, one, made, versions)
        elif not any(bound.endswith(f"::{one.name}") or f": {one.name}" in bound for bound in one.bounds):
            yield pair.doubt(
                f"`{one.name}` is derived now, by a macro of another crate: does that require more of the parameters?"
            )


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


def _lost(pair: Pair, one: Implemented, versions: Versions) -> Iterator[Difference]:
    trait = _written(one)
    call = versions.unexpanded.implementing(one.name, pair.old.name, one.definition.crate.id)
    if call:
        question = f"`{trait}` is not implemented any more, but `{call} was not expanded"
        yield pair.doubt(f"{question}: does it generate the impl?")
        return
    if call := versions.include_beside(pair.old.definition):
        question = f"`{trait}` is not implemented any more, but `{call} brings in a file that is not here"
        yield pair.doubt(f"{question}: is it in there?")
        return
    others = _elsewhere(pair, one, versions)
    still = _by_another(pair, one, versions, others)
    if still:
        canons = versions.old_canon, versions.new_canon
        for name, was, now, sure in types_given(one, facts(one.bounds, versions), canons, others or ()):
            yield pair.delta("impl_type_changed", trait=trait, name=name, was=was, now=now, **sure)
        return
    if macro := may_write(one, pair, (versions.old.world, versions.new.world)):
        yield pair.doubt(_asked_of(macro, trait))
        return
    home = one.definition.crate
    foreign = "::" not in one.trait or versions.old_canon.is_foreign(one.trait, home)
    if still is None and not foreign:  # an impl beside a blanket one of another crate would not have compiled
        yield pair.doubt(f"`{trait}` is no longer implemented by itself: does a blanket impl cover it?")
        return
    about = {
        "trait": _written(one, versions.old_canon),
        "derived": yes(one.derived),
        "auto": "no",
        "was": said(one.self_type),
        "of": _of_some(one),
    }
    about |= UNSURE if foreign else of_foreign(versions.old_canon, one.arguments, home)
    delta = pair.delta("impl_lost", **about)
    yield Delta(
        delta.subject, delta.what, delta.crate, delta.item, place(one.definition) or delta.old, delta.new, delta.facts
    )


def _elsewhere(pair: Pair, one: Implemented, versions: Versions) -> list[Law] | None:
    """The impls of the trait by what has the name of a type under other conditions; None for none. A name is all that
    is known of both, so these are left out where it is asked whether another impl gives the type what it had."""
    others = [each.definition for each in versions.impls_elsewhere(pair.new) if _is_alike(each, one, versions)]
    laws = (law_of(each, versions.new_canon) for each in others)
    return [law for law in laws if law is not None] if others else None


def _is_alike(impl: TraitImpl, one: Implemented, versions: Versions) -> bool:
    other = read(impl, versions.new_canon)
    return not impl.negative and (other.name, other.arguments) == (one.name, one.arguments)


def _of_some(one: Implemented) -> str:
    """What is said of an impl that is not for all of its type's arguments: ` for `V<u8>``."""
    of_all = re.fullmatch(r"[^<]*<(?:'\d+(?:, )?)*>|[^<]*", one.self_type)
    shown = said(re.sub(r"'\d+", "_", one.self_type))
    return "" if of_all or one.derived else f" for `{shown}`"


def _written(one: Implemented, canon: Canon | None = None) -> str:
    """A trait as its impl writes it; with a canon, what its arguments name of other crates is called by these."""
    text = re.sub(r"'\d+", "_", one.name + (f"<{one.arguments}>" if one.arguments else ""))
    return said(text) if canon is None else written(text, canon)


def _tightened(pair: Pair, old: Implemented, exact: list[Implemented], versions: Versions) -> Iterator[Difference]:
    """A bound that every impl which stands for the old one has, and the old one had not."""
    bound = tightened(old, exact, versions) if exact and not old.derived else ""
    if bound and (question := left_open(bound, old, versions)):
        yield pair.doubt(question)
    elif bound:
        foreign = of_foreign(versions.new_canon, bound, exact[0].definition.crate)
        yield pair.delta("impl_bound_gained", trait=_written(old), bound=said(_named(bound, old, pair)), **foreign)


def _named(bound: str, impl: Implemented, pair: Pair) -> str:
    """A bound with the names of the type's parameters, where the impl is for all of them."""
    names = [p.name for p in of_kind(pair.old.item, "type", "const")] if pair.old.item and is_whole(impl) else []
    return re.sub(r"'(\d+)", lambda found: names[int(found[1])] if int(found[1]) < len(names) else "_", bound)


def _by_another(pair: Pair, one: Implemented, versions: Versions, others: list[Law] | None) -> bool | None:
    """Whether another impl gives a lost one: one for all types of a kind, or that of `From`, `Display`, `Iterator`."""
    if not one.derived:
        return given(one, versions, others)
    assert pair.new.definition is not None
    params = (
        [f"'{index}" for index, param in enumerate(of_kind(pair.old.item, "type", "const"))] if pair.old.item else []
    )
    mine = versions.new_canon.symbol(pair.new.definition) + (f"<{', '.join(params)}>" if params else "")
    bounds = frozenset(f"{param}: {bound}" for param in params for bound in ("Sized", one.trait))
    laws, had = versions.new_canon.laws, facts(bounds, versions)
    return laws.holds(mine, one.trait, had) if others is None else laws.without(mine, one.trait, had, others)


def _negative(pair: Pair) -> Iterator[Difference]:
    before = {impl.trait_path for impl in pair.old.impls if impl.negative}
    for impl in pair.new.impls:
        if impl.negative and impl.trait_path not in before:
            trait = impl.trait_path.rpartition("::")[2]
            yield pair.delta("negative_impl_gained", trait=trait)


def implemented_traits(versions: Versions) -> dict[str, set[str]]:
    """The traits of the workspace's types in the new version, by canonical names."""
    found: dict[str, set[str]] = {}
    for definition, impls in versions.new.impls.by_type.items():
        symbol = str(versions.new.world.symbol(definition))
        found.setdefault(symbol, set()).update(impl.trait_path for impl in impls if not impl.negative)
    for definition in versions.types_new.values():
        derives = versions.new.impls.derived(definition)
        derived = {DERIVED_TRAITS.get(impl.trait_path, impl.trait_path) for impl in derives}
        found.setdefault(str(versions.new.world.symbol(definition)), set()).update(derived)
    return found
