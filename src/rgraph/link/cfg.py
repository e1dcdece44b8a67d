"""Which of several cfg-alternatives is active where no target is chosen: Linux, all features, tests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rgraph.model.facts import Arm

from .defs import Def
from .limits import MAX_CFG_TOKENS

_TOKEN = re.compile(r'\s*(?:([A-Za-z_][\w:]*)|("(?:[^"\\]|\\.)*")|(.))')
_ATTRIBUTE = re.compile(r"#\s*\[\s*cfg\s*\(")

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
    """Whether a cfg predicate holds in the default configuration; one that is none, or is too long, does not."""
    tokens = [match.group(0).strip() for match in _TOKEN.finditer(predicate)]
    tokens = [token for token in tokens if token]
    if len(tokens) > MAX_CFG_TOKENS:
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


def in_macro_bodies(arms: list[Arm]) -> list[str]:
    """The predicates of `#[cfg(...)]` in what a macro makes, such as `$(#[cfg(unix)] $item)*`."""
    found: list[str] = []
    for arm in arms:
        for match in _ATTRIBUTE.finditer(arm.body):
            depth, at = 1, match.end()
            while at < len(arm.body) and depth:
                depth += {"(": 1, ")": -1}.get(arm.body[at], 0)
                at += 1
            found.append(arm.body[match.end() : at - 1])
    return found


def split(
    alternatives: tuple[Def, ...], owner: Def, predicates: Callable[[Def], tuple[str, ...]]
) -> tuple[tuple[Def, ...], tuple[Def, ...]]:
    """Alternatives that hold where `owner` does, and the others; `predicates` are those on an item and around it.

    One under the very predicates of the owner is meant; else those of the default configuration; else all.
    """
    if len(alternatives) < 2:
        return alternatives, ()
    odd = {predicate for predicate in predicates(owner) if not is_active(predicate)}
    if odd:
        same = [each for each in alternatives if odd & set(predicates(each))]
        if same:
            return tuple(same), _without(alternatives, same)
    active = [each for each in alternatives if all(is_active(predicate) for predicate in predicates(each))]
    chosen = tuple(active) or alternatives
    return chosen, _without(alternatives, chosen)


def _without(alternatives: tuple[Def, ...], chosen: Iterable[Def]) -> tuple[Def, ...]:
    taken = set(chosen)
    return tuple([each for each in alternatives if each not in taken])
