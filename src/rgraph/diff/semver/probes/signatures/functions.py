"""Functions and methods: parameters, receiver, return type, qualifiers, ABI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.probes.computed import result_changed
from rgraph.diff.semver.probes.generics import generics
from rgraph.diff.semver.probes.wording import own_words, said, told_apart
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.sureness import sure
from rgraph.model.syntax import Type

from .accepted import Implements, accepts
from .borrows import borrows
from .callbacks import called_with_less, without_callbacks
from .captures import captures
from .coercions import coerces
from .early_bound import early_bound
from .inference import not_inferred
from .left_open import LeftOpen
from .own_derefs import dereferences
from .passed_lifetimes import takes_longer
from .qualifiers import exported, qualifiers
from .returned import result


def function(pair: Pair, old: Side, new: Side, implements: Implements) -> Iterator[Difference]:
    """Every difference that a caller or an implementor of the function can notice."""
    yield from _receiver(pair, old, new)
    yield from _parameters(pair, old, new, implements)
    yield from result(pair, old, new, implements)
    yield from qualifiers(pair, old, new)
    yield from exported(pair, old.item, new.item)
    yield from generics(pair, old, new)
    yield from not_inferred(pair, old, new)
    yield from borrows(pair, old, new)
    yield from captures(pair, old, new)
    yield from called_with_less(pair, old, new)
    yield from early_bound(pair, old, new)
    yield from result_changed(pair, old, new)


# ---- receiver --------------------------------------------------------------------------------------------


def _receiver(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    before, after = receiver(old), receiver(new)
    if before == after:
        yield from _held_longer(pair, old, new)
        return
    if _named_before(pair, old, new, after):
        return
    if pair.old.kind == "method" and _calls_alike(old, new, before, after):
        asked = f"calls compile as before, but is it named as a path (`{_path(pair)}`)?"
        yield pair.doubt(f"takes `{after}`, it took `{before}`: {asked}")
    else:
        how = f"{before or 'none'} to {after or 'none'}"
        plain = yes({before, after} <= _PLAIN)
        yield pair.delta("receiver", old=before or "no receiver", new=after or "no receiver", how=how, plain=plain)


def _held_longer(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """`&mut self` to `&'a mut self`, where `'a` is the type's own: after one call the value is borrowed for ever."""
    mine, theirs = old.item.self_param, new.item.self_param
    if mine is None or theirs is None or not theirs.ref or mine.text == theirs.text:
        return
    was, now = (_of_owner(side) for side in (old, new))
    if not was and now:
        texts = {"old": mine.text, "new": theirs.text}
        if theirs.mut or now == "static" or pair.old.kind == "trait_method":
            yield pair.delta("receiver", **texts, how="held longer", plain="no")
        else:
            yield pair.doubt(f"takes `{theirs.text}`, it took `{mine.text}`: is the value borrowed for so long?")


def _of_owner(side: Side) -> str:
    """The lifetime of a receiver where it is not the method's own; "" where it is."""
    receiver = side.item.self_param
    named = re.search(r"&\s*'(\w+)", receiver.text) if receiver is not None else None
    own = {param.name.removeprefix("'") for param in side.item.generics.params} | {"_"}
    return named[1] if named is not None and named[1] not in own else ""


def _calls_alike(old: Side, new: Side, before: str, after: str) -> bool:
    """Whether `value.method()` compiles as it did, and only the function has another type: the value is copied, or is
    borrowed for a result that borrows nothing."""
    if (before, after) == ("&self", "self"):
        known = old.canon.laws.closure(predicates(old))
        return new.canon.laws.holds(new.canon.self_text(new.definition, new.labels), _COPY, known) is True
    result = return_text(new.item)
    is_lent = before == "self" or _POINTER.fullmatch(before) is not None
    is_same = is_lent and after == "&self" and result == return_text(old.item)
    return is_same and "async" not in new.item.quals and not _BORROWS.search(result)


_POINTER = re.compile(r"&?std::(?:rc::Rc|sync::Arc|boxed::Box)<Self>")
"""Receivers of which a call takes what they point to where `&self` is asked for."""
_COPY = "std::marker::Copy"
_BORROWS = re.compile(r"&\s*(?!')|'_|\bimpl\b")
"""A lifetime that is left to elision, or hidden."""


def _path(pair: Pair) -> str:
    """A method as a path names it: `S::f`."""
    owner, _, name = pair.old.label.rpartition("::")
    return f"{owner.rpartition('::')[2]}::{name}"


def _named_before(pair: Pair, old: Side, new: Side, receiver_now: str) -> bool:
    """Whether `f(x: &S)` became `f(&self)`: callers still write `S::f(&x)`. Implementors of a trait do not."""
    if old.item.self_param is not None or new.item.self_param is None or pair.old.kind != "method":
        return False
    return len(old.item.params) == len(new.item.params) + 1 and _as_receiver(old, old.item.params[0].ty) == receiver_now


_PLAIN = frozenset({"", "self", "&self", "&mut self"})


def receiver(side: Side) -> str:
    """`self`, `&self`, `&mut self`, or the type that is written for `self`; "" if there is no receiver."""
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
    answers = set[bool | None]()
    for index, (one, two) in enumerate(types):
        name = split_parameter(after[index].text)[0].removeprefix("mut ")
        facts = {"index": str(index + 1), "name": name}
        if one == two:
            texts = before[index].text, after[index].text
            if (_asks_static(texts[1]) and not _asks_static(texts[0])) or takes_longer(*texts):
                yield pair.delta("parameter_static", **facts, old=before[index].text, new=after[index].text)
            continue
        how = accepts(old, new, one, two, implements)
        if how is False and (full := old.ty_in_full(before[index].ty)) != one:
            how = accepts(old, new, full, two, implements)
        answers.add(how)
        yield from _parameter(pair, (old, new), one, two, how, {**facts, **sure(old, new, one, two)})

    if answers == {True} and pair.old.kind != "trait_method":
        for index, question in islice(LeftOpen(old, new, implements).questions(types), 1):
            was, now = _shown(old, new, *types[index])
            yield pair.doubt(f"takes `{now}`, it took `{was}`: {question}")


def _shown(old: Side, new: Side, one: str, two: str) -> tuple[str, str]:
    """Two types as a report writes them; a parameter of the function's own as what is asked of it."""
    was, now = told_apart(old.canon, new.canon, one, two)
    asked = sorted(predicates(new).get(two, set()) - {"Sized"}) if two.startswith("'new:") else ()
    return was, f"impl {' + '.join(map(said, asked))}" if asked else now


def _asks_static(text: str) -> bool:
    """Whether a parameter names `'static`, that of `Box<dyn T + 'static>` aside: `Box<dyn T>` means the same. What a
    function that is passed is called with is not asked of callers."""
    text = without_callbacks(text)
    return "'static" in re.sub(r"\b(?:Box|Rc|Arc|Vec)\s*<\s*dyn\b[^&;]*?\+\s*'static(?=\s*>)", "", text)


def _parameter(
    pair: Pair, sides: tuple[Side, Side], one: str, two: str, how: bool | None, facts: dict[str, str]
) -> Iterator[Difference]:
    was, now = _shown(*sides, one, two)
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
    return coerces(one, two, lambda ty, trait: new.canon.laws.holds(ty, trait, known)) or dereferences(
        new.canon, one, two
    )


def _list(types: Iterator[str]) -> str:
    return "(" + ", ".join(said(text) for text in types) + ")"
