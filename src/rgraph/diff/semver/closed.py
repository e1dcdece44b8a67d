"""Traits that users cannot implement: what holds of all their impls holds wherever such a trait is required."""

from __future__ import annotations

from .entailment import Entailment, Facts


def by_cases(subject: str, bound: str, before: Facts, old: Entailment, new: Entailment) -> bool:
    """Whether a bound now holds of a type with a bound by such a trait, because it holds for each impl of the trait.

    `before` are the bounds that the type had.
    """
    asked = sorted(text for text in before.get(subject, ()) if old.is_closed(text))
    return any(_of_each_impl(text, subject, bound, before, old, new) for text in asked)


def _of_each_impl(closed: str, subject: str, bound: str, before: Facts, old: Entailment, new: Entailment) -> bool:
    cases = list(old.cases(closed, subject))
    return bool(cases) and all(
        new.holds(target, bound, _known(before, conditions, old, new)) is True for target, conditions in cases
    )


def _known(before: Facts, conditions: Facts, old: Entailment, new: Entailment) -> Facts:
    found = {subject: set(bounds) for subject, bounds in before.items()}
    for subject, bounds in conditions.items():
        found.setdefault(subject, set()).update(bounds)
    return new.closure(old.closure(found))
