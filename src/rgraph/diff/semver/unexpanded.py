"""Macro calls in item position that were not expanded, and what each of them may make; files that no tree has.

Calls in `const _: () = { .. };` count as well, since impls are often put there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.api.stability import never_holds
from rgraph.diff.api.ways import way_to
from rgraph.link.conditions import calls_around
from rgraph.link.includes import is_include
from rgraph.link.made_traits import implemented
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path, Segment, TPath

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place
    from rgraph.link.world import World

_WORD = re.compile(r"[A-Za-z_]\w*")
_NAME = re.compile(r"(?<![\w'])[A-Za-z_]\w*")
"""The names in a type, without those of its parameters."""
_DECLARED = re.compile(r"\b(?:struct|enum|union|trait|type)\s+(\w+)")
_CALLED = re.compile(r"((?:(?:\$?\w+)?\s*::\s*)*\w+)\s*!\s*[({\[]")
"""A macro call among tokens."""
_GENERIC_IMPL = re.compile(r"\bimpl\b[^{};]*\$")
LONG_CALL = 256
"""Bytes of a call from which on an empty text means that it was too long to keep, not that nothing is given."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One call. `words` are those of its argument, `body` those of the macro's arms; None where they are not known."""

    told: str
    crate: str
    words: frozenset[str] | None
    body: frozenset[str] | None
    traits: frozenset[str]
    any_trait: bool
    inside: str
    """The type of the impl block that it stands in."""

    def gives(self, word: str) -> bool:
        return self.words is None or word in self.words

    def may_write(self, word: str, owner: str) -> bool:
        """Whether an item of a name may come of it, in an impl of `owner` where there is one."""
        known = self.body or frozenset()
        if owner and owner != self.inside and owner not in known and not self.gives(owner):
            return False
        return self.gives(word) or (bool(owner) and word in known)

    def may_implement(self, trait: str, target: Sequence[Collection[str]]) -> bool:
        """Whether an impl may come of it for a type of these names, each of which may be any of several."""
        body = self.body if self.body is not None else frozenset()
        of_trait = self.body is None or trait in self.traits or (self.any_trait and self.gives(trait))
        return of_trait and all(any(self.gives(name) or name in body for name in names) for names in target)


