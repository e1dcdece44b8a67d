"""Bounds that impls have and did not have, and whether other impls give what one gave."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from rgraph.diff.semver.entailment import by_subject
from rgraph.diff.semver.impl_laws import Law
from rgraph.diff.semver.predicates import brought
from rgraph.diff.semver.probes.namesakes import question
from rgraph.diff.semver.probes.traits import new_ones
from rgraph.diff.semver.probes.wording import said
from rgraph.diff.semver.versions import Versions

from .covering import Implemented
from .impl_lifetimes import became_one, became_other
from .static_impls import became_static

_TIED = "one lifetime"
"""What an impl asks for that is for one lifetime at two places."""
_DECIDED_BY_USERS = re.compile(r"'\d+::")


def given(one: Implemented, versions: Versions, left_out: Collection[Law] | None = None) -> bool | None:
    """Whether the new version's impls give what a written one gave; with `left_out`, those that are none of these."""
    laws, had = versions.new_canon.laws, facts(one.bounds, versions)
    holds = laws.holds if left_out is None else partial(laws.without, left_out=left_out)
    answers = {holds(self_type, trait, had) for self_type, trait in _forms(one)}
    return True if True in answers else None if None in answers else False


def leaning(one: Implemented, versions: Versions) -> str:
    """The bound, of what is not seen, that decides whether the new version's impls give what a written one gave."""
    laws, had = versions.new_canon.laws, facts(one.bounds, versions)
    found = (laws.leaning(self_type, trait, had) for self_type, trait in _forms(one))
    return next(filter(None, found), "")


def _forms(one: Implemented) -> Iterator[tuple[str, str]]:
    """The type and the trait of an impl: as they are written, then with what they take by default. `HashMap<K, V>` is
    one that an impl for `HashMap<K, V, S>` is for."""
    for given_, self_type in (one.arguments, one.self_type), one.full:
        if self_type:
            yield self_type, f"{one.trait}<{given_}>" if given_ else one.trait


def tightened(old: Implemented, exact: list[Implemented], versions: Versions) -> str:
    """A bound that the old impl did not have, and every impl that replaces it has; "" for none."""
    blocks = [new.definition for new in exact]
    if became_static(old.definition, blocks):
        return "'static"
    if other := became_other(old.definition, blocks):
        return other
    return _gained(old, exact, versions) or (_TIED if became_one(old.definition, blocks) else "")


def _gained(old: Implemented, exact: list[Implemented], versions: Versions) -> str:
    if not exact or any(new.bounds <= old.bounds for new in exact):
        return ""
    had = facts(old.bounds, versions)
    gained = [[*_unmet(had, new, versions), *_sized(had, old, new)] for new in exact]
    return gained[0][0] if all(gained) else ""


def left_open(bound: str, old: Implemented, versions: Versions) -> str:
    """The question that a bound of an impl now is; "" where it is none. It is one by another trait of the name of one
    before, or by a trait which users cannot name, and which is for all types of a kind, on what impls of theirs decide
    (`A::Output`)."""
    if bound == _TIED:
        return "an impl has one lifetime at two places now: do two that users have there become one by being shortened?"
    subject, _, trait = bound.partition(": ")
    laws = versions.new_canon.laws
    if asked := question(trait, by_subject(old.bounds).get(subject, set()), laws):
        return f"of an impl: {asked}"
    if not _DECIDED_BY_USERS.search(trait) or not laws.is_for_kinds(trait):
        return ""
    shown = said(re.sub(r"'\d+", "_", bound))
    return f"an impl requires `{shown}` now, a trait that users cannot name: did the old bounds imply it?"


def _unmet(had: dict[str, set[str]], new: Implemented, versions: Versions) -> Iterator[str]:
    for subject, bound in new_ones(had, by_subject(new.bounds)):
        if not versions.new_canon.laws.holds(subject, bound, had):
            yield f"{subject}: {bound}"


def _sized(had: dict[str, set[str]], old: Implemented, new: Implemented) -> Iterator[str]:
    """Parameters of the types that were `?Sized`, and whose bounds do not ask for a size either, as `Default` does."""
    for name in sorted(set(re.findall(r"'\d+", f"{old.self_type} {old.arguments}"))):
        if f"{name}: Sized" in new.bounds - old.bounds and not brought("Sized", had.get(name, set())):
            yield f"{name}: Sized"


def facts(bounds: frozenset[str], versions: Versions) -> dict[str, set[str]]:
    """The conditions of an old impl with everything that they imply."""
    return versions.new_canon.laws.closure(versions.old_canon.laws.closure(by_subject(bounds)))
