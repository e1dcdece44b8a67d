"""What a function returns: its type, what an `impl Trait` in it promises, and what it borrows.

In the place of a result `impl Trait` is one type that callers cannot name: where a type that they could name stood, it
is another type; where `impl Trait` stood, what it promises is compared.
https://doc.rust-lang.org/reference/types/impl-trait.html#differences-between-generics-and-impl-trait-in-return-position
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rgraph.diff.details import return_text
from rgraph.diff.semver.auto.std import AUTO
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.predicates import brought
from rgraph.diff.semver.probes.wording import said, told_apart
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.sureness import sure
from rgraph.diff.semver.terms import impls, matched, summands
from rgraph.model.facts import Item
from rgraph.model.syntax import TImpl

from .accepted import Implements, accepts
from .borrows import alike, given, is_for_more, lenders
from .coercions import drops_auto_traits
from .passed_lifetimes import gives_shorter

_FUTURE = re.compile(r"\(impl std::future::Future<")
_NO_FUTURE = re.compile(r"\(\)|\((?!dyn|impl)|&|\[|[a-z]\w*$|std::(?:string|vec|option|result|collections)::")
"""Types that are no future, whatever they hold."""
_PATH = re.compile(r"[A-Za-z_]\w*(?:::\w+)+")
"""The paths in a canonical type."""


def result(pair: Pair, old: Side, new: Side, implements: Implements) -> Iterator[Difference]:
    """The differences between two results."""
    before, after = returned(old), returned(new)
    was_async, is_async = ("async" in side.item.quals for side in (old, new))
    was, now = told_apart(old.canon, new.canon, old.ty(old.item.ret), new.ty(new.item.ret))
    facts = {"old": was, "new": now, **sure(old, new, before, after)}
    if before == after:
        yield from _lifetimes(pair, old, new)
    elif impls(before) and _around(before) == _around(after):
        yield from _promised(pair, _Promises(old, new, implements).moved(before, after), facts)
    elif was_async and _boxes(before, after):  # `opaque` asks for its auto traits
        if pair.old.kind == "trait_method":  # who implements the trait must write what it writes
            yield pair.delta("return_type", **facts, how="more", bound=now)
    elif was_async != is_async:
        yield pair.delta("async_gained" if is_async else "async_lost", **facts)
    elif _may_be(before, after) and not (_FUTURE.match(before) and _NO_FUTURE.match(after)):
        yield from _promised(pair, _Promises(old, new, implements).kept(before, after), facts)
    elif re.search(r"'new:\w+::", after):  # of a type that callers give, as they gave another one before
        yield pair.doubt(
            f"returns `{facts['new']}` where it returned `{facts['old']}`: is that the same for old calls?"
        )
    elif after == "!":
        yield pair.doubt(f"never returns now, it returned `{was}`: calls coerce that, or is it used as a value?")
    elif unnamed := _unnamed(old, new, before, after):
        one, two = map(_last, unnamed)
        yield pair.doubt(
            f"gives `{two}` in the place of `{one}`, neither of which users can name: is what `{one}` had missed?"
        )
    elif drops_auto_traits(after, before):
        yield pair.doubt(f"returns `{now}` where it returned `{was}`: calls coerce it, or is it kept beside others?")
    else:
        how = "now_unit" if after == "()" else "was_unit" if before == "()" else "changed"
        if (not impls(after) or _had_no_name(old, before, after)) and accepts(old, new, before, after, implements):
            how = "generalised"
        yield pair.delta("return_type", **facts, how=how)


def _boxes(before: str, after: str) -> bool:
    """Whether a boxed future stands where a future stood that gives the same."""
    pinned = re.fullmatch(r"std::pin::Pin<std::boxed::Box<\(dyn (.*)\)>>", after)
    return pinned is not None and before[len("(impl ") : -1] in summands(f"(impl {pinned[1]})")


def returned(side: Side) -> str:
    """The canonical type of a call. That of an async function is a future."""
    text = side.ty(side.item.ret)
    return f"(impl std::future::Future<Output = {text}>)" if "async" in side.item.quals else text


def _around(text: str) -> list[str]:
    """What stands around each `impl Trait` of a type."""
    ends = [0, *(place for span in impls(text) for place in span), len(text)]
    return [text[ends[i] : ends[i + 1]] for i in range(0, len(ends), 2)]


def _had_no_name(old: Side, before: str, after: str) -> bool:
    """Whether types that users could not name stood where `impl Trait` stands. What they had besides is told of
    them."""
    heads = [text.partition("<")[0] for text in (matched(after, impls(after), before) or {}).values()]
    return bool(heads) and all(head in old.canon.derives and head not in old.canon.nameable for head in heads)


def _unnamed(old: Side, new: Side, before: str, after: str) -> tuple[str, str] | None:
    """An own type that users cannot name and the one that stands in its place, where all else is as it was."""
    was, now = _PATH.findall(before), _PATH.findall(after)
    differ = {(one, two) for one, two in zip(was, now, strict=False) if one != two}
    if len(was) != len(now) or _PATH.sub("", before) != _PATH.sub("", after) or len(differ) != 1:
        return None
    one, two = differ.pop()
    return (one, two) if _is_unnamed(old, one) and _is_unnamed(new, two) else None


def _is_unnamed(side: Side, symbol: str) -> bool:
    return symbol in side.canon.derives and symbol not in side.canon.nameable


def _last(symbol: str) -> str:
    return symbol.rpartition("::")[2]


def _may_be(before: str, after: str) -> bool:
    """Whether types stand where `impl Trait` stood, and all else is as it was: they may implement what it promised."""
    return bool(matched(before, impls(before), after))


@dataclass(slots=True)
class _Moved:
    """What is promised of a result no longer, what is promised now alone, and whether that is all that differs."""

    lost: set[str] = field(default_factory=set)
    gained: set[str] = field(default_factory=set)
    is_open: bool = False


def _promised(pair: Pair, moved: _Moved, facts: Mapping[str, str]) -> Iterator[Difference]:
    """What became of the promises. A function's own body decides whether an auto trait is kept that it does not
    promise; a trait's method has no body that callers could depend on."""
    auto = {bound for bound in moved.lost if bound.rpartition("::")[2] in AUTO}
    if moved.is_open and auto == moved.lost:
        yield pair.doubt(f"`{facts['new']}` is returned instead of `{facts['old']}`: does it implement all of it?")
    elif auto and auto == moved.lost and pair.old.kind != "trait_method":
        yield pair.doubt(f"`{facts['new']}` is returned where it was `{facts['old']}`: is it still {said(min(auto))}?")
    elif moved.lost or moved.gained:
        more = " + ".join(said(bound) for bound in sorted(moved.gained))
        yield pair.delta("return_type", **facts, how="changed" if moved.lost else "more", bound=more)


