"""Which of several cfg-alternatives is active where no target is chosen: Linux, all features, tests on."""

from __future__ import annotations

import re
from functools import lru_cache

from .defs import Def

_TOKEN = re.compile(r'\s*(?:([A-Za-z_][\w:]*)|("(?:[^"\\]|\\.)*")|(.))')
_MAX_TOKENS = 512

_ACTIVE_NAMES = frozenset({"unix", "test", "debug_assertions", "panic", "overflow_checks", "true"})
_VALUES = {
    "target_os": {"linux"},
    "target_family": {"unix"},
    "target_arch": {"x86_64"},
    "target_pointer_width": {"64"},
    "target_endian": {"little"},
    "target_env": {"gnu"},
    "target_vendor": {"unknown"},
    "target_has_atomic": {"8", "16", "32", "64", "ptr"},
    "target_feature": {"sse", "sse2", "fxsr"},
    "panic": {"unwind"},
}


@lru_cache(maxsize=4096)
def is_active(predicate: str) -> bool:
    """Whether a cfg predicate holds in the default configuration; a text that is no predicate does not."""
    tokens = [match.group(0).strip() for match in _TOKEN.finditer(predicate)]
    tokens = [token for token in tokens if token]
    if len(tokens) > _MAX_TOKENS:
        return False
    value, _ = _read(tokens, 0)
    return value


def _read(tokens: list[str], at: int) -> tuple[bool, int]:
    if at >= len(tokens):
        return False, at
    name, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
    if following == "(":
        return _combined(name, tokens, at + 2)
    if following == "=" and at + 2 < len(tokens):
        value = tokens[at + 2].strip('"')
        return name == "feature" or value in _VALUES.get(name, ()), at + 3
    return name in _ACTIVE_NAMES, at + 1


def _combined(name: str, tokens: list[str], at: int) -> tuple[bool, int]:
    values: list[bool] = []
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == ",":
            at += 1
            continue
        value, at = _read(tokens, at)
        values.append(value)
    if name == "all":
        return all(values), at + 1
    if name == "any":
        return any(values), at + 1
    return (not any(values) if name == "not" else False), at + 1


def predicates(definition: Def) -> list[str]:
    """The cfg predicates on an item and everything around it, outermost last."""
    found: list[str] = []
    current: Def | None = definition
    while current is not None:
        item = current.item
        if item is not None:
            found += item.attrs.cfg
        current = current.parent
    return found


def active(definition: Def) -> bool:
    """Whether an item is compiled in the default configuration."""
    return all(is_active(predicate) for predicate in predicates(definition))


def split(alternatives: tuple[Def, ...], owner: Def) -> tuple[tuple[Def, ...], tuple[Def, ...]]:
    """Alternatives that hold where `owner` does, and the others.

    One under the very predicates of the owner is meant; else those of the default configuration; else all.
    """
    if len(alternatives) < 2:
        return alternatives, ()
    around = set(predicates(owner))
    odd = {predicate for predicate in around if not is_active(predicate)}
    if odd:
        same = [each for each in alternatives if odd & set(predicates(each))]
        if same:
            return tuple(same), tuple([each for each in alternatives if each not in same])
    chosen = tuple([each for each in alternatives if active(each)]) or alternatives
    return chosen, tuple([each for each in alternatives if each not in chosen])
