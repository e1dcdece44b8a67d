"""Consts, statics, type aliases and macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Item

from .generics import generics
from .qualifiers import in_extern_block
from .types import with_defaults
from .wording import type_changed


def value(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A const or static: type, value, mutability, unsafety."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after:
        yield type_changed(pair, old, new, before, after)
    words = ("mut", "safe") if in_extern_block(old) and in_extern_block(new) else ("mut", "unsafe", "safe")
    for word in words:
        had, has = word in old.item.quals, word in new.item.quals
        if had != has:
            yield pair.delta(f"{word}_gained" if has else f"{word}_lost")
    if old.item.value != new.item.value:
        yield pair.delta("value", old=_short(old.item.value), new=_short(new.item.value))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def alias(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A type alias: what it stands for."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if before != after and before != with_defaults(new, new.item.ty):
        yield type_changed(pair, old, new, before, after)
    yield from generics(pair, old, new)


# ---- macros ----------------------------------------------------------------------------------------------


def macro(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A declarative macro: patterns that were accepted and are not any more."""
    before, after = _matchers(old.item), _matchers(new.item)
    lost = [text for text in before if text not in after]
    if not lost or not before:
        return
    wider = [text for text in lost if any(_accepts(other, text) for other in after)]
    if len(wider) == len(lost):
        return
    rest = [text for text in lost if text not in wider]
    written = {nameless: " ".join(arm.matcher.split()) for nameless, arm in zip(before, old.item.arms, strict=True)}
    more = f" and {len(rest) - 1} more" if len(rest) > 1 else ""
    yield pair.delta("arms_narrowed", lost=f"`({_short(written[rest[0]])})`{more}", fewer=yes(len(after) < len(before)))


def _matchers(item: Item) -> list[str]:
    """The patterns with their variables' names and spacing left out."""
    return [_nameless(arm.matcher) for arm in item.arms]


def _nameless(matcher: str) -> str:
    text = re.sub(r"\$\w+\s*:\s*(\w+)", r"$\1", matcher)
    return " ".join(re.findall(r"\$\w+|\w+|[^\w\s]", text)).removesuffix(" ,")


_WIDER = {
    "tt": frozenset({"ident", "literal", "lifetime", "tt"}),
    "expr": frozenset({"ident", "literal", "expr", "path", "block"}),
    "pat": frozenset({"ident", "literal", "pat", "pat_param"}),
    "ty": frozenset({"ident", "path", "ty"}),
    "path": frozenset({"ident", "path"}),
}


def _accepts(new: str, old: str) -> bool:
    """Whether a pattern accepts all that another does, as far as a token by token look shows."""
    one, two = old.split(), new.split()
    if two[-5:-1] == _ANYTHING and _begins(one, two[:-5], at_least=two[-1] == "+"):
        return True
    optional = re.sub(r" ?\$ \( [^()]* \) \?", "", new).split()
    fewer = [f"{new[: group.start()]} {new[group.end() :]}".split() for group in _ANY_NUMBER.finditer(new)]
    return any(_token_wise(one, other) for other in (two, optional, *fewer))


_ANY_NUMBER = re.compile(r"\$ \( [^()]* \) (?:[^\s*+?] )?\*")
"""A group that may stand no time at all."""


_ANYTHING = ["$", "(", "$tt", ")"]
"""Of `$($t:tt)*`, which takes all that is left."""


def _begins(old: list[str], new: list[str], at_least: bool) -> bool:
    """Whether a pattern begins with another, and, where it must, goes on: with a token that is always there."""
    begins = _token_wise(old[: len(new)], new)
    return begins and (not at_least or _has_token(old[len(new) :]))


def _has_token(tokens: list[str]) -> bool:
    """Whether tokens stand in no group that may stand no time at all."""
    found, groups, after = [False], [False], -1
    for at, token in enumerate(tokens):
        if token == "(":
            groups.append(at > 0 and tokens[at - 1] == "$")
            found.append(not groups[-1])
        elif token == ")" and len(groups) > 1:
            inside, is_group = found.pop(), groups.pop()
            times = next((n for n in (at + 1, at + 2) if tokens[n : n + 1] and tokens[n] in "*+?"), at)
            found[-1] |= inside and (not is_group or tokens[times] == "+")
            after = times if is_group else at
        elif at > after and token != "$":
            found[-1] = True
    return found[0]


def _token_wise(old: list[str], new: list[str]) -> bool:
    if len(old) != len(new):
        return False
    return all(
        a == b or a.lstrip("$") in _WIDER.get(b.lstrip("$"), frozenset()) or (b == "*" and _repeats(old, at))
        for at, (a, b) in enumerate(zip(old, new, strict=True))
    )


def _repeats(tokens: list[str], at: int) -> bool:
    """Whether a token says how often the group before it may stand: `$(..)+`, `$(..),+`, `$(..)?`."""
    return tokens[at] in {"+", "?"} and ")" in tokens[max(0, at - 2) : at]


def proc_macro(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A derive macro's helper attributes."""
    lost = sorted(helpers(old.item) - helpers(new.item))
    for name in lost:
        yield pair.delta("helper_lost", helper=name)


def helpers(item: Item) -> set[str]:
    """The helper attributes that a derive macro declares."""
    found = re.search(r"attributes\s*\(([^)]*)\)", item.attrs.proc_macro)
    return {part.strip() for part in found[1].split(",") if part.strip()} if found else set()
