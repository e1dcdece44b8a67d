"""Auto traits of associated types that only the library chooses: users cannot implement the trait that has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.diff.semver.entailment import Facts, by_subject
from rgraph.diff.semver.std_laws import head

if TYPE_CHECKING:
    from rgraph.diff.semver.entailment import Entailment
    from rgraph.diff.semver.impl_laws import Law

    from .needs import Held


def always_have(bound: str, known: Facts, laws: Entailment, held: Held) -> bool:
    """Whether a bound on an associated type (`'t0.T::Repr::Iter: Send`) holds whatever its owner is. `known` is what is
    known of the owner: what gives it the type must be a trait of the library's own, whose impls all choose one that has
    the auto trait.
    """
    subject, _, trait = bound.partition(": ")
    owner, _, name = subject.rpartition("::")
    asked = laws.closure(known).get(owner, set()) if owner else set()
    return any(_all_choose(laws.laws_of(each), name, trait, laws, held) for each in sorted(asked) if _all(each, laws))


def _all(bound: str, laws: Entailment) -> bool:
    """Whether all impls of a trait are seen."""
    return laws.is_closed(bound) and not laws.unexpanded.implementing(head(bound), head(bound))


def _all_choose(impls: Iterable[Law], name: str, trait: str, laws: Entailment, held: Held) -> bool:
    chosen = [(law, dict(law.members).get(name)) for law in impls]
    return bool(chosen) and all(text is not None and _has(law, text, trait, laws, held) for law, text in chosen)


def _has(law: Law, text: str, trait: str, laws: Entailment, held: Held) -> bool:
    needs = held.of_type(text, trait)
    known = laws.closure(by_subject(frozenset(f"{about}: {asked}" for about, asked in law.conditions)))
    unmet = (each for each in needs.params if not _follows(each, known, laws))
    return not needs.lacks and not needs.foreign and not any(True for _ in unmet)


def _follows(bound: str, known: Facts, laws: Entailment) -> bool:
    subject, _, trait = bound.partition(": ")
    return laws.holds(subject, f"std::marker::{trait}", known) is True
