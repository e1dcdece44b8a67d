"""Functions and methods: parameters, receiver, return type, qualifiers, ABI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.entailment import Facts
from rgraph.diff.semver.predicates import brought, predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.std_laws import satisfies
from rgraph.diff.semver.sureness import sure
from rgraph.model.facts import Item
from rgraph.model.syntax import TImpl, Type

from .borrows import borrows
from .coercions import coerces
from .early_bound import early_bound
from .generics import generics
from .qualifiers import exported, qualifiers
from .wording import own_words, said, told_apart

Implements = Mapping[str, set[str]]


def function(pair: Pair, old: Side, new: Side, implements: Implements) -> Iterator[Difference]:
    """Every difference that a caller or an implementor of the function can feel."""
    yield from _receiver(pair, old, new)
    yield from _parameters(pair, old, new, implements)
    yield from _returned(pair, old, new, implements)
    yield from qualifiers(pair, old, new)
    yield from exported(pair, old.item, new.item)
    yield from generics(pair, old, new)
    yield from borrows(pair, old, new)
    yield from early_bound(pair, old, new)


# ---- receiver --------------------------------------------------------------------------------------------


def _receiver(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    before, after = receiver(old), receiver(new)
    if before != after and not _named_before(pair, old, new, after):
        how = f"{before or 'none'} to {after or 'none'}"
        plain = yes({before, after} <= _PLAIN)
        yield pair.delta("receiver", old=before or "no receiver", new=after or "no receiver", how=how, plain=plain)


def _named_before(pair: Pair, old: Side, new: Side, receiver_now: str) -> bool:
    """Whether `f(x: &S)` became `f(&self)`: callers still write `S::f(&x)`. Implementors of a trait do not."""
    if old.item.self_param is not None or new.item.self_param is None or pair.old.kind != "method":
        return False
    return len(old.item.params) == len(new.item.params) + 1 and _as_receiver(old, old.item.params[0].ty) == receiver_now


_PLAIN = frozenset({"", "self", "&self", "&mut self"})


def receiver(side: Side) -> str:
    """`self`, `&self`, `&mut self`, or the type that `self` is given; "" for none."""
    param = side.item.self_param
    if param is None:
        return ""
    if param.ty is None:
        return ("&mut " if param.mut else "&") + "self" if param.ref else "self"
    return _as_receiver(side, param.ty)


def _as_receiver(side: Side, ty: Type) -> str:
    """A type as a receiver writes it."""
    text = side.ty(ty)
    own = side.canon.ty(_self_type(side), side.definition, side.labels)
    plain = {own: "self", f"&{own}": "&self", f"&mut {own}": "&mut self"}
    return plain.get(text, text.replace(own, "Self"))


def _self_type(side: Side) -> Type:
    from rgraph.model.syntax import Path, Segment, TPath

    return TPath(Path([Segment("Self")], 0))


# ---- parameters ------------------------------------------------------------------------------------------


def _parameters(pair: Pair, old: Side, new: Side, implements: Implements) -> Iterator[Difference]:
    before, after = old.item.params, new.item.params
    if _named_before(pair, old, new, receiver(new)):
        before = before[1:]
    if len(before) != len(after):
        yield pair.delta(
            "parameter_count", old=str(len(before)), new=str(len(after)), more=yes(len(after) > len(before))
        )
        return
    if old.item.variadic != new.item.variadic:
        yield pair.delta("variadic", gained=yes(new.item.variadic))
    types = [(old.ty(a.ty), new.ty(b.ty)) for a, b in zip(before, after, strict=True)]
    if sorted(a for a, _ in types) == sorted(b for _, b in types) and any(a != b for a, b in types):
        yield pair.delta(
            "parameter_order", old=_list(own_words(a, old.canon) for a, _ in types), new=_list(b for _, b in types)
        )
        return
    for index, (one, two) in enumerate(types):
        name = split_parameter(after[index].text)[0]
        facts = {"index": str(index + 1), "name": name}
        if one == two:
            if _asks_static(after[index].text) and not _asks_static(before[index].text):
                yield pair.delta("parameter_static", **facts, old=before[index].text, new=after[index].text)
            continue
        yield from _parameter(pair, (old, new), one, two, implements, {**facts, **sure(old, new, one, two)})


def _asks_static(text: str) -> bool:
    """Whether a parameter names `'static`, that of `Box<dyn T + 'static>` aside: `Box<dyn T>` means the same."""
    return "'static" in re.sub(r"\b(?:Box|Rc|Arc|Vec)\s*<\s*dyn\b[^&;]*?\+\s*'static(?=\s*>)", "", text)


def _parameter(
    pair: Pair, sides: tuple[Side, Side], one: str, two: str, implements: Implements, facts: dict[str, str]
) -> Iterator[Difference]:
    how = generalises(*sides, one, two, implements)
    was, now = told_apart(sides[0].canon, sides[1].canon, one, two)
    shown = {**facts, "old": was, "new": now}
    if how is None:
        yield pair.doubt(f"parameter `{facts['name']}` went from `{was}` to `{now}`: does it accept the old type?")
    elif not how and pair.old.kind != "trait_method" and _coerces(*sides, one, two):
        yield pair.doubt(
            f"parameter `{facts['name']}` went from `{was}` to `{now}`: calls coerce, but is it used as a value?"
        )
    else:
        yield pair.delta("parameter_type", **shown, how="generalised" if how else "changed")


def _coerces(old: Side, new: Side, one: str, two: str) -> bool:
    known = old.canon.laws.closure(predicates(old))
    return coerces(one, two, lambda ty, trait: new.canon.laws.holds(ty, trait, known))


def generalises(old: Side, new: Side, one: str, two: str, implements: Implements) -> bool | None:
    """Whether the new type, which names parameters that only the new version has, takes the old one too.

    True: it does; False: it does not; None: syntax cannot tell.
    """
    pattern, names = _pattern(two)
    if two.startswith("(impl ") and one.startswith("(impl "):
        return _all([_has(new, one, bound, implements, {}) for bound in two[6:-1].split(" + ")])
    found = re.fullmatch(pattern, one) if names else None
    if found is None:
        return False
    bounds_of, known = predicates(new), new.canon.laws.closure(old.canon.laws.closure(predicates(old)))
    answers: list[bool | None] = []
    for name, group in names:
        bounds = _asked(name, bounds_of) if name.startswith("'") else {"Sized", *name[6:-1].split(" + ")}
        answers += [_has(new, found[group], bound, implements, known) for bound in sorted(bounds)]
    return _all(answers)


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _has(new: Side, ty: str, bound: str, implements: Implements, known: Facts) -> bool | None:
    """Whether a type that was taken before has what is asked for now; of `impl A + B` that is known alone.

    `known` is what the old version asked of its parameters.
    """
    laws = new.canon.laws
    if ty.startswith("'"):
        return True if bound.startswith("?") else laws.holds(ty, bound, known)
    if not ty.startswith("(impl "):
        answer = laws.holds(ty, bound, known)
        return answer if answer or (ty.startswith("&") and laws.is_own(bound)) else satisfies(ty, bound, implements)
    had = {bound for bound in ty[6:-1].split(" + ") if not bound.startswith("?")}
    sized = set() if "?Sized" in ty else {"Sized"}
    if bound in had | sized or brought(bound, had):
        return True
    if "(impl " in bound:
        return _has_within(new, had, bound, implements, known)
    return laws.holds("'given", bound, laws.closure({"'given": had | sized}))


def _has_within(new: Side, had: set[str], bound: str, implements: Implements, known: Facts) -> bool | None:
    """The same of a bound that asks something of its own types: `Iterator<Item = impl Into<u64>>`."""
    pattern, names = _pattern(bound)
    for found in filter(None, (re.fullmatch(pattern, each) for each in sorted(had))):
        asked = [(found[group], each) for name, group in names for each in name[6:-1].split(" + ")]
        if all(name.startswith("(impl ") for name, _ in names):
            return _all([_has(new, ty, each, implements, known) for ty, each in asked])
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


def _pattern(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A canonical type as a regular expression in which each new parameter and `impl Trait` stands for any type."""
    names: list[tuple[str, str]] = []
    parts: list[str] = []
    at = 0
    for hole in re.finditer(r"'new:\w+|\(impl [^()]*(?:\([^()]*\)[^()]*)*\)", text):
        parts.append(re.escape(text[at : hole.start()]))
        known = [group for name, group in names if name == hole[0]]
        if known:
            parts.append(f"(?P={known[0]})")
        else:
            names.append((hole[0], f"g{len(names)}"))
            parts.append(f"(?P<{names[-1][1]}>.+)")
        at = hole.end()
    parts.append(re.escape(text[at:]))
    return "".join(parts), names


