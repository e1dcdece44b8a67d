"""Changes of the generic parameters and bounds of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rgraph.diff.semver.closed import by_cases
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.sureness import sure
from rgraph.diff.semver.versions import of_kind, required
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import GenericParam, TPath

from .namesakes import question
from .renamed_lifetimes import are_renamed
from .wording import written

_CALLABLE = frozenset({"function", "method", "trait_method"})


def generics(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """The changes of an item's generic parameters, and of the bounds on them."""
    yield from counts(pair, old.item, new.item)
    yield from _order(pair, old, new)
    yield from _each(pair, old, new)
    yield from bounds(pair, old, new)


def counts(pair: Pair, old: Item, new: Item) -> Iterator[Difference]:
    """How many parameters of each kind there are, and how many of them must be given."""
    for kind in ("type", "const", "lifetime"):
        before, after = of_kind(old, kind), of_kind(new, kind)
        if len(before) == len(after) and required(before) == required(after):
            continue
        facts = {
            "param_kind": kind,
            "old": str(len(before)),
            "new": str(len(after)),
            "more": yes(len(after) > len(before)),
            "fewer": yes(len(after) < len(before)),
            "requires_more": yes(required(after) > required(before)),
            "old_any": yes(of_kind(old, "type", "const")),
            "late": yes(pair.old.kind in _CALLABLE and kind == "lifetime"),
        }
        yield pair.delta("generic_params", **facts)


