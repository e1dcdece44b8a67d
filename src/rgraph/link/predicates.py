"""cfg predicates: parsed, and whether they hold under given flags."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from rgraph.cargo.triples import SINGLE, family

from .limits import MAX_CFG_TOKENS

_TOKEN = re.compile(r'\s*(?:([A-Za-z_][\w:]*)|("(?:[^"\\]|\\.)*")|(.))')

ALL, ANY, NOT, NAME, VALUE = "all", "any", "not", "name", "value"


class Predicate(NamedTuple):
    """`kind` is ALL, ANY or NOT of `parts`, NAME (`unix`) or VALUE (`key = "value"`). What is neither never holds."""

    kind: str
    name: str = ""
    value: str = ""
    parts: tuple[Predicate, ...] = ()


NEVER = Predicate(ANY)


@lru_cache(maxsize=8192)
def parse(text: str) -> Predicate:
    """A predicate as it is written; one that is too long never holds."""
    tokens = [match.group(0).strip() for match in _TOKEN.finditer(text)]
    tokens = [token for token in tokens if token]
    return NEVER if len(tokens) > MAX_CFG_TOKENS else _read(tokens, 0)[0]


def _read(tokens: list[str], at: int) -> tuple[Predicate, int]:
    if at >= len(tokens):
        return NEVER, at
    name, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
    if following == "(":
        return _combined(name, tokens, at + 2)
    if following == "=" and at + 2 < len(tokens):
        return Predicate(VALUE, name, tokens[at + 2].strip('"')), at + 3
    return Predicate(NAME, name), at + 1


def _combined(name: str, tokens: list[str], at: int) -> tuple[Predicate, int]:
    parts: list[Predicate] = []
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == ",":
            at += 1
            continue
        part, at = _read(tokens, at)
        parts.append(part)
    known = name in {ALL, ANY, NOT}
    return (Predicate(name, parts=tuple(parts)) if known else NEVER), at + 1


@dataclass(frozen=True, slots=True)
class Flags:
    """What holds for one package on one target. `features` None: all but those of `without`."""

    names: frozenset[str]
    values: frozenset[tuple[str, str]]
    features: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def hold(self, predicate: Predicate) -> bool:
        """Whether a predicate holds."""
        kind = predicate.kind
        if kind == NAME:
            return predicate.name in self.names
        if kind == VALUE:
            if predicate.name == "feature":
                return predicate.value in self.features if self.features is not None else self._has(predicate.value)
            return (predicate.name, predicate.value) in self.values
        if kind == ALL:
            return all(self.hold(part) for part in predicate.parts)
        found = any(self.hold(part) for part in predicate.parts)
        return found if kind == ANY else not found

    def _has(self, feature: str) -> bool:
        return feature not in self.without

    def given(self, predicate: Predicate, wanted: bool = True) -> Flags:
        """The nearest flags under which a predicate holds (or does not), where there are such."""
        if self.hold(predicate) is wanted:
            return self
        if predicate.kind == NAME:
            return self._with_name(predicate.name, wanted)
        if predicate.kind == VALUE:
            return self._with_value(predicate.name, predicate.value, wanted)
        if predicate.kind == NOT:
            wanted = not wanted
        flags = self
        every = (predicate.kind == ALL) is wanted
        for part in predicate.parts if every else predicate.parts[:1]:
            flags = flags.given(part, wanted)
        return flags

    def _with_name(self, name: str, wanted: bool) -> Flags:
        if name in {"unix", "windows"}:
            return self._with_system("windows" if (name == "windows") is wanted else "linux")
        return replace(self, names=self.names | {name} if wanted else self.names - {name})

    def _with_value(self, key: str, value: str, wanted: bool) -> Flags:
        if key == "feature":
            features = self.features
            if features is not None:
                return replace(self, features=features | {value} if wanted else features - {value})
            return replace(self, without=self.without - {value} if wanted else self.without | {value})
        if wanted and key == "target_os":
            return self._with_system(value)
        if key == "target_family" and value in {"unix", "windows"}:
            return self._with_name(value, wanted)
        if not wanted:
            return replace(self, values=self.values - {(key, value)})
        kept = frozenset(each for each in self.values if each[0] != key) if key in SINGLE else self.values
        flags = replace(self, values=kept | {(key, value)})
        return flags._with_system("unknown") if key == "target_arch" and value.startswith("wasm") else flags

    def _with_system(self, system: str) -> Flags:
        arch = next((value for key, value in self.values if key == "target_arch"), "")
        families = family(system, arch)
        kept = {each for each in self.values if each[0] not in {"target_os", "target_family", "target_env"}}
        kept |= {("target_os", system), *(("target_family", each) for each in families)}
        kept.add(("target_env", "msvc" if system == "windows" else "gnu" if system == "linux" else ""))
        names = (self.names - {"unix", "windows"}) | (families & {"unix", "windows"})
        return replace(self, names=names, values=frozenset(kept))


__all__ = ["Flags", "Predicate", "parse"]