def _list(types: Iterator[str]) -> str:
    return "(" + ", ".join(said(text) for text in types) + ")"


# ---- return type -----------------------------------------------------------------------------------------


def _returned(pair: Pair, old: Side, new: Side, implements: Implements) -> Iterator[Difference]:
    before, after = returned(old), returned(new)
    was_async, is_async = ("async" in side.item.quals for side in (old, new))
    was, now = told_apart(old.canon, new.canon, old.ty(old.item.ret), new.ty(new.item.ret))
    facts = {"old": was, "new": now, **sure(old, new, before, after)}
    if before == after:
        yield from _lifetimes(pair, old, new)
    elif before.startswith("(impl ") and after.startswith("(impl "):
        yield from _returned_impl(pair, before, after, facts)
    elif was_async != is_async:
        yield pair.delta("async_gained" if is_async else "async_lost", **facts)
    elif before.startswith("(impl std::future::Future<") and _NO_FUTURE.match(after):
        yield pair.delta("return_type", **facts, how="changed")
    elif before.startswith("(impl "):
        yield pair.doubt(f"`{facts['new']}` is returned instead of `{facts['old']}`: does it implement all of it?")
    elif re.search(r"'new:\w+::", after):  # of a type that callers give, as they gave another one before
        yield pair.doubt(
            f"returns `{facts['new']}` where it returned `{facts['old']}`: is that the same for old calls?"
        )
    else:
        how = "now_unit" if after == "()" else "was_unit" if before == "()" else "changed"
        if generalises(old, new, before, after, implements):
            how = "generalised"
        yield pair.delta("return_type", **facts, how=how)


