"""One tree as the rules see it: items, the module each stands in, selections, references and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.digests import UNSAFE
from rgraph.view.graph import CommitGraph, ItemAt
from rgraph.view.modules import Asked, Between, Outgoing, Reference

from .chains import Uses
from .mentions import FileMentions, Mention, owners_at
from .selections import Selections
from .violation import Place

T = TypeVar("T")

__all__ = ["Between", "Code", "Outgoing", "Reference"]


class Code:
    """What rules ask of one tree. Everything is computed once, when it is first asked for."""

    def __init__(self, graph: CommitGraph) -> None:
        self.graph = graph
        self._modules = graph.module_graph
        self._selections = Selections(graph)
        self.select, self.select_modules = self._selections.select, self._selections.select_modules
        self.means, self.kind_word = self._selections.means, self._selections.kind
        self.names_something = self._selections.names_something
        self._uses: dict[Asked, Uses] = {}
        self._made: dict[Hashable, object] = {}
        self._lines: dict[str, list[str]] = {}
        self._mentions: dict[str, FileMentions] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What a rule makes of this tree, made once."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    # ---- items ----------------------------------------------------------------------------------------------

    @property
    def items(self) -> Mapping[Symbol, ItemAt]:
        """Every item by symbol."""
        return self._modules.items

    @property
    def modules(self) -> list[Symbol]:
        """The modules, sorted."""
        return self._modules.modules

    @property
    def tests(self) -> frozenset[Symbol]:
        """Items of test code: in a test, example or bench target, under `#[cfg(test)]`, or marked as a test."""
        return self._modules.tests

    def kind(self, symbol: Symbol) -> ItemKind:
        """What an item of the tree is; to know only that, it need not be made."""
        return self._modules.folded.kind(symbol)

    def is_unsafe(self, symbol: Symbol) -> bool:
        """Whether an item of the tree is declared `unsafe`."""
        return self._modules.folded.is_unsafe(symbol)

    def around(self, symbol: Symbol) -> Iterator[Symbol]:
        """The item itself and what contains it, inside first; nothing for a name from outside."""
        return self._modules.folded.around(symbol)

    def ancestors(self, symbol: Symbol) -> Iterator[ItemAt]:
        """The same as items."""
        return self._modules.ancestors(symbol)

    def whole(self, symbol: Symbol) -> Symbol:
        """The type that a variant or a field is of; of anything else, the item itself."""
        return self._modules.folded.whole(symbol)

    def module_of(self, symbol: Symbol) -> Symbol:
        """The module an item stands in (a module: itself); a name from outside is its own module."""
        return self._modules.module_of(symbol)

    @property
    def module_files(self) -> Mapping[Symbol, RepoPath]:
        """The modules that are whole files, and which."""
        return self._modules.module_files

    @property
    def crate_names(self) -> dict[str, str]:
        """Crate ids and what each is called in code."""
        return self._selections.crate_names

    # ---- references -----------------------------------------------------------------------------------------

    def references(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> list[Reference]:
        """The dependences of these tiers and `kinds` (none: all), those of test code only where `tests`."""
        return self._modules.references(tiers, tests, kinds)

    def references_from(
        self, sources: Collection[Symbol], tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()
    ) -> list[Reference]:
        """Of these references, those of some items, in the same order; what others refer to is not looked at."""
        return self._modules.references_from(sources, tiers, tests, kinds)

    def users_of(self, targets: Collection[Symbol]) -> set[Symbol]:
        """The items that refer to any of some others."""
        return self._modules.users_of(targets)

    def between_modules(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Between:
        """The references by the modules of their ends, where these differ; a name from outside is its own module."""
        return self._modules.between(tiers, tests, kinds)

    def outgoing(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Outgoing:
        """The same by the module of the source, then by that of the target."""
        return self._modules.outgoing(tiers, tests, kinds)

    def uses(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Uses:
        """Which item uses which other by these references."""
        key = (frozenset(tiers), tests, frozenset(kinds))
        if key not in self._uses:
            self._uses[key] = Uses(self, lambda module: self._modules.references_in(module, *key))
        return self._uses[key]

    @property
    def outside_names(self) -> frozenset[Symbol]:
        """What the tree refers to and does not define."""
        return self._modules.outside_names

    def not_expanded(self, but: Container[Symbol]) -> int:
        """How many macro calls were not expanded; those of some items left out."""
        every = (one for file in self._modules.digests.values() for one in file.hidden)
        return sum(count for owner, count in every if owner not in but)

    # ---- mentions -------------------------------------------------------------------------------------------

    def mentions(
        self, words: frozenset[str] | None, wanted: Callable[[Symbol], bool] = lambda _: True
    ) -> Iterator[tuple[RepoPath, Symbol, Mention]]:
        """What `wanted` items name by syntax: imports, and of the rest what stands in items whose text holds a word."""
        for path, file in self._modules.digests.items():
            if not any(wanted(one.symbol) for one in file.defs):
                continue  # its source is not even read
            if words is not None and not self._may_hold(path, words):
                continue
            linked = self.graph.linked(path)
            assert linked is not None
            owners = {
                ord_: kept
                for ord_, symbols in self.owners(path, linked).items()
                if (kept := [symbol for symbol in symbols if wanted(symbol)])
            }
            if owners:
                yield from self._mentions_of(path, owners, words)

    def _may_hold(self, path: RepoPath, words: frozenset[str]) -> bool:
        """Whether a file may hold one of some words; its source is not read for the one that is kept of it."""
        if words == {UNSAFE}:
            return self._modules.says_unsafe(path)
        source = self.graph.source(path)
        return any(word.encode() in source for word in words)

    def items_beside_unsafe(self, wanted: Callable[[Symbol], bool]) -> Iterator[ItemAt]:
        """The `wanted` items of the files in which anything is unsafe, by symbol."""
        files = {path for path in self._modules.digests if self._modules.says_unsafe(path)}
        places = self._modules.folded.places
        for symbol in sorted(symbol for symbol, (path, _) in places.items() if path in files and wanted(symbol)):
            yield self.items[symbol]

    def foreign_files(self) -> list[RepoPath]:
        """The files with foreign blocks."""
        return [path for path, file in self._modules.digests.items() if file.is_foreign]

    def _mentions_of(
        self, path: RepoPath, owners: dict[int, list[Symbol]], words: frozenset[str] | None
    ) -> Iterator[tuple[RepoPath, Symbol, Mention]]:
        known = self._mentions.get(path)
        if known is None:
            known = self._mentions[path] = FileMentions(self.graph.facts(path), self.graph.bodies(path))
        holders = set(owners) - {-1}
        if words is not None:
            pattern = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(known.names_for(words))))
            hits = (match.start() for match in pattern.finditer(self.graph.source(path)))
            holders &= owners_at(self.graph.facts(path), hits)
        found = [mention for mention in known.imports if mention.owner in owners]
        for owner in sorted(holders):
            found += known.of(owner)
        for mention in found:
            for symbol in owners[mention.owner]:
                yield path, symbol, mention

    def owners(self, path: str, linked: LinkedFile) -> dict[int, list[Symbol]]:
        """The symbols of each item of a file; an item without one counts as what contains it."""
        owners: dict[int, list[Symbol]] = {}
        for definition in linked.defs:
            owners.setdefault(definition.ord, []).append(definition.symbol)
        for ord_, item in enumerate(self.graph.declared(path)):
            if ord_ not in owners and item.parent in owners:
                owners[ord_] = owners[item.parent]
        return owners

    # ---- places ---------------------------------------------------------------------------------------------

    def line_text(self, path: str, line: int) -> str:
        """A line of a file, "" where there is none."""
        lines = self._lines.get(path)
        if lines is None:
            lines = self._lines[path] = self.graph.source(path).decode("utf-8", "replace").split("\n")
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    def place(self, path: str, line: int, name: str = "", nth: int = 0) -> Place:
        """A place with its source line; its column is that of `name` in the line, else of the line's first word.

        Of several such names it is the `nth`, or the last where there are fewer.
        """
        text = self.line_text(path, line)
        every = words_at(text, name)
        col = 1 + (every[min(nth, len(every) - 1)] if every else len(text) - len(text.lstrip()))
        return Place(path, line, col, text)

    def place_of(self, symbol: Symbol) -> Place:
        """Where an item is declared."""
        item = self.items[symbol]
        return self.place(item.path, item.line, item.name)

    def reference_place(self, path: str, edge: Edge) -> Place:
        """Where a reference stands; the column is that of the last segment of what it names."""
        name = re.split(r"::|\.", edge.dst)[-1].strip("<>")
        return self.place(path, self.graph.edge_line(path, edge), name)

    def name_place(self, path: str, text: str) -> Place:
        """The first line of a file that holds `text` as a word; the file as a whole where none does."""
        word = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        self.line_text(path, 1)
        for number, line in enumerate(self._lines[path], 1):
            found = word.search(line)
            if found:
                return Place(path, number, found.start() + 1, line.rstrip("\r"))
        return Place(path)


def words_at(text: str, word: str) -> list[int]:
    """Where a word stands in a text, not as a part of a longer one.

    Asked for thousands of names, each of which would be a regular expression to compile.
    """
    found: list[int] = []
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        is_whole = not (_in_word(text[at - 1 : at]) or _in_word(text[end : end + 1]))
        if is_whole:
            found.append(at)
        at = text.find(word, end if is_whole else at + 1)
    return found


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
