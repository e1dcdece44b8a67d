"""The crates whose macros are known, read from their files.

A file may hold four tables. `derives`: what a derive is called by full path, the traits that it implements, and the
attribute of fields that it makes `From` of ("*": of every sole field). `attributes`: those that its derives read, with
the keys whose strings name functions, types, or modules that have certain functions; or `expressions`, where their
arguments are Rust. `traits`: what may be called on a type with a derive, and what it returns. `macros`: attribute
macros by full path; whether what they are put on is an `entry` that no code calls, whether their `arguments` are
expressions and which attributes beside them hold `expressions`, and the macro that marks the functions which parameters
call by their name (`fixtures`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Derive:
    """What a derive macro makes."""

    paths: tuple[str, ...]
    implements: tuple[str, ...] = ()
    from_fields: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAttribute:
    """What an attribute that derives read names."""

    functions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expressions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeMacro:
    """What an attribute macro does to the item that it is put on."""

    paths: tuple[str, ...]
    entry: bool = False
    arguments: bool = False
    expressions: frozenset[str] = frozenset()
    fixtures: str = ""


Members = Mapping[str, str]
"""What may be called on a type that has a trait, with the type that it returns ("": not known)."""


@dataclass(frozen=True, slots=True)
class KnownCrate:
    """One crate's file."""

    name: str
    derives: Mapping[str, Derive]
    attributes: Mapping[str, HelperAttribute]
    macros: Mapping[str, AttributeMacro]
    traits: Mapping[str, Members]


class Catalog:
    """All known crates, by the full paths of what they have."""

    def __init__(self, crates: tuple[KnownCrate, ...]) -> None:
        self.derives = {path: (crate, one) for crate in crates for one in crate.derives.values() for path in one.paths}
        self.macros = {path: one for crate in crates for one in crate.macros.values() for path in one.paths}
        self.traits = {path: members for crate in crates for path, members in crate.traits.items()}
        self.entries = frozenset(path for path, one in self.macros.items() if one.entry)


@cache
def catalog() -> Catalog:
    """The known crates."""
    folder = resources.files("rgraph.link.known") / "crates"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return Catalog(tuple(read_crate(each.name.removesuffix(".toml"), each.read_text("utf-8")) for each in files))


def read_crate(name: str, text: str) -> KnownCrate:
    """A crate's file. Raises `TypeError` for a key that is not known."""
    tables = {"derives": {}, "attributes": {}, "macros": {}, "traits": {}} | tomllib.loads(text)
    derives, attributes, macros = tables.pop("derives"), tables.pop("attributes"), tables.pop("macros")
    return KnownCrate(
        name, _each(Derive, derives), _each(HelperAttribute, attributes), _each(AttributeMacro, macros), **tables
    )


T = TypeVar("T")

_SETS = frozenset({"functions", "types", "expressions"})
"""Lists that are asked whether they hold a name."""


def _each(kind: type[T], table: Mapping[str, Mapping[str, object]]) -> dict[str, T]:
    return {name: kind(**{key: _frozen(key, value) for key, value in given.items()}) for name, given in table.items()}


def _frozen(key: str, value: object) -> object:
    if isinstance(value, list):
        return frozenset(value) if key in _SETS else tuple(value)
    if isinstance(value, dict):
        return {name: tuple(each) for name, each in value.items()}
    return value