def _returned_impl(pair: Pair, before: str, after: str, facts: Mapping[str, str]) -> Iterator[Difference]:
    """`impl Trait` and futures of async functions: what is promised no longer. A function's own body decides whether an
    auto trait is kept that it does not promise; a trait's method has no body that callers could depend on."""
    had, has = set(before[6:-1].split(" + ")), set(after[6:-1].split(" + "))
    lost = {bound for bound in had - has if not brought(bound, has)}
    auto = {bound for bound in lost if bound.rpartition("::")[2] in AUTO_TRAITS}
    if auto and auto == lost and pair.old.kind != "trait_method":
        yield pair.doubt(f"`{facts['new']}` is returned where it was `{facts['old']}`: is it still {said(min(auto))}?")
    else:
        gained = {bound for bound in has - had if not brought(bound, had)}
        more = " + ".join(said(bound) for bound in sorted(gained))
        if lost or gained:
            yield pair.delta("return_type", **facts, how="changed" if lost else "more", bound=more)


AUTO_TRAITS = frozenset({"Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})


_NO_FUTURE = re.compile(r"\(\)|\((?!dyn|impl)|&|\[|[a-z]\w*$|std::(?:string|vec|option|result|collections)::")
"""Types that are no future, whatever they hold."""


def returned(side: Side) -> str:
    """The canonical type of a call: an async function's is a future."""
    text = side.ty(side.item.ret)
    return f"(impl std::future::Future<Output = {text}>)" if "async" in side.item.quals else text


def _lifetimes(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """What a returned value borrows: `'static` lost, and what an `impl Trait` captures."""
    one, two = return_text(old.item), return_text(new.item)
    if "'static" in one and "'static" not in two:
        yield pair.delta("return_static_lost", old=one, new=two)
    if isinstance(old.item.ret, TImpl) and isinstance(new.item.ret, TImpl):
        before, after = _captured(one), _captured(two)
        if before is not None and (after is None or after - before):
            gained = "everything in scope" if after is None else ", ".join(sorted(after - before))
            yield pair.delta("captures_gained", old=one, new=two, gained=gained)
    elif len(_named_lifetimes(old.item)) != len(_named_lifetimes(new.item)) and _borrowed_twice(old.item):
        yield pair.doubt("the lifetimes of its signature changed: do old borrows still live long enough?")


def _borrowed_twice(item: Item) -> bool:
    """Whether what is returned could borrow from more than one place: else a name for the one lifetime says nothing."""
    inputs = item.signature.partition("->")[0]
    return inputs.count("&") + len(re.findall(r"<'\w+", inputs.partition("(")[2])) > 1


def _captured(text: str) -> set[str] | None:
    found = re.search(r"use\s*<([^>]*)>", text)
    return {part.strip() for part in found[1].split(",") if part.strip()} if found else None


def _named_lifetimes(item: Item) -> list[str]:
    return [param.name for param in item.generics.params if param.kind == "lifetime"]
