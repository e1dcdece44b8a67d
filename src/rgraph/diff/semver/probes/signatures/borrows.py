"""What a returned value borrows, by the lifetimes in the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.details import return_text
from rgraph.diff.parameters import split_parameter
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item

_LIFETIME = re.compile(r"&\s*(?:'(\w+))?|'(\w+)")


_ASKS_LIFETIME = re.compile(r"[:+]\s*'")
_OUTLIVES = re.compile(r"'(\w+)\s*:\s*('\w+(?:\s*\+\s*'\w+)*)")


def borrows(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A result that now borrows from the receiver instead of what the receiver holds, or from another argument."""
    told = list(_from_receiver(pair, old, new))
    yield from told
    same = old.ty(old.item.ret) == new.ty(new.item.ret) and len(old.item.params) == len(new.item.params)
    if same and old.item.signature != new.item.signature:
        yield from _from_arguments(pair, old.item, new.item, bool(told))


def _from_receiver(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A lifetime of the type's own that is the receiver's now: `-> &'t str` to `-> &str` in `impl<'t> S<'t>`."""
    receivers = old.item.self_param, new.item.self_param
    if receivers[0] is None or receivers[1] is None or not receivers[1].ref:
        return
    before, after = (_lifetimes(return_text(side.item)) for side in (old, new))
    if len(before) != len(after):
        return
    own = set(re.findall(r"'(\w+)", receivers[0].text))
    for was, now in zip(before, after, strict=True):
        if was not in {"_", "static", *own} and now == "_":
            yield pair.delta("borrows_self", old=return_text(old.item), new=return_text(new.item), lifetime=f"'{was}")
            return


def _from_arguments(pair: Pair, old: Item, new: Item, told: bool) -> Iterator[Difference]:
    """Arguments that a result borrows from, and did not: `f<'a>(a: &'a A, b: &B) -> &'a C`, where `b` is `&'a B` now.

    Users who implement a trait's method may borrow from no more than the trait says. `told`: the receiver is.
    """
    before, after, gives = lenders(old), lenders(new), (given(old), given(new))
    if len(gives[0]) != len(gives[1]):
        return  # `W` may be `W<'_>`: what a path does not say is not known here
    names = ["self", *(split_parameter(param.text)[0] for param in new.params)]
    for index, (name, was, now) in enumerate(zip(names, taken(old), taken(new), strict=True)):
        facts = {"param": name, "old": old.signature, "new": new.signature}
        if (index in before) == (index in after):
            continue
        if len(was) != len(now):
            if index in after and "_" not in gives[0]:
                yield pair.doubt(
                    f"what it returns borrows from `{name}` now, by a lifetime that was not written: is it new?"
                )
        elif index in after and set(was) - {"static"} and (index or not told):
            yield pair.delta("borrows_argument", **facts)
        elif index in before and pair.old.kind == "trait_method":
            yield pair.delta("borrows_argument_lost", **facts)


def taken(item: Item) -> list[list[str]]:
    """The lifetimes of the receiver and of each argument; each elided one has a name of its own."""
    texts = [item.self_param.text if item.self_param is not None else "", *(param.text for param in item.params)]
    found = [_lifetimes(text) for text in texts]
    return [[f"{i}.{j}" if name == "_" else name for j, name in enumerate(each)] for i, each in enumerate(found)]


def given(item: Item) -> list[str]:
    """The lifetimes of the result, by the names that they have in what is taken; "_" where that cannot be told.
    https://doc.rust-lang.org/reference/lifetime-elision.html#lifetime-elision-in-functions
    """
    left_out = [*elided(item), "_"][0]
    return [left_out if name == "_" else name for name in _lifetimes(return_text(item))]


def elided(item: Item) -> list[str]:
    """The lifetime of what is taken that one left out in the result stands for; none where that cannot be told."""
    lent = taken(item)
    among = lent[0] or [name for each in lent for name in each]
    return among if len(among) == 1 else []


def lenders(item: Item) -> set[int]:
    """The arguments that a result borrows from, since they share a lifetime with it: their positions from 1; 0 is
    the receiver.
    """
    longer = with_longer(item.signature, {name for name in given(item) if name != "static"})
    return {index for index, each in enumerate(taken(item)) if longer & set(each)}


def alike(old: Item, new: Item) -> bool:
    """Whether two functions differ only in the names of their lifetimes."""
    return _numbered(old) == _numbered(new)


def is_for_more(old: Item, new: Item) -> bool:
    """Whether a function is the old one wherever some of its lifetimes are one: each of them stands where one lifetime
    of the old stood. Where lifetimes must outlive others that is not told here.
    """
    if _ASKS_LIFETIME.search(new.signature):
        return False
    places = [[*taken(item), given(item)] for item in (old, new)]
    if [*map(len, places[0])] != [*map(len, places[1])]:
        return False
    meant: dict[str, str] = {"static": "static"}
    both = zip(*([name for each in side for name in each] for side in places), strict=True)
    return all(meant.setdefault(now, was) == was for was, now in both)


def _numbered(item: Item) -> list[list[int]]:
    seen: dict[str, int] = {"static": 0}
    return [[seen.setdefault(name, len(seen)) for name in each] for each in (*taken(item), given(item))]


def with_longer(signature: str, names: set[str]) -> set[str]:
    """These lifetimes and those that must be as long: `'b` for `'a` under `'b: 'a`."""
    found, asked = set(names), [(each[1], set(re.findall(r"\w+", each[2]))) for each in _OUTLIVES.finditer(signature)]
    for _ in asked:
        found |= {name for name, shorter in asked if shorter & found}
    return found


def _lifetimes(text: str) -> list[str]:
    return [found[1] or found[2] or "_" for found in _LIFETIME.finditer(text)]