class Unexpanded:
    """What the calls of one world that were not expanded may make: items by their names, impls by trait and type."""

    def __init__(self, world: World) -> None:
        self._world = world
        places = world.places.values()
        calls = [(call, call.item.macro_path, call.item.tokens) for p in places for call in _calls(p) if call.item]
        calls += [call for place in places for call in _in_anonymous_consts(place)]
        calls = [call for call in calls if not never_holds(world, way_to(world, call[0]))]
        self._calls = [self._read(*call) for call in calls]
        self._given = [(at.crate.id, tokens) for at, _, tokens in calls]
        self._unread = dict(_unread(world))

    def beside(self, module: str) -> str:
        """The `include!` in a module that brings in a file which is not there to be read; "" for none. What such a
        file holds is in the module, or is an impl of a type in it.
        """
        return self._unread.get(module, "")

    def naming(self, word: str, owner: str = "") -> str:
        """The first call that may make an item of this name, in an impl of `owner` where that is given; "" for none."""
        return next((call.told for call in self._calls if call.may_write(word, owner)), "")

    def implementing(self, trait: str, target: str, crate: str = "") -> str:
        """The first call, of a crate where one is given, that may write `impl trait for target` (both last names)."""
        mine = (call for call in self._calls if crate in {"", call.crate})
        names = [{name, *self._others.get(name, ())} for name in _NAME.findall(target)]
        return next((call.told for call in mine if call.may_implement(trait, names)), "")

    def declares(self, name: str, crate: str) -> bool:
        """Whether a type of this name is declared among what is given to a call of a crate."""
        return name in self._declared.get(crate, ())

    @cached_property
    def _declared(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for crate, tokens in self._given:
            found[crate].update(_DECLARED.findall(tokens))
        return found

    @cached_property
    def _others(self) -> dict[str, set[str]]:
        """What types are called besides their names: by aliases and imports of the workspace, and std's of numbers."""
        found: dict[str, set[str]] = defaultdict(set)
        number = self._world.std("std::num::NonZero")
        for place in [*self._world.places.values(), *([number.place] if number is not None else ())]:
            for use in place.table.facts.uses:
                if use.alias and use.path:
                    found[use.path[-1]].add(use.alias)
            for item in place.table.items:
                if item.kind is ItemKind.TYPE_ALIAS and isinstance(item.ty, TPath) and item.ty.path.segments:
                    found[item.ty.path.segments[-1].name].add(item.name)
        return found

    def _read(self, at: Def, path: Path | None, given: str) -> _Call:
        item = at.item
        assert item is not None
        words = None if not given and item.end - item.start > LONG_CALL else frozenset(_WORD.findall(given))
        told = _told(at, path)
        bodies = list(self._bodies(at, path)) if path is not None else []
        if not bodies:
            return _Call(told, at.crate.id, words, None, frozenset(), True, _inside(at))
        return _Call(
            told,
            at.crate.id,
            words,
            frozenset(word for body in bodies for word in _WORD.findall(body)),
            frozenset(name for body in bodies for name in implemented(body)),
            any(_GENERIC_IMPL.search(body) for body in bodies),
            _inside(at),
        )

    def _bodies(self, at: Def, path: Path) -> Iterator[str]:
        """The arms of a macro of the workspace, and of those that it calls in turn."""
        seen: set[Def] = set()
        waiting = [(at, path)]
        while waiting:
            home, called = waiting.pop()
            for macro in self._world.macro(self._world.scope(home), called).defs:
                if macro in seen or macro.kind is not ItemKind.MACRO or macro.item is None or macro.external:
                    continue
                seen.add(macro)
                for arm in macro.item.arms:
                    yield arm.body
                    waiting += [(macro, path_of(name)) for name in _CALLED.findall(arm.body)]


_AS_WRITTEN = frozenset({"cfg_if", "cfg_select"})
"""Macros that are read though they are not expanded: what they are given stays as it is written."""


def newly_given(old: World, had: Collection[Def], new: World, now: Collection[Def]) -> str:
    """The call of an unknown macro in whose argument an item, of which these are the parts, is written now, and was not
    before; "" for none. What it makes of the item may have more than is written."""
    names = {call.name for part in had for call, _ in _given_to(old, part)}
    given = (each for part in now for each in _given_to(new, part))
    return next((_told(call, path) for call, path in given if call.name not in names), "")


def _given_to(world: World, definition: Def) -> Iterator[tuple[Def, Path]]:
    """The calls of macros outside the workspace in whose arguments an item is written, or a module around it."""
    level: Def | None = definition
    while level is not None:
        for call in calls_around(level):
            path = call.item.macro_path if call.item is not None else None
            if path is None or call.name in _AS_WRITTEN or level.ord in level.place.table.made.replaced:
                continue
            if all(macro.external for macro in world.macro(world.scope(call), path).defs):
                yield call, path
        level = level.parent


def _told(at: Def, path: Path | None) -> str:
    """A call as questions name it, without the first backtick."""
    item = at.item
    assert item is not None
    name = path.segments[-1].name if path is not None and path.segments else "?"
    return f"{name}!` ({at.place.path}:{item.line})"


def _calls(place: Place) -> Iterator[Def]:
    table = place.table
    hidden = table.made.hidden
    for ord_ in table.calls:
        if ord_ not in table.made.expanded and ord_ not in hidden and not is_include(table.items[ord_]):
            yield place.defs(ord_)


def _unread(world: World) -> Iterator[tuple[str, str]]:
    """The modules with an `include!` whose file is not read, each with that call."""
    for place in world.places.values():
        for ord_ in place.table.calls:
            item = place.table.items[ord_]
            if is_include(item) and ord_ not in place.included:
                yield str(world.symbol(place.defs(ord_).module)), f"include!` ({place.path}:{item.line})"


def _in_anonymous_consts(place: Place) -> Iterator[tuple[Def, Path, str]]:
    """The macro calls in the values of consts without a name."""
    for ord_, item in enumerate(place.table.items):
        if item.kind is ItemKind.CONST and item.name == "_" and "!" in item.value:
            for name in _CALLED.findall(item.value):
                yield place.defs(ord_), path_of(name), item.value


def _inside(call: Def) -> str:
    parent = call.parent
    return parent.name if parent is not None and parent.kind is ItemKind.IMPL else ""


def path_of(text: str) -> Path:
    """A plain path as it is written."""
    names = [name.strip() for name in text.split("::")]
    return Path([Segment(name) for name in names if name], 0, root=not names[0])
