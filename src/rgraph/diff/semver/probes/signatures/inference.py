"""Generic parameters that a function has now and that a call without angle brackets does not decide.

A call decides a parameter that stands in the type of an argument or of the result, in what an associated type of a
bound is, or in what a closure takes or gives. That the argument of another trait (`T: Into<U>`) is decided is a matter
of how many impls there are. https://doc.rust-lang.org/error_codes/E0282.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.terms import impls, summands
from rgraph.model.facts import ItemKind

_DECIDES = re.compile(r"= |(?:^|::)(?:Async)?Fn(?:Mut|Once)?<")
"""In which bounds what is named is decided: `Iterator<Item = T>`, `Fn(T) -> U`."""


def not_inferred(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """The parameters that no call decides. Those that stood in the old version were given or decided there, too."""
    receiver, given = new.item.self_param, new.ty(new.item.ret)
    taken = [new.ty(param.ty) for param in new.item.params]
    taken += [new.ty(receiver.ty)] if receiver is not None and receiver.ty is not None else []
    bounds = [(subject, bound) for subject, found in predicates(new).items() for bound in found]
    bounds += [("", bound) for text in taken for start, end in impls(text) for bound in summands(text[start:end])]
    yield from _of_type(pair, new)
    for param in new.item.generics.params:
        label = new.labels.get(param.name, "")
        if param.kind == "lifetime" or not label.startswith("'new:"):
            continue
        name = re.compile(rf"{label}\b(?!::)")
        asked = [bound for subject, bound in bounds if subject != label and name.search(bound)]
        if any(name.search(_without_impls(text)) for text in taken) or any(map(_DECIDES.search, asked)):
            continue
        if asked or name.search(given):
            yield pair.doubt(f"takes the generic argument `{param.name}` now: does every old call decide what it is?")
        else:
            yield pair.delta("not_inferred", param=param.name, param_kind=param.kind)


def _of_type(pair: Pair, new: Side) -> Iterator[Difference]:
    """A parameter that the type of an associated function gained: `Map::new()` decides it only where the result is used
    as one `Map`."""
    owner = new.definition.parent
    if pair.old.kind != "method" or owner is None or owner.kind is not ItemKind.IMPL or owner.item is None:
        return
    asked = new.item.signature.partition("->")[0] + new.item.signature.partition(" where ")[2]
    for param in owner.item.generics.params if new.item.self_param is None else ():
        label = new.labels.get(param.name, "")
        gained = param.kind != "lifetime" and (label.startswith("'new:") or not label.startswith("'"))
        if gained and not re.search(rf"\b(?:{re.escape(param.name)}|Self)\b", asked):
            yield pair.doubt(
                f"is of a type with the argument `{param.name}` now: does every old call decide what it is?"
            )
            return


def _without_impls(text: str) -> str:
    for start, end in reversed(impls(text)):
        text = text[:start] + text[end:]
    return text
