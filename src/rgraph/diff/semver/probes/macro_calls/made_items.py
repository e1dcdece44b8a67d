"""What the macros of a dependency make of a library's public items: with an incompatible step of it that may differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.stability import never_holds
from rgraph.diff.api.ways import way_to
from rgraph.diff.lines import Place
from rgraph.diff.semver.delta import Doubt
from rgraph.diff.semver.unexpanded import LONG_CALL, path_of
from rgraph.model.facts import Item, ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World
    from rgraph.model.syntax import Path

_WORD = re.compile(r"[A-Za-z_]\w*")
_PATH = re.compile(r"\s*((?:::\s*)?\w+(?:\s*::\s*\w+)*)")
_BUILT_IN = frozenset(
    [
        "allow", "automatically_derived", "cfg", "cfg_attr", "cold", "default", "deny", "deprecated", "derive", "doc",
        "expect", "export_name", "forbid", "ignore", "inline", "link", "link_name", "link_section", "macro_export",
        "macro_use", "must_use", "no_mangle", "non_exhaustive", "path", "repr", "should_panic", "target_feature",
        "test", "track_caller", "used", "warn",
    ]
)  # fmt: skip
"""The language's own attributes: no macro that is only in scope is meant by them."""


class Makers:
    """The macros of one dependency in a library: which of its public items are theirs."""

    def __init__(self, world: World, surface: Surface, dependency: str) -> None:
        self._world, self._surface = world, surface
        self._crate = dependency.replace("-", "_")
        self._used: dict[Def, set[str]] = {}

    def doubts(self, step: str) -> Iterator[Doubt]:
        """A question for each public item that they make, or may have a part in. `step` says what became of the
        dependency."""
        made = set[str]()
        for item in self._surface.items:
            by = "" if item.hidden or item.definition is None else self._maker(item, item.definition)
            if by:
                made.add(item.name)
                question = f"has what `{by}` of {step}, makes of it: is everything still there?"
                yield Doubt(self._surface.crate, item.label, question, item.place)
        yield from self._of_calls(made, step)

    def _maker(self, item: PublicItem, definition: Def) -> str:
        """The macro that an item is an argument of, that it derives, or that stands on it."""
        declared = definition.item
        if declared is None or definition.crate.id != self._surface.crate:
            return ""
        items = definition.place.table.items
        if declared.in_macro and definition.ord >= 0 and declared.parent >= 0:
            path = items[declared.parent].macro_path
            if path is not None and self._is_of(definition, path):
                return f"{path.segments[-1].name}!"
        for index, meaning in enumerate(self._world.derives(definition)):
            if self._is_mine(meaning.outside) and not self._world.known_derives(definition)[index]:
                return f"derive({meaning.outside.rpartition('::')[2]})"
        return next(self._attributes(declared.attrs.texts, definition), "")

    def _attributes(self, texts: list[str], definition: Def) -> Iterator[str]:
        for text in texts:
            found = _PATH.match(text)
            path = path_of(found[1].replace(" ", "")) if found else None
            if path is None or not path.segments or (len(path.segments) == 1 and path.segments[0].name in _BUILT_IN):
                continue
            if self._is_of(definition, path):
                yield f"#[{path.segments[-1].name}]"

    def _is_of(self, at: Def, path: Path) -> bool:
        meaning = self._world.macro(self._world.scope(at), path)
        if meaning.outside or meaning.defs or len(path.segments) != 1:
            return self._is_mine(meaning.outside)
        return self._crate in self._opened(at)

    def _is_mine(self, outside: str) -> bool:
        return outside.partition("::")[0] == self._crate

    def _opened(self, at: Def) -> set[str]:
        """The crates whose macros are in scope without a path: `#[macro_use] extern crate`, `use other::*`."""
        home = self._world.scope(at).module
        if home not in self._used:
            globs = {glob.partition("::")[0] for glob in self._world.outside_globs(home)}
            self._used[home] = globs | set(self._macro_use(at))
        return self._used[home]

    def _macro_use(self, at: Def) -> Iterator[str]:
        top = self._world.root_of(at.crate)
        for item in top.place.table.items if top is not None else ():
            if item.kind is ItemKind.EXTERN_CRATE and item.attrs.macro_use:
                yield self._world.extern_crate(at.crate, item.name).outside

    # ---- calls whose argument is no item ------------------------------------------------------------------

    def _of_calls(self, made: set[str], step: str) -> Iterator[Doubt]:
        """Calls that are given `pub`, or the name of a public type: they may write items and impls."""
        kinds = {"struct", "enum", "union"}
        types = {each.name: each.label for each in self._surface.items if each.kind in kinds and not each.hidden}
        for call, item, path in self._calls():
            words = set(_WORD.findall(item.tokens))
            if words & made or ("static" in words and "pub" not in words):
                continue
            told = f"`{path.segments[-1].name}!` ({call.place.path}:{item.line}) of {step}"
            at = Place(call.place.path, item.line, item.end_line)
            for name in sorted(words & types.keys()):
                yield Doubt(
                    self._surface.crate, types[name], f"is given to {told}: does it generate what it did before?", at
                )
            kept = bool(item.tokens) or item.end - item.start <= LONG_CALL
            if ("pub" in words or not kept) and not words & types.keys() and not _has_items(call):
                question = f"has what {told}, makes: is everything still there?"
                yield Doubt(self._surface.crate, self._surface.crate, question, at)

    def _calls(self) -> Iterator[tuple[Def, Item, Path]]:
        """The library's calls of the dependency's macros where items stand."""
        for place in self._world.places.values():
            for ord_ in place.table.calls if place.crate.id == self._surface.crate else ():
                call = place.defs(ord_)
                path = call.item.macro_path if call.item is not None else None
                if call.item is None or path is None or not path.segments or not self._is_of(call, path):
                    continue
                if not never_holds(self._world, way_to(self._world, call)):
                    yield call, call.item, path


def _has_items(call: Def) -> bool:
    """Whether the argument of a call was read as items, which are known by themselves."""
    return any(item.in_macro and item.parent == call.ord for item in call.place.table.items)
