"""Whether a type with parameters that only the new version has accepts what the old type accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rgraph.diff.semver.entailment import Facts
from rgraph.diff.semver.predicates import brought, predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.std_laws import satisfies
from rgraph.diff.semver.terms import bind, impls, matched, summands

Implements = Mapping[str, set[str]]
"""The traits of the workspace's types, both as canonical paths."""

_NEW = re.compile(r"'new:\w+")
_PATH = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)+")


def accepts(old: Side, new: Side, one: str, two: str, implements: Implements) -> bool | None:
    """Whether the new type, in which parameters stand that only the new version has, accepts the old one as well.

    True: it does. False: it does not. None: syntax cannot tell.
    """
    if two.startswith("(impl ") and one.startswith("(impl "):
        return _all([has(new, one, bound, implements, {}) for bound in summands(two)])
    found = matched(two, holes(two), one)
    if not found:
        return False
    known = new.canon.laws.closure(old.canon.laws.closure(predicates(old)))
    asked = [(given, bound) for name, given in found.items() for bound in sorted(asked_of(new, name))]
    answers = [(has(new, given, bound, implements, known), given, bound) for given, bound in asked]
    return _all([None if each is False and _is_open(text, new) else each for each, *text in answers])


def _is_open(texts: list[str], new: Side) -> bool:
    """Whether a name in some canonical texts stands for one of several that are imported under conditions: the ones of
    two names need not go together."""
    names = {name for text in texts for name in _PATH.findall(text)}
    return any(name in new.canon.alternatives.get(name.rpartition("::")[2], ()) for name in names)


def asked_of(new: Side, hole: str) -> set[str]:
    """What is asked of a new parameter, or of an `impl Trait`."""
    if hole.startswith("'"):
        return _asked(hole, predicates(new))
    written = set(summands(hole))
    is_sized = not any(bound.startswith("?") for bound in written)
    return {"Sized", *written} if is_sized else written


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def has(new: Side, ty: str, bound: str, implements: Implements, known: Facts) -> bool | None:
    """Whether a type that was taken before has what is asked for now; of `impl A + B` that is known alone.

    `known` is what the old version asked of its parameters.
    """
    laws = new.canon.laws
    if ty.startswith("'"):
        return True if bound.startswith("?") else laws.holds(ty, bound, known)
    if not ty.startswith("(impl "):
        answer = laws.holds(ty, bound, known)
        decided = (ty.startswith(("&", "std::")) and laws.is_own(bound)) or laws.is_of_own(ty, bound)
        return answer if answer or decided else satisfies(ty, bound, implements)
    had = {bound for bound in summands(ty) if not bound.startswith("?")}
    sized = set() if "?Sized" in ty or "?std::marker::Sized" in ty else {"Sized"}
    if bound in had | sized or brought(bound, had):
        return True
    if "(impl " in bound:
        return _has_within(new, had, bound, implements, known)
    if _NEW.search(bound):
        return _has_by_choice(new, had, bound, implements, known)
    return laws.holds("'given", bound, laws.closure({"'given": had | sized}))


def _has_within(new: Side, had: set[str], bound: str, implements: Implements, known: Facts) -> bool | None:
    """The same of a bound that asks something of its own types: `Iterator<Item = impl Into<u64>>`."""
    within = holes(bound)
    for found in filter(None, (matched(bound, within, each) for each in sorted(had))):
        if all(name.startswith("(impl ") for name in found):
            asked = [(ty, each) for name, ty in found.items() for each in summands(name)]
            return _all([has(new, ty, each, implements, known) for ty, each in asked])
    return False


def _has_by_choice(new: Side, had: set[str], bound: str, implements: Implements, known: Facts) -> bool | None:
    """The same of a bound that names new parameters, which calls choose: `FnOnce(u8) -> R` for `FnOnce(u8)`."""
    asked = predicates(new)
    for chosen in filter(None, (bind(bound, each, {}) for each in sorted(had))):
        if any(name != ty and not name.startswith("'new:") for name, ty in chosen.items()):
            continue
        new_ones = [(ty, each) for name, ty in chosen.items() if name != ty for each in _asked(name, asked)]
        return _all([has(new, ty, each, implements, known) for ty, each in new_ones])
    return False


def _asked(name: str, bounds: Mapping[str, set[str]]) -> set[str]:
    """The bounds of a parameter, those on its associated types put back: `Iterator<Item = u8>`."""
    found = set(bounds.get(name, ()))
    for subject, texts in bounds.items():
        assoc = subject.removeprefix(f"{name}::")
        if assoc != subject and "::" not in assoc and len(found - {"Sized"}) == 1:
            trait = (found - {"Sized"}).pop()
            fixed = [f"{assoc} {text}" for text in sorted(texts) if text.startswith("= ")]
            if fixed and "<" not in trait:
                found = (found & {"Sized"}) | {f"{trait}<{', '.join(fixed)}>"}
    return found


def holes(text: str) -> list[tuple[int, int]]:
    """Where new parameters and each `impl Trait` stand; what is in an `impl Trait` is a part of it."""
    arguments = impls(text)
    params = [found.span() for found in _NEW.finditer(text)]
    return sorted([*arguments, *(one for one in params if not any(a <= one[0] < b for a, b in arguments))])
