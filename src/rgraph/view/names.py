"""Finding symbols by what a user types: a Rust path or any unambiguous end of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rgraph.model.ids import Symbol

_NUMBER = re.compile(r"#\d+$")
_NUMBERS = re.compile(r"#\d+")
_RAW = re.compile(r"\br#(?=[A-Za-z_])")
_TURBOFISH = re.compile(r"<(?!.* as ).*>")


def unnumbered(symbol: str) -> str:
    """A symbol without the numbers of alternatives in it: `demo::imp#2::f#3` is `demo::imp::f`."""
    return _NUMBERS.sub("", symbol)


def suffix_of(symbol: str) -> str:
    """The last segment of a symbol: `grep::Searcher::new` gives `new`; colons inside `<...>` do not count."""
    return segments(symbol)[-1]


def segments(symbol: str) -> list[str]:
    """A symbol cut at the `::` that stand outside angle brackets."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(symbol):
        char = symbol[at]
        if char == "<":
            depth += 1
        elif char == ">" and symbol[at - 1] != "-":
            depth -= 1
        elif char == ":" and depth == 0 and symbol.startswith("::", at):
            parts.append(symbol[start:at])
            at += 2
            start = at
            continue
        at += 1
    parts.append(symbol[start:])
    return parts


def bare_identifiers(path: str) -> str:
    """A path without the `r#` of raw identifiers, which symbols leave out: `r#mini::r#match` is `mini::match`."""
    return _RAW.sub("", path)


def plain(symbol: str) -> str:
    """A symbol as one would say it: `ignore::<Walk<P> as Iterator>::next#2` is `ignore::Walk::next`."""
    return "::".join(_plain_segment(segment) for segment in segments(symbol))


def is_impl(symbol: str) -> bool:
    """Whether a symbol is an impl block's, also where it is the second one of its type in its module."""
    return _NUMBER.sub("", symbol).endswith(">")


def _plain_segment(segment: str) -> str:
    segment = _NUMBER.sub("", segment)
    if not segment.startswith("<"):
        return segment.partition("<")[0]
    self_type = _before_as(segment[1:]).strip("&'* ").removeprefix("mut ").removeprefix("dyn ").removeprefix("impl ")
    return segments(self_type)[-1].partition("<")[0]


def _before_as(text: str) -> str:
    """`T<X as Y> as Trait>` up to the ` as ` that stands outside angle brackets, or to the closing bracket."""
    depth = 0
    for at, char in enumerate(text):
        if depth == 0 and (char == ">" or text.startswith(" as ", at)):
            return text[:at]
        depth += (char == "<") - (char == ">" and text[at - 1] != "-")
    return text


def find_symbols(symbols: Iterable[Symbol], name: str) -> list[Symbol]:
    """The symbols that `name` may mean, sorted: the equal one alone, else those that end in it, else those
    that end in it when impls and generic arguments are left out."""
    name = bare_identifiers(name.strip().removeprefix("::"))
    known = symbols if isinstance(symbols, dict) else dict.fromkeys(symbols)
    if name in known:
        return [Symbol(name)]
    ends = f"::{name}", f".{name}", f"/{name}", f"::{name}!"
    exact = sorted(symbol for symbol in known if symbol.endswith(ends))
    if "<" in name:
        return exact or _without_arguments(known, name)
    last = segments(name)[-1]
    loose = {symbol for symbol in known if last in symbol and _says(symbol, name)}
    return sorted({*exact, *loose})


def _without_arguments(known: Iterable[Symbol], name: str) -> list[Symbol]:
    """The symbols that end in `name` when generic arguments are left out of both: as one copies it from the source."""
    bare = "::".join(_bare_segment(segment) for segment in segments(name) if not _TURBOFISH.fullmatch(segment))
    last = segments(bare)[-1]
    return sorted(
        symbol
        for symbol in known
        if (last.startswith("<") or last in symbol)
        and f"::{'::'.join(_bare_segment(segment) for segment in segments(symbol))}".endswith(f"::{bare}")
    )


def _bare_segment(segment: str) -> str:
    """`Walk<P>` is `Walk`, `<Walk<P> as Sink<T>>` is `<Walk as Sink>`."""
    segment = _NUMBER.sub("", segment)
    if not segment.startswith("<"):
        return segment.partition("<")[0]
    self_type = _before_as(segment[1:])
    trait = segment[1 + len(self_type) :].removeprefix(" as ").rpartition(">")[0]
    return f"<{self_type.partition('<')[0]} as {trait.partition('<')[0]}>" if trait else segment


def _says(symbol: str, name: str) -> bool:
    """Whether a symbol, said plainly, ends in `name`; an impl block is never said so, its type is."""
    parts = segments(symbol)
    return not parts[-1].startswith("<") and f"::{plain(symbol)}".endswith(f"::{name}")
