"""Declarative macros: which arguments their patterns accept.

Patterns are compared token by token, without the names of variables. A difference that is not understood counts as
narrower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rgraph.diff.api.listing import KEYWORDS
from rgraph.diff.limits import MAX_MACRO_BODY
from rgraph.diff.semver.delta import Difference, Pair, yes
from rgraph.diff.semver.side import Side
from rgraph.model.facts import Arm, Item

from .macro_results import result_changed
from .samples import all_taken
from .written_for_callers import no_longer_written

_UNSAFE = re.compile(r"\bunsafe\s*\{")
_ANY = re.compile(r"\$\w+\s*:\s*expr\b")
_MARK = re.compile(r"[(\[{]?\s*(?:(@)\s*(\w+)|()(__\w+))")
"""What an internal arm begins with."""
_SINCE_2024 = re.compile(r"const\b|_(?!\w)")

_TAKEN = KEYWORDS | {"crate", "self", "super", "Self", "_"}
"""Words that are taken for no name and for no expression here. https://doc.rust-lang.org/reference/keywords.html"""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def macro(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """A declarative macro: patterns that are no longer accepted, and those that another arm now accepts."""
    before, after = _matchers(old.item), _matchers(new.item)
    written = {
        nameless: _short(" ".join(arm.matcher.split()))
        for names, item in ((after, new.item), (before, old.item))
        for nameless, arm in zip(names, item.arms, strict=True)
    }
    for first, later in _overtaken(before, after):
        question = f"takes `({written[later]})` by its arm `({written[first]})` now, which comes first"
        yield pair.doubt(f"{question}: does it make the same of it?")
    had, has = dict(zip(before, old.item.arms, strict=True)), dict(zip(after, new.item.arms, strict=True))
    yield from _less_unsafe(pair, had, has)
    kept = {pattern: (had[pattern], has[pattern]) for pattern in had if pattern in has}
    read = {pattern: arms for pattern, arms in kept.items() if max(len(a.body) for a in arms) <= MAX_MACRO_BODY}
    yield from result_changed(pair, read)
    yield from no_longer_written(pair, read)
    yield from _wider_expressions(pair, old, new)
    internal = {text for text, arm in zip(before, old.item.arms, strict=True) if _is_internal(arm, old.item)}
    lost = [text for text in before if text not in after and text not in internal]
    wider = [t for t in lost if any(_accepts(other, t) for other in after) or all_taken(t, after, _takes)]
    if len(wider) < len(lost):
        rest = [text for text in lost if text not in wider]
        more = f" and {len(rest) - 1} more" if len(rest) > 1 else ""
        yield pair.delta("arms_narrowed", lost=f"`({written[rest[0]]})`{more}", fewer=yes(len(after) < len(before)))


def _is_internal(arm: Arm, item: Item) -> bool:
    """Whether an arm is for the macro's own calls: it begins with `@name`, or with a name that has two underscores, and
    the macro calls itself so. https://veykril.github.io/tlborm/decl-macros/patterns/internal-rules.html
    """
    mark = _MARK.match(arm.matcher)
    if mark is None:
        return False
    written = r"\s*".join(re.escape(part) for part in mark.groups() if part)
    call = rf"\b{re.escape(item.name)}\s*!\s*[(\[{{]\s*{written}\b"
    return any(re.search(call, other.body) for other in item.arms)


def _less_unsafe(pair: Pair, before: Mapping[str, Arm], after: Mapping[str, Arm]) -> Iterator[Difference]:
    """Arms that put what they are given in an `unsafe` block, and no longer have one."""
    for pattern in (pattern for pattern in before if pattern in after):
        if _UNSAFE.search(before[pattern].body) and not _UNSAFE.search(after[pattern].body):
            yield pair.doubt("expands to no `unsafe` block any more: does what callers pass need one?")
            return


def _wider_expressions(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """Arms for any expression, which take `const { .. }` and `_` since edition 2024, before one for these.
    https://doc.rust-lang.org/edition-guide/rust-2024/macro-fragment-specifiers.html
    """
    editions = [side.canon.world.edition(side.definition.crate) for side in (old, new)]
    if not editions[0] < "2024" <= editions[1]:
        return
    matchers = [arm.matcher.strip("([{ \n") for arm in new.item.arms]
    first = next((at for at, text in enumerate(matchers) if _ANY.match(text)), len(matchers))
    for text in matchers[first + 1 :]:
        if _SINCE_2024.match(text):
            question = f"takes `{_short(text)}` by its arm `({_short(matchers[first])})` now"
            yield pair.doubt(f"{question}: does it make the same of it?")
            return


def _overtaken(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Arms that are tried, and did not come, before one that both versions have, and that take all that it takes. The
    first arm that fits is the one that a call uses: https://doc.rust-lang.org/reference/macros-by-example.html
    """
    for at, later in enumerate(after):
        if later not in before or later in after[:at]:
            continue
        earlier = before[: before.index(later)]
        first = next((arm for arm in after[:at] if _accepts(arm, later)), None)
        if first is not None and not any(_accepts(arm, later) for arm in earlier):
            yield first, later


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
    "ident": frozenset({"ident"}),
    "ty": frozenset({"ident", "path", "ty"}),
    "path": frozenset({"ident", "path"}),
}


def _accepts(new: str, old: str) -> bool:
    """Whether a pattern accepts all that another does, as far as a token by token look shows."""
    one, two = old.split(), new.split()
    if two[-5:-1] == _ANYTHING and _begins(one, two[:-5], at_least=two[-1] == "+"):
        return True
    ended = _ENDED.sub(r"$ ( \1 \2 ) *", new).split()  # `$(..);* $(;)?` takes what `$(..;)*` takes
    optional = re.sub(r" ?\$ \( [^()]* \) \?", "", new).split()
    fewer = [f"{new[: group.start()]} {new[group.end() :]}".split() for group in _ANY_NUMBER.finditer(new)]
    return any(_token_wise(one, other) for other in (two, ended, optional, *fewer))


_ENDED = re.compile(r"\$ \( ([^()]*) \) ([;,]) \* \$ \( \2 \) [?*]")
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
    both = enumerate(zip(old, new, strict=True))
    return all(_takes(a, b) or (b == "*" and _repeats(old, at)) for at, (a, b) in both)


def _takes(old: str, new: str) -> bool:
    """Whether a token of a pattern takes one of another, or what a variable there stands for."""
    return old == new or _kind(old) in _WIDER.get(new.lstrip("$"), frozenset())


def _kind(token: str) -> str:
    """The kind of fragment that a token of a pattern is, one that a caller writes as it stands among them."""
    if token.startswith("$"):
        return token[1:]
    if token[0].isdigit():
        return "literal"
    return "ident" if token.isidentifier() and token not in _TAKEN else ""


def _repeats(tokens: list[str], at: int) -> bool:
    """Whether a token says how often the group before it may stand: `$(..)+`, `$(..),+`, `$(..)?`."""
    return tokens[at] in {"+", "?"} and ")" in tokens[max(0, at - 2) : at]
