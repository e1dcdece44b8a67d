"""Traits that macros of the workspace implement: of a type without an impl nobody can say that it has none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rgraph.model.facts import Item

_IMPL_FOR = re.compile(r"\bimpl\b([^{};]*?)\bfor\b")
_GENERICS = re.compile(r"<[^<>]*>")
_LAST_NAME = re.compile(r"(?<![$\w])(\w+)\s*$")


def made_traits(items: Iterable[Item]) -> dict[str, int]:
    """The names of the traits in `impl ... Trait for` of `macro_rules!` bodies, and how often each stands there.

    A trait that is the macro's argument (`impl $trait for`) has no name there and is left out.
    """
    found: dict[str, int] = {}
    for item in items:
        for arm in item.arms:
            for name in _implemented(arm.body):
                found[name] = found.get(name, 0) + 1
    return found


@lru_cache(maxsize=4096)
def _implemented(body: str) -> tuple[str, ...]:
    names = []
    for match in _IMPL_FOR.finditer(body):
        text = match.group(1)
        bare = _GENERICS.sub("", text)
        while bare != text:
            text, bare = bare, _GENERICS.sub("", bare)
        name = _LAST_NAME.search(bare)
        if name is not None:
            names.append(name.group(1))
    return tuple(names)
