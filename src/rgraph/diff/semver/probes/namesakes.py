"""Bounds by another trait of the same name: crates re-export each other's traits, so the two may be one."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.diff.semver.entailment import Entailment
from rgraph.diff.semver.predicates import namesake

from .wording import said

Bounds = list[tuple[str, str]]
"""Subjects and bounds on them."""


def question(bound: str, had: set[str], laws: Entailment, subject: str = "") -> str:
    """What is asked of a bound where another trait of its name was the bound before; "" where none was. `subject` is
    what it is a bound on, if a reader needs that."""
    other = namesake(bound, had, laws.is_foreign)
    if not other:
        return ""
    one, two = said(bound, {bound.partition("<")[0]}), said(other, {other.partition("<")[0]})
    one = f"{subject}: {one}" if subject else one
    return f"`{one}` is required where `{two}` was: are the two one trait?"


def without_namesakes(
    gained: Bounds, lost: Bounds, before: Mapping[str, set[str]], laws: Entailment
) -> tuple[list[str], Bounds, Bounds]:
    """The questions of the bounds that may be one with others of their names, and the bounds that are not."""
    others = {(s, b): namesake(b, before.get(s, set()), laws.is_foreign) for s, b in gained}
    asked = [question(b, {other}, laws) for (_, b), other in others.items() if other]
    replaced = {(s, other) for (s, _), other in others.items()}
    return asked, [each for each in gained if not others[each]], [each for each in lost if each not in replaced]
