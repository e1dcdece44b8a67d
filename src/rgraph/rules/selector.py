"""Selectors: which items, modules, crates and outside names a rule speaks of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard, final

from rgraph.cargo.version import Version, satisfies
from rgraph.model.facts import ItemKind

from .limits import MAX_SELECTOR_CHARS, MAX_SELECTOR_PARTS
from .patterns import PatternError, check_pattern, found_in

TABLE_KEYS = ("path", "kind", "crate", "visibility", "attribute", "derive", "name", "except")
_ITEM_KINDS = frozenset(kind.value for kind in ItemKind) | {"method"}
_WILD = re.compile(r"[*?\[]")


class SelectorError(ValueError):
    """A selector is not written as `docs/check.md` says."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A conjunction: an item is meant if every part that is given fits it, and nothing of `excluded` does.

    `paths` name an item with everything inside it; `=path` names the item alone. `*` stands for any text within a
    segment, `**` for any number of segments. The first segment is a crate: its id, its name in code, or
    `crate` for any. With a `requirement` names from outside are meant whose package has such a version there.
    """

    paths: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    crates: tuple[str, ...] = ()
    visibilities: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    derives: tuple[str, ...] = ()
    name: str = ""
    excluded: Selection | None = None
    requirement: str = ""

    @property
    def only_paths(self) -> bool:
        """Whether nothing but paths decides, so that what an item contains is meant with it."""
        return not (self.kinds or self.crates or self.asks_items)

    @property
    def asks_items(self) -> bool:
        """Whether more than the path, the kind and the crate of an item decides."""
        return bool(self.visibilities or self.attributes or self.derives or self.name)


@final
class Selection:
    """A disjunction of selectors, and how its author wrote it. Immutable; empty selections are false.

    Not a dataclass: msgspec would take it apart by its fields instead of asking for its TOML form.
    """

    __slots__ = ("_hash", "_key", "any_of", "has_versions", "text")

    def __init__(self, any_of: tuple[Selector, ...], text: str) -> None:
        self.any_of = any_of
        self.text = text
        self._key = (any_of, text)
        self._hash = hash(self._key)  # asked for with every reference
        self.has_versions: bool = any(
            each.requirement or (each.excluded is not None and each.excluded.has_versions) for each in any_of
        )

    def __bool__(self) -> bool:
        return bool(self.any_of)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Selection) and self._key == other._key)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Selection({self.text!r})"


NOTHING = Selection((), "")


def parse_selection(value: object) -> Selection:
    """A selection from what stands in the TOML: a string, a table, or a list of both. Raises SelectorError."""
    if isinstance(value, list):
        if len(value) > MAX_SELECTOR_PARTS:
            raise SelectorError(f"a list of {len(value):,} selectors; {MAX_SELECTOR_PARTS:,} are allowed")
        parts = [parse_selection(part) for part in value]
        return Selection(tuple(s for part in parts for s in part.any_of), ", ".join(part.text for part in parts))
    if isinstance(value, str):
        return Selection((_from_text(value),), value)
    if isinstance(value, dict):
        return Selection((_from_table(value),), _table_text(value))
    raise SelectorError(f"a selector is a path, a table or a list of them, not {type(value).__name__}")


def _from_text(text: str) -> Selector:
    head, colon, rest = text.partition(":")
    if colon and not rest.startswith(":"):
        if head == "crate":
            return Selector(crates=(_name_glob(rest),))
        if head == "external":
            return _external(rest)
        if head == "kind":
            return Selector(kinds=(_kind(rest),))
        raise SelectorError(f"`{text}` begins with `{head}:`; the prefixes are crate:, external: and kind:")
    return Selector(paths=(_path(text),))


def _external(text: str) -> Selector:
    """`serde::de`, or `serde@1::de`: what comes after `@` is a requirement as Cargo reads it."""
    name, at, rest = text.partition("@")
    if not at:
        return Selector(paths=(_path(text),))
    requirement, colons, below = _bounded(rest).partition("::")
    if satisfies(requirement, Version(0, 0, 0)) is None:
        raise SelectorError(f"`{requirement}` in `external:{text}` is not a requirement such as `1`, `1.2` or `<2`")
    return Selector(paths=(_path(name.replace("-", "_") + colons + below),), requirement=requirement)


def _from_table(table: dict[object, object]) -> Selector:
    unknown = [str(key) for key in table if key not in TABLE_KEYS]
    if unknown:
        from rgraph.spelling import did_you_mean

        raise SelectorError(f"a selector has no field `{unknown[0]}`{did_you_mean(unknown[0], TABLE_KEYS)}")
    if not table:
        raise SelectorError("an empty table selects nothing; write a path or a field")
    name = table.get("name", "")
    if not isinstance(name, str):
        raise SelectorError("`name` of a selector must be a regular expression")
    return Selector(
        paths=tuple(_path(text) for text in _texts(table, "path")),
        kinds=tuple(_kind(text) for text in _texts(table, "kind")),
        crates=tuple(_name_glob(text) for text in _texts(table, "crate")),
        visibilities=tuple(_texts(table, "visibility")),
        attributes=tuple(_texts(table, "attribute")),
        derives=tuple(_texts(table, "derive")),
        name=_pattern(name),
        excluded=parse_selection(table["except"]) if "except" in table else None,
    )


def _texts(table: dict[object, object], key: str) -> list[str]:
    value = table.get(key, [])
    texts = value if isinstance(value, list) else [value]
    if not is_texts(texts) or any(not text for text in texts):
        raise SelectorError(f"`{key}` of a selector must be a string or a list of strings")
    return texts


def is_texts(values: list[object]) -> TypeGuard[list[str]]:
    """Whether a list holds texts alone."""
    return all(isinstance(value, str) for value in values)


def _pattern(text: str) -> str:
    try:
        return check_pattern(text)
    except PatternError as error:
        raise SelectorError(str(error)) from error


def _table_text(table: dict[object, object]) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"


def _kind(text: str) -> str:
    if text not in _ITEM_KINDS:
        from rgraph.spelling import did_you_mean

        raise SelectorError(f"`{text}` is not a kind of item{did_you_mean(text, _ITEM_KINDS)}")
    return text


def _path(text: str) -> str:
    bare = _bounded(text).removeprefix("=")
    if not bare or bare.startswith("::") or bare.endswith("::") or "::::" in bare or bare != bare.strip():
        raise SelectorError(f"`{text}` is not a path such as `app::domain` or `app::**::tests`")
    return text


def _name_glob(text: str) -> str:
    if not text:
        raise SelectorError("a crate selector needs a name: crate:grep_*")
    return _bounded(text).replace("-", "_")


def _bounded(text: str) -> str:
    if len(text) > MAX_SELECTOR_CHARS:
        raise SelectorError(f"a selector of {len(text):,} characters; {MAX_SELECTOR_CHARS:,} are allowed")
    return text


# ---- matching ----------------------------------------------------------------------------------------------


def is_literal(path: str) -> bool:
    """Whether a path has no wildcard but a trailing `::**`."""
    return not _WILD.search(path.removesuffix("::**"))


@lru_cache(maxsize=4096)
def path_pattern(path: str) -> re.Pattern[str]:
    """The regular expression that a symbol, or the symbol of something that contains it, must match in full.

    Its time is the product of both lengths at most. A run of segments between two `**`, like the text between two `*`,
    may be taken where it fits first, since what follows finds no less there: so each is an atomic group, which is never
    tried again elsewhere. Only what follows the last star is bound to the end.
    """
    first, *others = _runs(path.removeprefix("=").split("::"))
    if not others:
        return re.compile(_run(first) + r"\Z", re.DOTALL)
    *middle, last = others
    ends = ["::"] * (len(middle) + 1)
    if not last:
        ends[-1] = r"(?:::|\Z)"  # `a::**` means `a` itself too
    out = _run(first) + ends[0] if first else ""
    out += "".join(f"(?>(?:.*?::)??{_run(run)}{end})" for run, end in zip(middle, ends[1:], strict=True))
    return re.compile(out + (rf"(?:.*::)?{_run(last)}\Z" if last else r".*\Z"), re.DOTALL)


def _runs(parts: list[str]) -> list[list[str]]:
    """The segments between `**`; several of these in a row are one."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part != "**":
            runs[-1].append(part)
        elif runs[-1] or len(runs) == 1:
            runs.append([])
    return runs


