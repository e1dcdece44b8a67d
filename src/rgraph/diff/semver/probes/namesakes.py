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


def told_apart(
    gained: Bounds, lost: Bounds, before: Mapping[str, set[str]], after: Mapping[str, set[str]], laws: Entailment
) -> tuple[list[str], Bounds, Bounds]:
    """The questions of the bounds that may be one with others of their names, and the bounds that are not."""
    questions = [(each, question(each[1], before.get(each[0], set()), laws)) for each in gained]
    new = [each for each, asked in questions if not asked]
    gone = [(s, b) for s, b in lost if not namesake(b, after.get(s, set()), laws.is_foreign)]
    return [asked for _, asked in questions if asked], new, gone
