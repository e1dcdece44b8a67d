"""Canonical types as a person would write them, those of the old version by its own names."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from rgraph.diff.api.signatures import between_commas
from rgraph.diff.semver.sureness import sure

if TYPE_CHECKING:
    from rgraph.diff.semver.canon import Canon
    from rgraph.diff.semver.delta import Delta, Pair
    from rgraph.diff.semver.side import Side

    from .impls.covering import Implemented

UNMET = "which no old code switches on: does a crate switch it on beside others that name all there is?"
"""What is asked of a member that only a new feature brings: features are for a whole build."""
UNMET_IMPL = "which no old code switches on: does a crate switch it on beside others that it breaks?"
"""The same of an impl."""
_CALL = re.compile(r"\b(?:Async)?(?:FnOnce|FnMut|Fn)<\(")
"""How `Fn<(u8,), Output = u8>` begins, which is written `Fn(u8) -> u8`."""
_BOUNDS = re.compile(r"\((?:dyn|impl) ")

_MODULES = re.compile(r"(?<![\w#])(?:[a-z_]\w*(?:#\d+)?::)+(?=(\w+))")
_PATH = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)+")

_FROM_CRATE = re.compile(r"(?<![\w:.'}#])[a-z_]\w*(?:::\w+)+")
"""A path that begins in a crate: no associated type of a parameter."""


def said(text: str, in_full: Collection[str] = ()) -> str:
    """A canonical type as a person would write it: modules left out but of the paths `in_full`, `T::Item` in full."""
    plain = re.sub(r"'(?:new:|[tc]\d+\.)", "", text)
    short = _MODULES.sub(lambda found: found[0] if found[0] + found[1] in in_full else "", plain)
    short = _without_brackets(_calls(short)).replace(",)", ")")
    short = short if in_full else re.sub(r"(?<=\w)#\d+\b", "", short)
    return short.replace("{", "").replace("}", "")


def _calls(text: str) -> str:
    """Closures and functions as they are written, those inside others too."""
    for found in reversed(list(_CALL.finditer(text))):
        start = found.end() - len("<(")
        end, inner = _closing(text, start), _closing(text, found.end() - 1)
        given, rest = text[found.end() : inner], text[inner + 1 : end]
        result = rest.removeprefix(", Output = ")
        if end < 0 or inner < 0 or (rest and result == rest):
            continue
        taken = ", ".join(between_commas(given))
        text = f"{text[:start]}({taken})" + (f" -> {result}" if result not in {"", "()"} else "") + text[end + 1 :]
    return text


def _without_brackets(text: str) -> str:
    """`dyn T` and `impl T` of one trait, without the brackets around them."""
    for found in reversed(list(_BOUNDS.finditer(text))):
        end = _closing(text, found.start())
        if end > 0 and "+" not in text[found.start() : end]:
            text = text[: found.start()] + text[found.start() + 1 : end] + text[end + 1 :]
    return text


def _closing(text: str, start: int) -> int:
    """Where the bracket at a place is closed; -1 where it is not."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "(<[{") - (text[at] in ")]}" or (text[at] == ">" and text[at - 1] not in "-="))
        if depth == 0:
            return at
    return -1


def written(text: str, canon: Canon) -> str:
    """The same with the crates of what stands in others, which often have the names that own types have."""
    return said(text, outside(text, canon))


def outside(text: str, canon: Canon) -> set[str]:
    """The paths in a canonical text that lead into other crates, the standard library aside."""
    paths = {found[0] for found in _FROM_CRATE.finditer(text)}
    return {path for path in paths if not path.startswith("std::") and not canon.is_of_workspace(path)}


def told_apart(old: Canon, new: Canon, before: str, after: str) -> tuple[str, str]:
    """A type of the old version, by the names that it had there, and one of the new: with the paths that differ where
    all else is the same."""
    before, after = own_words(before, old), own_words(after, new)
    if said(before) != said(after):
        return written(before, old), written(after, new)
    differing = set(_PATH.findall(before)) ^ set(_PATH.findall(after))
    return said(before, differing | outside(before, old)), said(after, differing | outside(after, new))


def own_words(text: str, canon: Canon) -> str:
    """A canonical type by the names of its own version."""
    return _PATH.sub(lambda found: canon.own(found[0]), text)


def of_wider(trait: str, one: Implemented, bound: str) -> str:
    """The question whether a more general impl is for the type of an old one."""
    shown, asked = (said(re.sub(r"'\d+", "_", text)) for text in (one.self_type, bound))
    return f"the impl of `{trait}` for `{shown}` stands in a more general one now: does `{asked}` hold?"


def type_changed(pair: Pair, old: Side, new: Side, before: str, after: str) -> Delta:
    """An item that has a type, and another one now."""
    was, now = told_apart(old.canon, new.canon, before, after)
    return pair.delta("type", old=was, new=now, **sure(old, new, before, after))


def listed(texts: list[str]) -> str:
    """The first three texts, and how many more there are."""
    shown = [f"`{text}`" for text in texts[:3]]
    rest = [f"{len(texts) - 3} more"] if len(texts) > 3 else []
    parts = [*shown, *rest]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