def _run(parts: list[str]) -> str:
    """The segments of a run; each without a number means all alternatives of its name, which are numbered."""
    return "::".join(_glob(part, "[^:]") + ("" if "#" in part else r"(?:#\d+)?") for part in parts)


def _glob(glob: str, any_one: str) -> str:
    """The regular expression of a glob; each text but the first and last is taken where it fits first."""
    pieces = [
        "".join(any_one if char == "?" else re.escape(char) for char in piece) for piece in re.split(r"\*+", glob)
    ]
    if len(pieces) == 1:
        return pieces[0]
    middle = "".join(f"(?>{any_one}*?{piece})" for piece in pieces[1:-1])
    return f"{pieces[0]}{middle}{any_one}*{pieces[-1]}"


@lru_cache(maxsize=4096)
def name_pattern(glob: str) -> re.Pattern[str]:
    """The regular expression of a crate glob."""
    return re.compile(_glob(glob, ".") + r"\Z", re.DOTALL)


def matches_outside(selection: Selection, name: str, versions: Collection[Version] = ()) -> bool:
    """Whether a name from outside the workspace (`serde_json::to_string`) is meant, by its path or a part before it.

    `versions` are those that its package has there; where none is known, no selector with a requirement means it.
    """
    prefixes = list(_prefixes(name))
    return any(_outside(selector, name, prefixes, versions) for selector in selection.any_of)


def _outside(selector: Selector, name: str, prefixes: list[str], versions: Collection[Version]) -> bool:
    if selector.requirement and not any(satisfies(selector.requirement, version) for version in versions):
        return False
    if selector.kinds or selector.visibilities or selector.attributes or selector.derives:
        return False
    crate = name.partition("::")[0]
    if selector.crates and not any(name_pattern(glob).match(crate) for glob in selector.crates):
        return False
    if selector.paths and not any(_path_matches(path, name, prefixes) for path in selector.paths):
        return False
    if selector.name and not found_in(selector.name, name.rpartition("::")[2]):
        return False
    return not (selector.excluded and matches_outside(selector.excluded, name, versions))


def _path_matches(path: str, name: str, prefixes: Iterable[str]) -> bool:
    if path.startswith("="):
        return bool(path_pattern(path).match(name))
    pattern = path_pattern(path)
    return any(pattern.match(prefix) for prefix in prefixes)


def _prefixes(name: str) -> Iterable[str]:
    at = name.find("::")
    while at >= 0:
        yield name[:at]
        at = name.find("::", at + 2)
    yield name