@dataclass(frozen=True, slots=True)
class _Promises:
    """Compares what two versions of a result promise, each `impl Trait` with what stands in its place."""

    old: Side
    new: Side
    implements: Implements

    def moved(self, before: str, after: str) -> _Moved:
        """Of two types that are alike around their `impl Trait`s."""
        found = _Moved()
        for (start, end), (first, last) in zip(impls(before), impls(after), strict=True):
            had, has = set(summands(before[start:end])), set(summands(after[first:last]))
            gone, new = had - has, has - had
            for one in sorted(bound for bound in gone if impls(bound)):
                for two in sorted(two for two in new if _around(one) == _around(two) or _may_be(one, two)):
                    deeper = self.moved(one, two) if _around(one) == _around(two) else self.kept(one, two)
                    found = _joined(found, deeper)
                    gone, new = gone - {one}, new - {two}
                    break
            found.lost |= {bound for bound in gone if not brought(bound, has)}
            found.gained |= {bound for bound in new if not brought(bound, had)}
        return found

    def kept(self, before: str, after: str) -> _Moved:
        """Of a type that stands in the place of an `impl Trait`: whether it is all that was promised. Auto traits are
        of what it holds, which is not asked here."""
        asked = _without_auto(before)
        fits = accepts(self.old, self.new, after, asked, self.implements)
        return _Moved(lost={before} if fits is False else set(), is_open=fits is None or asked != before)


def _without_auto(text: str) -> str:
    """A type whose `impl Trait`s promise no auto traits."""
    for start, end in reversed(impls(text)):
        kept = [bound for bound in summands(text[start:end]) if bound.rpartition("::")[2] not in AUTO]
        text = f"{text[:start]}(impl {' + '.join(kept) or 'std::marker::Sized'}){text[end:]}"
    return text


def _joined(one: _Moved, two: _Moved) -> _Moved:
    return _Moved(one.lost | two.lost, one.gained | two.gained, one.is_open or two.is_open)


def _lifetimes(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """What a returned value borrows: `'static` lost, and lifetimes that have names now."""
    one, two = return_text(old.item), return_text(new.item)
    if "'static" in one and "'static" not in two and not _is_given_static(old.item, new.item):
        yield pair.delta("return_static_lost", old=one, new=two)
        return
    if isinstance(old.item.ret, TImpl) and isinstance(new.item.ret, TImpl):
        return  # `captures` compares them
    if pair.old.kind == "trait_method" and gives_shorter(new.item, old.item):
        is_told = len(given(old.item)) == len(given(new.item))  # by `borrows`
        if not is_told and pair.old.traits_of_use().get("owner_sealed") != "yes":
            yield pair.delta("return_type", old=one, new=two, how="changed")
        return
    if gives_shorter(old.item, new.item) and not _is_given_static(old.item, new.item):
        yield pair.delta("return_static_lost", old=one, new=two)
        return
    if len(_named_lifetimes(old.item)) != len(_named_lifetimes(new.item)) and _borrowed_twice(old.item):
        if alike(old.item, new.item) or (pair.old.kind != "trait_method" and is_for_more(old.item, new.item)):
            return
        yield pair.doubt("the lifetimes of its signature changed: do old borrows still live long enough?")


def _is_given_static(old: Item, new: Item) -> bool:
    """Whether a result lives as long as what callers pass, and they passed what lives for ever."""
    passed = [param.text for param in old.params]
    return bool(found := lenders(new)) and all(
        0 < place <= len(passed) and "'static" in passed[place - 1] for place in found
    )


def _borrowed_twice(item: Item) -> bool:
    """Whether what is returned could borrow from more than one place: else a name for the one lifetime says nothing."""
    inputs = item.signature.partition("->")[0]
    return inputs.count("&") + len(re.findall(r"<'\w+", inputs.partition("(")[2])) > 1


def _named_lifetimes(item: Item) -> list[str]:
    return [param.name for param in item.generics.params if param.kind == "lifetime"]
