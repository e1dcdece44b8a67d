"""Idioms as data: reading them from their folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from rgraph.errors import ConfigError
from rgraph.parse.sites import Pattern

from .rust import RustVersion, parse_rust

_KEYS = {"title", "why", "instead", "rust", "confidence", "reference"}
_MORE = {
    "edition",
    "editions",
    "means",
    "asks",
    "typed",
    "needles",
    "pattern",
    "mentions",
    "of",
    "common",
    "deprecated",
}
_EXAMPLES = {"before", "after", "edition", "crates", "neighbour", "count", "is_root"}


class Confidence(StrEnum):
    """How surely the new form says the same."""

    CERTAIN = "certain"  # it means the same, and a program could write it
    LIKELY = "likely"  # it nearly always does; a person looks at each
    REVIEW = "review"  # the design changes: a person decides


class Ask(StrEnum):
    """What is asked of the graph about a place, beyond what its names mean."""

    PUBLIC = "public"  # it stands in what users of a library can name
    NEVER_DYN = "never-dyn"  # the trait there is nowhere used as `dyn`
    TRAIT = "trait"  # the captured `name` is a trait
    OWN_MODULE = "own-module"  # the captured `path` begins with an item of the crate's root
    LOSSLESS = "lossless"  # the captured `value` has a type that `type` holds all values of
    NARROWING = "narrowing"  # it may have values that `type` does not hold
    NOT_UNSAFE = "not-unsafe"  # the word `unsafe` does not stand before it
    DEPENDENCY = "dependency"  # the captured `name` is a crate that the manifest names
    NO_MACRO_USE = "no-macro-use"  # the item there has no `#[macro_use]`
    NOT_IN_SAME = "not-in-same"  # the function around is not called as the captured `name`
    NOT_RAW = "not-raw"  # it does not begin with `&raw`
    UNDOCUMENTED = "undocumented"  # nothing is said of the item there that a derive could not carry
    FOREIGN = "foreign"  # the captured `path` begins with a crate from elsewhere, and no own module
    NOT_A_VALUE = "not-a-value"  # the function there is called, and never handed on as a value
    UNIT_VARIANT = "unit-variant"  # the captured `variant` is a unit variant of the captured `type`
    LOCAL_TYPE = "local-type"  # the captured `type` is declared in the same file, without parameters


@dataclass(frozen=True, slots=True)
class Example:
    """Old and new form of one small program, each accepted by rustc; `neighbour` is code that is no case of it.

    `crates` are foreign crates without which it does not compile; `is_root` is code that must be a crate's root.
    """

    before: str
    after: str
    edition: str
    crates: tuple[str, ...]
    count: int
    neighbour: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Idiom:
    """An old form, and the new one.

    `rust` is the first version with the new form, `edition` the least edition it needs ("": any), `editions` those
    whose crates are looked at (none: all). `means` says for captured names what they must mean for a place to stand.
    """

    id: str
    title: str
    why: str
    instead: str
    rust: RustVersion
    edition: str
    editions: frozenset[str]
    confidence: Confidence
    reference: str
    means: Mapping[str, frozenset[str]]
    asks: tuple[Ask, ...]
    pattern: Pattern | None
    """None for what the graph alone finds."""
    deprecated: str
    """Whose deprecated items it is the uses of (`deprecations.FINDERS`), "" for an idiom with a pattern."""
    is_mentioned: bool
    """Every mention of some names is looked at: what the graph does not resolve is taken for another name."""


@cache
def idioms() -> tuple[Idiom, ...]:
    """Every idiom of the folder, by id."""
    folder = resources.files("rgraph.modernize") / "idioms"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(parse_idiom(name.removesuffix(".toml"), (folder / name).read_text("utf-8")) for name in names)


def examples(idiom: str) -> tuple[Example, ...]:
    """The examples of an idiom."""
    text = (resources.files("rgraph.modernize") / "idioms" / f"{idiom}.toml").read_text("utf-8")
    return tuple(_example(idiom, table) for table in tomllib.loads(text)["example"])


def parse_idiom(name: str, text: str) -> Idiom:
    """An idiom from its TOML. Raises ConfigError where a key is missing or unknown.

    The examples stand last and are read by `examples`.
    """
    table = tomllib.loads(text.partition("[[example]]")[0])
    wrong = (set(table) ^ _KEYS) - _MORE
    if wrong:
        raise ConfigError(f"idiom {name}: missing or unknown {', '.join(sorted(wrong))}", "see docs/idioms.md")
    means = {capture: frozenset(paths) for capture, paths in table.get("means", {}).items()}
    return Idiom(
        id=name,
        title=table["title"],
        why=table["why"],
        instead=table["instead"],
        rust=parse_rust(table["rust"]),
        edition=table.get("edition", ""),
        editions=frozenset(table.get("editions", ())),
        confidence=Confidence(table["confidence"]),
        reference=table["reference"],
        means=means,
        asks=tuple(Ask(word) for word in table.get("asks", ())),
        pattern=_pattern(name, table),
        deprecated=str(table.get("deprecated", "")),
        is_mentioned="mentions" in table,
    )


def _pattern(name: str, table: Mapping[str, object]) -> Pattern | None:
    mentions, query = _texts(table.get("mentions")), str(table.get("pattern", ""))
    needles = _texts(table.get("needles")) or mentions
    if mentions:
        query += _MENTIONS.format(
            kinds=_KINDS[str(table.get("of", "names"))], words=" ".join(f'"{w}"' for w in mentions)
        )
    if not query:
        return None
    typed = table.get("typed")
    types = {key: _texts(value) for key, value in typed.items()} if isinstance(typed, dict) else {}
    return Pattern(name, query, tuple(needle.encode() for needle in needles), types, bool(table.get("common")))


_KINDS = {"names": "(identifier) (type_identifier) (field_identifier)", "types": "(type_identifier)"}
"""The nodes that `mentions` are `of`: any names, or types as they are written where a type stands."""

_MENTIONS = """
([{kinds}] @hit @name (#any-of? @name {words}))
"""
"""Every mention of some names, whatever stands around it; `means` says which count."""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _example(idiom: str, table: Mapping[str, object]) -> Example:
    wrong = set(table) - _EXAMPLES
    if wrong:
        raise ConfigError(f"idiom {idiom}: an example has unknown {', '.join(sorted(wrong))}", "see docs/idioms.md")
    count = table.get("count", 1)
    return Example(
        str(table["before"]),
        str(table["after"]),
        str(table.get("edition", "2021")),
        _texts(table.get("crates")),
        count if isinstance(count, int) else 1,
        str(table.get("neighbour", "")),
        bool(table.get("is_root", False)),
    )
