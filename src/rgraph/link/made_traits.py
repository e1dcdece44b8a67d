"""Traits that macros of the workspace implement: if no impl for a type is seen, a macro may still make one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rgraph.model.facts import Item

_PIECES = re.compile(r"[{};]")
_IMPL = re.compile(r"\bimpl\b")
_FOR = re.compile(r"\bfor\b")
_ANGLES = re.compile(r"[<>]|[^<>]+")
_LAST_NAME = re.compile(r"(?<![$\w])(\w+)\s*$")


def made_traits(items: Iterable[Item]) -> dict[str, int]:
    """The names of the traits in `impl ... Trait for` in `macro_rules!` bodies, and how often each is there.

    A trait that is an argument of the macro (`impl $trait for`) has no name there and is left out.
    """
    found: dict[str, int] = {}
    for item in items:
        for arm in item.arms:
            for name in implemented(arm.body):
                found[name] = found.get(name, 0) + 1
    return found


@lru_cache(maxsize=4096)
def implemented(body: str) -> tuple[str, ...]:
    """The traits' names in `impl ... Trait for` of one macro body, in time linear in its length."""
    names = []
    for head in _heads(body):
        name = _LAST_NAME.search(_without_generics(head))
        if name is not None:
            names.append(name.group(1))
    return tuple(names)


def _heads(body: str) -> Iterator[str]:
    """What stands between `impl` and the next `for`, where neither a block nor a semicolon does."""
    for piece in _PIECES.split(body):
        at = 0
        while (impl := _IMPL.search(piece, at)) and (end := _FOR.search(piece, impl.end())):
            yield piece[impl.end() : end.start()]
            at = end.end()


def _without_generics(text: str) -> str:
    kept: list[str] = []
    open_at: list[int] = []
    for match in _ANGLES.finditer(text):
        if match[0] == ">" and open_at:
            del kept[open_at.pop() :]
            continue
        if match[0] == "<":
            open_at.append(len(kept))
        kept.append(match[0])
    return "".join(kept)
