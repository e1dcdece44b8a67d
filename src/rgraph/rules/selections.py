"""Which items of a tree, and which names from outside of it, the selections of rules mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from rgraph.model.facts import ItemKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.digests import Folded
from rgraph.view.graph import CommitGraph, ItemAt
from rgraph.view.meanings import meant_in_tree
from rgraph.view.names import segments

from .attributes import derived, has_attribute
from .needed_versions import NeededVersions
from .patterns import found_in
from .selector import Selection, Selector, is_literal, matches_outside, name_pattern, path_pattern

_OF_METHODS = frozenset({ItemKind.IMPL, ItemKind.TRAIT})


class Selections:
    """Answers what selections mean in one tree, each once."""

    def __init__(self, graph: CommitGraph) -> None:
        self.graph = graph
        self._selected: dict[Selection, frozenset[Symbol]] = {}
        self._meant: dict[tuple[Selection, str], dict[str, bool]] = {}

    @property
    def items(self) -> Mapping[Symbol, ItemAt]:
        """Every item by symbol."""
        return self.graph.module_graph.items

    @property
    def _folded(self) -> Folded:
        return self.graph.module_graph.folded

    @cached_property
    def crate_names(self) -> dict[str, str]:
        """Crate ids and what each is called in code."""
        return {crate.id: crate.name for crate in self.graph.cargo.crates}

    def select(self, selection: Selection) -> frozenset[Symbol]:
        """The items that a selection means."""
        known = self._selected.get(selection)
        if known is None:
            known = frozenset().union(*(self._select_one(selector) for selector in selection.any_of))
            self._selected[selection] = known
        return known

    def means(self, selection: Selection, name: str, source: str = "") -> bool:
        """Whether a selection means this item, or this name from outside the workspace, as `source` refers to it.

        Which version of a package that is, the package of the source says; without a source, all packages.
        """
        symbol = Symbol(name)
        if symbol in self.items:
            return symbol in self.select(selection)
        package = self._package_of(source) if source and selection.has_versions else ""
        known = self._meant.setdefault((selection, package), {})
        if name not in known:
            versions = self._needed.versions(name, package) if selection.has_versions else ()
            known[name] = matches_outside(selection, name, versions)
        return known[name]

    def _package_of(self, source: str) -> str:
        """The manifest of the package that an item is of."""
        item = self.items.get(Symbol(source))
        return self._manifests.get(item.crate, "") if item is not None else ""

    @cached_property
    def _manifests(self) -> dict[str, RepoPath]:
        return {crate.id: crate.manifest for crate in self.graph.cargo.crates}

    @cached_property
    def _needed(self) -> NeededVersions:
        return NeededVersions(self.graph.resolution)

    def select_modules(self, selection: Selection) -> list[Symbol]:
        """The modules that a selection means, sorted."""
        return sorted(symbol for symbol in self.select(selection) if self._folded.is_module(symbol))

    def _select_one(self, selector: Selector) -> frozenset[Symbol]:
        if selector.requirement:
            return frozenset()
        chosen: Iterable[Symbol] = self._by_paths(selector.paths) if selector.paths else self.items
        if not selector.only_paths:
            chosen = [symbol for symbol in chosen if self._is_such(selector, symbol)]
        if selector.asks_items:
            chosen = [symbol for symbol in chosen if self._fits(selector, self.items[symbol])]
        if selector.excluded:
            excluded = self.select(selector.excluded)
            chosen = [symbol for symbol in chosen if symbol not in excluded]
        return frozenset(chosen)

    def names_something(self, path: str) -> bool:
        """Whether any item stands at a path."""
        return bool(self._named(path))

    def _by_paths(self, paths: tuple[str, ...]) -> set[Symbol]:
        heads = [path for path in paths if not path.startswith("=")]
        named = {symbol for path in heads for symbol in self._named(path)}
        chosen = {symbol for path in paths if path.startswith("=") for symbol in self._named(path)}
        return chosen | self._inside(named)

    def _inside(self, roots: set[Symbol]) -> set[Symbol]:
        """The roots and everything that they contain."""
        inside = set(roots)
        stack = list(roots)
        while stack:
            for child in self.graph.module_graph.children.get(stack.pop(), ()):
                if child not in inside:
                    inside.add(child)
                    stack.append(child)
        return inside

    def _named(self, path: str) -> list[Symbol]:
        if is_literal(path):
            bare = path.removeprefix("=").removesuffix("::**")
            own = [symbol for written in self._spellings(bare) for symbol in self._alternatives(written)]
            return own or [symbol for symbol in meant_in_tree(self.graph, bare) if symbol in self.items]
        pattern = path_pattern(path)
        return list(dict.fromkeys(symbol for symbol, text in self._names if pattern.match(text)))

    def _alternatives(self, path: str) -> list[Symbol]:
        """The items at a path without wildcards. Two conditions may give one name to several, which are numbered: a
        name without a number means all of its kind."""
        head, *parts = segments(path)
        found = [head] if Symbol(head) in self.items else []
        for part in parts:
            found = [each for before in found for each in self._numbered(f"{before}::{part}")]
        chosen = [Symbol(each) for each in found]
        kind = self._folded.kind
        return [each for each in chosen if kind(each) is kind(chosen[0])]

    def _numbered(self, path: str) -> Iterator[str]:
        """A path, and the same with each number that its last segment has here."""
        number = 1
        while Symbol(path if number == 1 else f"{path}#{number}") in self.items:
            yield path if number == 1 else f"{path}#{number}"
            number += 1

    @cached_property
    def _names(self) -> list[tuple[Symbol, str]]:
        """Every item by each way to write it."""
        return [(symbol, text) for symbol in self.items for text in self._names_of(symbol)]

    def _spellings(self, path: str) -> list[Symbol]:
        """A written path with its crate's name replaced by each crate id that it may mean; an id means itself alone."""
        head, colons, rest = path.partition("::")
        names = self.crate_names
        ids = [head] if head in names else [crate for crate, name in names.items() if head in {name, "crate"}]
        return [Symbol(crate + colons + rest) for crate in ids]

    def _names_of(self, symbol: Symbol) -> Iterator[str]:
        yield symbol
        head, colons, rest = symbol.partition("::")
        name = self.crate_names.get(head, head)
        if name not in self.crate_names:
            yield name + colons + rest
        yield "crate" + colons + rest

    def kind(self, symbol: Symbol) -> str:
        """The word for an item: its kind, and `method` for a function in an impl or a trait."""
        folded = self._folded
        kind = folded.kind(symbol)
        if kind is not ItemKind.FUNCTION:
            return kind.value
        parent = folded.parents.get(symbol)
        return "method" if parent in folded.places and folded.kind(parent) in _OF_METHODS else "function"

    def _is_such(self, selector: Selector, symbol: Symbol) -> bool:
        """Whether the kind and the crate of an item are those of a selector; no item is made to ask for them."""
        return (not selector.kinds or self.kind(symbol) in selector.kinds) and (
            not selector.crates or self._in_crate(selector.crates, self._folded.crate(symbol))
        )

    def _fits(self, selector: Selector, item: ItemAt) -> bool:
        facts = item.item
        attrs = facts.attrs if facts else None
        return (
            (not selector.visibilities or (item.vis or "private") in selector.visibilities)
            and (not selector.attributes or (attrs is not None and has_attribute(attrs.texts, selector.attributes)))
            and (not selector.derives or any(derived(item, name) for name in selector.derives))
            and (not selector.name or found_in(selector.name, item.name))
        )

    def _in_crate(self, globs: tuple[str, ...], crate: str) -> bool:
        names = {crate.replace("-", "_"), self.crate_names.get(crate, crate)}
        return any(name_pattern(glob).match(name) for glob in globs for name in names)
