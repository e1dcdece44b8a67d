"""Canonical types as a person would write them: those of the old version in its own words."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from rgraph.diff.semver.sureness import sure

if TYPE_CHECKING:
    from rgraph.diff.semver.canon import Canon
    from rgraph.diff.semver.delta import Delta, Pair
    from rgraph.diff.semver.side import Side

_CALL = re.compile(r"\b(Fn|FnMut|FnOnce)<\(([^()]*)\), Output = (\(\)|[^()<>]*)>")
"""`Fn<(u8,), Output = u8>`, which is written `Fn(u8) -> u8`."""

_MODULES = re.compile(r"(?<!\w)(?:[a-z_]\w*::)+(?=(\w+))")
_PATH = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)+")


def said(text: str, in_full: Collection[str] = ()) -> str:
    """A canonical type as a person would write it: modules left out but of the paths `in_full`, `T::Item` in full."""
    plain = re.sub(r"'(?:new:|[tc]\d+\.)", "", text)
    short = _MODULES.sub(lambda found: found[0] if found[0] + found[1] in in_full else "", plain)
    short = _CALL.sub(
        lambda call: f"{call[1]}({call[2].rstrip(',')})" + ("" if call[3] == "()" else f" -> {call[3]}"), short
    )
    short = re.sub(r"\((dyn|impl) ([^()+]*)\)", r"\1 \2", short).replace(",)", ")")
    return short.replace("{", "").replace("}", "")


def told_apart(old: Canon, new: Canon, before: str, after: str) -> tuple[str, str]:
    """A type of the old version, by the names that it had there, and one of the new: with the paths that differ where
    all else is the same."""
    before, after = own_words(before, old), own_words(after, new)
    if said(before) != said(after):
        return said(before), said(after)
    differing = set(_PATH.findall(before)) ^ set(_PATH.findall(after))
    return said(before, differing), said(after, differing)


def own_words(text: str, canon: Canon) -> str:
    """A canonical type by the names of its own version."""
    return _PATH.sub(lambda found: canon.own(found[0]), text)


def type_changed(pair: Pair, old: Side, new: Side, before: str, after: str) -> Delta:
    """An item that has a type, and another one now."""
    was, now = told_apart(old.canon, new.canon, before, after)
    return pair.delta("type", old=was, new=now, **sure(old, new, before, after))
