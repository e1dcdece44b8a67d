"""The members of two versions of one item: which are lost, gained, or kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, hides
from rgraph.diff.matching.score import names_alike
from rgraph.diff.report import Level
from rgraph.diff.semver.breakage import findings_of
from rgraph.diff.semver.delta import Delta, Difference, Pair
from rgraph.diff.semver.gates.lost import whole
from rgraph.diff.semver.probes.macro_calls.derived_members import derive_of
from rgraph.diff.semver.probes.signatures.functions import receiver
from rgraph.diff.semver.probes.types.definitions import added_member
from rgraph.diff.semver.probes.wording import UNMET
from rgraph.diff.semver.unexpanded import newly_given
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .alternatives import counterparts
from .taken_over import taken_over

if TYPE_CHECKING:
    from rgraph.diff.semver.gates.told import Conditions
    from rgraph.link.defs import Def


def members(pair: Pair, versions: Versions, found: list[Pair]) -> Iterator[Difference]:
    """The members lost and gained; the pairs of those that stayed are added to `found`, nested ones too."""
    before, own = _by_name(pair.old.members), _by_name(pair.new.members)
    after = {**_by_name(versions.members_beside(pair.new)), **own}
    conditions = versions.conditions(pair.old.crate, pair.new.crate)
    for key in sorted(before):
        for member in before[key]:
            if versions.unpromised.item(member):
                continue
            if key in after:
                for now in counterparts(member, after[key], before[key], versions, conditions):
                    yield from _stayed(Pair(member, now), versions, found)
            else:
                yield from _gone(pair, member, versions)
    for key in sorted(own.keys() - before.keys()):
        there = [member for member in own[key] if not versions.unpromised_new.item(member)]
        if there:
            yield _added(pair, there, versions, conditions)


def _added(pair: Pair, there: Sequence[PublicItem], versions: Versions, conditions: Conditions) -> Difference:
    """A member that only the new version has, `there` under one or more conditions. One that breaks old code is asked
    about where no old code can meet it, as a feature brings it that was not there: features are for a whole build."""
    found = added_member(pair, there[0])
    if all(finding.level is not Level.MAJOR for finding in findings_of(found)):
        return found
    ways = {versions.new.way_to(each.crate, each.definition) for each in there if each.definition is not None}
    condition = conditions.of_new_features(whole(pair.old), frozenset(ways))
    if not condition:
        return found
    return pair.doubt(f"`{there[0].name}` is new in it under `{condition}`, {UNMET}")


def _by_name(members: Iterable[PublicItem]) -> dict[tuple[str, str], list[PublicItem]]:
    found: dict[tuple[str, str], list[PublicItem]] = defaultdict(list)
    for member in members:
        found[member.kind, member.name].append(member)
    return found


def _stayed(pair: Pair, versions: Versions, found: list[Pair]) -> Iterator[Difference]:
    if hides(pair.new.attrs) and not hides(pair.old.attrs):
        yield pair.delta("hidden_gained", owner=pair.old.parent.label if pair.old.parent else "")
        return
    if hides(pair.old.attrs):
        yield from _asked_of_implementors(pair)
        return
    found.append(pair)
    yield from members(pair, versions, found)


def _asked_of_implementors(pair: Pair) -> Iterator[Difference]:
    """A hidden member of a trait whose default is gone: nobody names it, and everybody who implements the trait must
    have it now."""
    in_trait = pair.old.kind in {"trait_method", "trait_const", "trait_type"}
    if in_trait and (pair.old.facts.get("default"), pair.new.facts.get("default")) == ("yes", "no"):
        yield pair.delta("default_lost")


def _gone(pair: Pair, member: PublicItem, versions: Versions) -> Iterator[Difference]:
    if hides(member.attrs) or member.definition is None:
        return
    if member.kind == "variant" and _is_const_now(pair, member, versions):
        yield pair.doubt(f"`{member.name}` is an associated const now, and was a variant: does anybody import it?")
        return
    elsewhere = taken_over(pair, member, versions)
    if elsewhere is not None:
        if elsewhere:
            yield pair.doubt(elsewhere)
        return
    symbol = versions.pairs.get(str(versions.old.world.symbol(member.definition)))
    now = versions.new.by_symbol.get(symbol) if symbol is not None else None
    owner = str(versions.new.world.symbol(pair.new.definition)) if pair.new.definition is not None else ""
    call = versions.unexpanded.naming(member.name, pair.old.name) if now is None else ""
    if call:
        question = f"`{member.name}` is no longer written out, but `{call} may generate it and was not expanded"
        yield pair.doubt(f"{question}: does it generate it?")
        return
    if now is None and (call := versions.include_beside(pair.old.definition)):
        question = f"`{member.name}` is no longer written out, but `{call} brings in a file that is not here"
        yield pair.doubt(f"{question}: is it in there?")
        return
    if now is None and (call := _newly_given(pair, member, versions)):
        question = f"`{member.name}` is no longer written, but {call}, which was not expanded"
        yield pair.doubt(f"{question}: does it add that?")
        return
    if now is None and (derive := derive_of(pair, member, versions)):
        yield pair.doubt(f"`{member.name}` is no longer written out, but `{derive}` is derived: does that write it?")
        return
    how, to = "removed", ""
    what = "removed"
    if now is not None and now.name == member.name and _is_in_hidden(now):
        what = "hidden_gained"
    elif now is not None and symbol is not None and now.name == member.name and _stands_in(symbol, owner):
        how = "narrowed"
    elif now is not None:
        how, to = "renamed", now.name
    facts = {**member.traits_of_use(), "how": how, "to": to, "name": member.name, "owner": pair.old.label}
    if member.kind == "method":
        facts["instead"] = _instead(pair, member, versions)
    facts |= {f"owner_{name}": value for name, value in pair.old.facts.items()}
    yield Delta(member.kind, what, member.crate, member.label, member.place, pair.new.place, facts)


def _newly_given(pair: Pair, member: PublicItem, versions: Versions) -> str:
    """What is given to an unknown macro now, the item or an impl block of it, and to which; "" for nothing."""
    old, new = pair.old.definition, pair.new.definition
    if old is None or new is None:
        return ""
    worlds = versions.old.world, versions.new.world
    if call := newly_given(worlds[0], (old,), worlds[1], (new,)):
        return f"`{pair.new.name}` is given to `{call}"
    if member.kind not in {"method", "assoc_const"}:
        return ""
    call = newly_given(worlds[0], _blocks(pair.old), worlds[1], _blocks(pair.new))
    return f"an impl of `{pair.new.name}` is given to `{call}" if call else ""


def _blocks(owner: PublicItem) -> list[Def]:
    """The impl blocks in which the members of a type stand, in their order."""
    around = (member.definition.parent for member in owner.members if member.definition is not None)
    return list(dict.fromkeys(each for each in around if each is not None and each.kind is ItemKind.IMPL))


_ALIKE = 0.35
"""How alike the name of a new method must be to that of a lost one: `n_ones` and `count_ones` are at 0.47."""


def _instead(pair: Pair, member: PublicItem, versions: Versions) -> str:
    """What is said of the one new method that takes and gives what a lost one did, and has a name like that; "" for
    none."""
    known = {other.name for other in pair.old.members}
    found: dict[str, float] = {}
    for other in pair.new.members:
        likeness = names_alike(member.name, other.name) if other.kind == "method" else 0.0
        if other.name not in known and likeness >= _ALIKE and _is_like(member, other, versions):
            found[other.name] = likeness
    best = [name for name, likeness in found.items() if likeness == max(found.values())]
    return f"; `{best[0]}` is new, and takes and gives the same" if len(best) == 1 else ""


def _is_like(old: PublicItem, new: PublicItem, versions: Versions) -> bool:
    if old.definition is None or new.definition is None:
        return False
    sides = versions.sides_of(old.definition, new.definition)
    if sides is None or receiver(sides[0]) != receiver(sides[1]):
        return False
    one, two = ([side.ty(ty) for ty in (*(p.ty for p in side.item.params), side.item.ret)] for side in sides)
    return one == two


def _is_const_now(pair: Pair, member: PublicItem, versions: Versions) -> bool:
    """Whether the enum has a const of itself in the place of a variant without fields: `E::A` means a value of `E`, as
    before, and a pattern."""
    const = next((m for m in pair.new.members if m.kind == "assoc_const" and m.name == member.name), None)
    if member.item is None or member.item.form != "unit" or const is None or const.definition is None:
        return False
    canon = versions.new_canon
    own = canon.self_text(const.definition, {})
    return const.item is not None and canon.ty(const.item.ty, const.definition, {}) == own


def _is_in_hidden(member: Def) -> bool:
    """Whether a public member stands in an impl block that documentation hides."""
    block, item = member.parent, member.item
    hidden = block is not None and block.kind is ItemKind.IMPL and block.item is not None and hides(block.item.attrs)
    return hidden and item is not None and item.vis == "pub"


def _stands_in(symbol: str, owner: str) -> bool:
    """Whether a member is one of this owner, and not of one whose name begins with its name."""
    rest = symbol.removeprefix(owner)
    return rest != symbol and not (rest[:1].isalnum() or rest[:1] == "_")