def _order(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    kinds = [[p.kind for p in of_kind(side.item, "type", "const")] for side in (old, new)]
    if kinds[0] != kinds[1] and sorted(kinds[0]) == sorted(kinds[1]):
        written = [", ".join(p.name for p in of_kind(side.item, "type", "const")) for side in (old, new)]
        yield pair.delta("generic_order", param_kind="type and const", old=written[0], new=written[1])
    for kind in ("type", "const"):
        before, after = ([p.name for p in of_kind(side.item, kind)] for side in (old, new))
        stayed = all(old.labels.get(name) == new.labels.get(name) for name in before)
        is_moved = sorted(before) == sorted(after) or (pair.old.kind not in _CALLABLE and _is_between(before, after))
        if before != after and is_moved and stayed:
            yield pair.delta("generic_order", param_kind=kind, old=", ".join(before), new=", ".join(after))
    lifetimes = [[p.name for p in of_kind(item, "lifetime")] for item in (old.item, new.item)]
    is_other = lifetimes[0] != lifetimes[1] and sorted(lifetimes[0]) == sorted(lifetimes[1])
    if pair.old.kind not in _CALLABLE and is_other and not are_renamed(old, new, *lifetimes):
        yield pair.delta(
            "generic_order", param_kind="lifetime", old=", ".join(lifetimes[0]), new=", ".join(lifetimes[1])
        )


def _is_between(before: list[str], after: list[str]) -> bool:
    """Whether a parameter came in before others: what stands behind it is given at another place now."""
    names = iter(after)
    return len(after) > len(before) and after[: len(before)] != before and all(name in names for name in before)


def _each(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Defaults and the types of const parameters, parameter by parameter. Under opposite cfgs one may stand twice:
    `#[cfg(no)] S, #[cfg(yes)] S = Random`."""
    before, after = _by_label(old), _by_label(new)
    for label in (label for label in after if label in before):
        defaults = [_default_of(new, param) for param in after[label]]
        for index, was in enumerate(before[label]):
            at = min(index, len(defaults) - 1)
            param = after[label][at]
            if was.kind != param.kind:
                continue
            if was.kind == "const" and old.ty(was.ty) != new.ty(param.ty):
                yield pair.delta("const_param_type", param=param.name, old=old.ty(was.ty), new=new.ty(param.ty))
            if _default_of(old, was) not in defaults:
                yield from _default(pair, param.name, (old, new), _default_of(old, was), defaults[at])


def _by_label(side: Side) -> dict[str, list[GenericParam]]:
    found: dict[str, list[GenericParam]] = {}
    for param in of_kind(side.item, "type", "const"):
        found.setdefault(side.labels.get(param.name, param.name), []).append(param)
    return found


def _default(pair: Pair, name: str, sides: tuple[Side, Side], old: str | None, new: str | None) -> Iterator[Difference]:
    if old is not None and new is None:
        yield pair.delta("param_default_lost", param=name, old=old)
    elif old is None and new is not None:
        yield pair.delta("param_default_gained", param=name, new=new)
    elif old is not None and new is not None and old != new:
        yield pair.delta("param_default_changed", param=name, old=old, new=new, **sure(*sides, old, new))


def _default_of(side: Side, param: GenericParam) -> str | None:
    """What a parameter is where none is given: canonical for a type; for a const as written, from the signature."""
    if param.default is not None:
        return side.ty(param.default)
    if param.kind != "const":
        return None
    written = rf"\bconst\s+{re.escape(param.name)}\s*:[^,>=]*=\s*(\{{[^}}]*\}}|[^,>]*)"
    found = re.search(written, side.item.signature)
    return found[1].strip() if found else None


# ---- bounds ----------------------------------------------------------------------------------------------


def bounds(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Bounds gained and lost on types that both versions have: on parameters, and in where clauses.

    Bounds that other bounds imply do not count, so `T: Copy` to `T: Clone` only loses one.
    """
    before, after = predicates(old), predicates(new)
    if new.item.kind is ItemKind.TRAIT:  # what it asks of itself is a supertrait, wherever it stands
        before.pop("Self", None)
        after.pop("Self", None)
    if before == after:
        return
    met = {**before, "Self": {*before.get("Self", ()), "Sized"}} if _moves_self(old) else before
    had, has = _with_projections(new, known(old, new, met), after), known(old, new, after)
    for subject in sorted(before.keys() | after.keys()):
        if "'new:" in subject:
            continue
        said = _said(subject).replace("{", "").replace("}", "")
        for bound in sorted(after.get(subject, set()) - before.get(subject, set())):
            if "'new:" in bound or _is_settled(subject, bound) or _follows(new, subject, bound, had):
                continue
            if not by_cases(subject, bound, before, old.canon.laws, new.canon.laws):
                yield from _gained(pair, said, bound, subject, before, old, new)
        for bound in sorted(before.get(subject, set()) - after.get(subject, set())):
            # `T::Item = X` follows from what is known of T as often as not: leaving it out breaks nobody.
            if not bound.startswith("= ") and new.canon.laws.holds(subject, bound, has) is not True:
                yield pair.delta("bound_lost", param=said, bound=written(bound, old.canon))


def _moves_self(side: Side) -> bool:
    """Whether a trait's method takes or gives `Self` as a value: nobody calls it for a type without a size."""
    param = side.item.self_param
    if param is not None and param.ty is None and not param.ref:
        return True
    types = (side.item.ret, *(each.ty for each in side.item.params))
    return any(isinstance(ty, TPath) and side.ty(ty) == "Self" for ty in types)


def _follows(new: Side, subject: str, bound: str, had: Mapping[str, set[str]]) -> bool:
    """Whether a bound follows from what was known of a type, or of what the type is known to be."""
    same = [text[2:] for text in had.get(subject, ()) if text.startswith("= ")]
    return any(new.canon.laws.holds(text, bound, had) is True for text in (subject, *same))


def _with_projections(new: Side, had: Mapping[str, set[str]], asked: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What was known of types, and of the associated types of what is asked for now that impls give them:
    `U: TryFrom<T>` gives `T: TryInto<U>`, whose `T::Error` is `U::Error`."""
    found = {subject: set(texts) for subject, texts in had.items()}
    for subject in sorted(asked):
        for bound in sorted(asked[subject] - had.get(subject, set())):
            for member, text in new.canon.laws.projections(subject, bound, had):
                found.setdefault(member, set()).update(found.get(text, ()), {f"= {text}"})
    return found


def _gained(
    pair: Pair, said: str, bound: str, subject: str, before: Mapping[str, set[str]], old: Side, new: Side
) -> Iterator[Difference]:
    """A bound that does not follow from those before. Where its trait is implemented for all types of a kind, what is
    known of them may reach further than what their bounds tell."""
    had, laws = before.get(subject, set()), new.canon.laws
    if asked := question(bound, had, laws, said):
        yield pair.doubt(asked)
    elif laws.is_foreign(bound) and had - {"Sized"} and not bound.startswith("= "):
        yield pair.doubt(f"`{said}: {written(bound, new.canon)}` is required now: did the old bounds imply it?")
    else:
        yield pair.delta("bound_gained", param=said, bound=written(bound, new.canon), **sure(old, new, bound))


def known(old: Side, new: Side, facts: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Bounds with everything that they imply, in either version. What a trait itself gained or lost is told with
    the trait.
    """
    return new.canon.laws.closure(old.canon.laws.closure(facts))


def _is_settled(subject: str, bound: str) -> bool:
    """Whether a bound is on no parameter: the declaration would not have compiled if it did not hold."""
    return re.search(r"'|\bSelf\b", f"{subject} {bound}") is None


def _said(bound: str) -> str:
    return re.sub(r"\b(?:[a-z_]\w*::)+", "", re.sub(r"'[tc]\d+\.", "", bound))
