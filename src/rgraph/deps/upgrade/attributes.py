"""Methods that attributes of derives name: `#[clap(overrides_with("x"))]` calls `Arg::overrides_with`, in code that a
procedural macro makes and nobody sees here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.reference_sites import Site
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId

from .comparing import Difference, differences, is_public
from .counterparts import Counterparts
from .limits import MAX_ATTRIBUTE_LETTERS, MAX_NAMESAKES
from .report import GONE, Effect, Move
from .uses import Use

_HELPERS = re.compile(r"\battributes\s*\(([^)]*)\)")
_TOKEN = re.compile(
    r"//[^\n]*+"
    r"|/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
    r'|"(?:[^"\\]|\\.)*+"?'
    r"|'(?:[^'\\\n]|\\.)'"
    r"|\w++(?=\s*+(?:\(|=(?!=)))"
    r"|[()\[\]{}]|\n",
    re.DOTALL,
)
"""What counts in an attribute: no step of it looks at a letter twice."""
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_TOLD = frozenset({Effect.BREAKS, Effect.MAY_BREAK, Effect.DEPRECATED})


class Attributes:
    """The words of such attributes, as the methods of what moves that have these names."""

    def __init__(self, old: Side, new: Side, moves: Iterable[Move], counterparts: Counterparts) -> None:
        self._old, self._new = old, new
        self._moves = {move.old: move for move in moves if move.old is not None and move.new is not None}
        self._counterparts = counterparts
        self._methods: dict[str, list[Def]] = defaultdict(list)
        self._helpers: set[str] = set()
        for package in sorted(self._moves):
            for item, definition in _items(old, package):
                self._helpers.update(_helpers(item))
                if _is_method(definition):
                    self._methods[definition.name].append(definition)
        self._told: dict[str, Difference | None] = {}

    def felt(self, path: RepoPath, text: Callable[[], bytes]) -> Iterator[tuple[Use, Difference]]:
        """What the attributes of a file feel: where each method of a name feels something, and not one of many."""
        for line, word in words(text().decode("utf-8", "replace"), self._helpers) if self._helpers else ():
            difference = self._difference(word)
            owner = self._owner(path, line) if difference is not None else None
            if difference is not None and owner is not None:
                method = self._methods[word][0]
                package = self._old.package_of(method)
                assert package is not None
                site = Site(path, line, owner, EdgeKind.CALLS, method, Tier.CANDIDATE, False)
                yield Use(site, method, self._moves[package]), difference

    def _difference(self, word: str) -> Difference | None:
        if word not in self._told:
            every = [self._of(each) for each in self._methods.get(word, ())[: MAX_NAMESAKES + 1]]
            known = [each for each in every if each is not None]
            self._told[word] = known[0] if known and len(known) == len(every) <= MAX_NAMESAKES else None
        return self._told[word]

    def _of(self, method: Def) -> Difference | None:
        """The worst that a call of a method feels; None where it feels nothing."""
        other = self._counterparts.of(method)
        if method.item is None or other is None or other.item is None:
            if method.name in self._later:  # of another type, which may be the one that is meant now
                return None
            return Difference(Effect.BREAKS, f"{GONE}, and an attribute names it", _note(method.item))
        found = [each for each in differences(method.item, other.item, EdgeKind.CALLS) if each.effect in _TOLD]
        worst = min(found, key=lambda each: list(Effect).index(each.effect), default=None)
        return worst._replace(what=f"{worst.what}, and an attribute names it") if worst is not None else None

    @cached_property
    def _later(self) -> set[str]:
        """The names of the methods of the new versions."""
        packages = (move.new for move in self._moves.values() if move.new is not None)
        every = (each for package in packages for _, each in _items(self._new, package))
        return {each.name for each in every if _is_method(each)}

    def _owner(self, path: RepoPath, line: int) -> Def | None:
        """The innermost item around a line, its attributes included, or the first below it."""
        around = [
            (item.start_line, each)
            for place in self._old.world.by_path.get(path, ())
            for each in place.each()
            if (item := each.item) is not None and item.start_line <= line <= item.end_line
        ]
        return max(around, key=lambda each: each[0])[1] if around else None


def _items(side: Side, package: PackageId) -> Iterator[tuple[Item, Def]]:
    top = side.root(package)
    crate = top.crate.id if top is not None else ""
    for place in side.world.places.values():
        if place.crate.id == crate:
            yield from ((each.item, each) for each in place.each() if each.item is not None)


def _helpers(item: Item) -> list[str]:
    """The attributes that a derive reads."""
    found = _HELPERS.search(item.attrs.proc_macro)
    return re.findall(r"\w+", found[1]) if found is not None else []


def _is_method(definition: Def) -> bool:
    item, parent = definition.item, definition.parent
    if item is None or item.self_param is None or parent is None or parent.kind is not ItemKind.IMPL:
        return False
    return parent.item is not None and parent.item.trait is None and is_public(definition)


def _note(item: Item | None) -> str:
    return item.attrs.deprecated_note if item is not None and item.attrs.deprecated else ""


def words(text: str, helpers: set[str]) -> Iterator[tuple[int, str]]:
    """The words right inside the attributes of these names that have an argument, with their lines: `word(..)` and
    `word = ..`, but nothing of what is in strings, comments or brackets."""
    starts = re.compile(rf"#!?\[\s*+(?:{'|'.join(map(re.escape, sorted(helpers)))})\s*+\(")
    found, at, line = starts.search(text), 0, 1
    while found is not None:
        line += text.count("\n", at, found.end())
        depth, at = 0, found.end()
        for token in _TOKEN.finditer(text, at, at + MAX_ATTRIBUTE_LETTERS):
            word, at = token[0], token.end()
            depth += (word in _OPENING) - (word in _CLOSING)
            if depth < 0:
                break
            if not depth and (word[0].isalnum() or word[0] == "_"):
                yield line, word
            line += word.count("\n")
        found = starts.search(text, at)
