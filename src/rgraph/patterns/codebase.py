"""One tree as the patterns see it: code as rules see it, types with their impls, the public API, the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rgraph.diff.api.public import PublicNames
from rgraph.diff.apis import public_names
from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.model.syntax import TPath
from rgraph.rules.code import Code
from rgraph.rules.propose import spelt
from rgraph.view.graph import CommitGraph
from rgraph.view.names import suffix_of
from rgraph.view.places import ItemAt

from .pattern import Evidence

Commits = Callable[[], Iterable[list[str]]]
"""The paths that each commit changed, the newest commit first."""

_BESIDE = frozenset({"examples", "example", "benches", "fuzz"})
"""Folders of packages that show or try the others."""

TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


@dataclass(frozen=True, slots=True)
class Impl:
    """An impl block: its type and its trait as symbols, "" for no trait; `type` is the block's own where it is for no
    named type. `blanket`: for a type parameter."""

    at: ItemAt
    type: Symbol
    trait: Symbol
    blanket: bool


class Codebase:
    """What patterns ask of one tree. Everything is computed once, when it is first asked for."""

    def __init__(self, graph: CommitGraph, commits: Commits = list) -> None:
        self.graph = graph
        self.code = Code(graph)
        self.commits = commits

    # ---- items ----------------------------------------------------------------------------------------------

    @cached_property
    def own(self) -> list[ItemAt]:
        """The items that are written in the code of libraries and programs: no tests, nothing that a macro made."""
        tests, crates = self.code.tests, self.code_crates
        return [
            item
            for symbol, item in self.code.items.items()
            if symbol not in tests and item.crate in crates and not (item.item is not None and item.item.made_by)
        ]

    @cached_property
    def code_crates(self) -> dict[str, Crate]:
        """Libraries and programs by id, but for packages in a folder of examples, benchmarks or fuzz targets."""
        crates = (crate for crate in self.graph.cargo.crates if crate.kind in {TargetKind.LIB, TargetKind.BIN})
        return {crate.id: crate for crate in crates if not _BESIDE.intersection(crate.manifest.split("/")[:-1])}

    def of_kind(self, *kinds: ItemKind) -> Iterator[tuple[ItemAt, Item]]:
        """Own items of some kinds, with what is declared."""
        for at in self.own:
            if at.kind in kinds and at.item is not None:
                yield at, at.item

    @cached_property
    def children(self) -> dict[Symbol, list[ItemAt]]:
        """What each item contains, in order of files and lines."""
        found: dict[Symbol, list[ItemAt]] = {}
        for item in self.code.items.values():
            found.setdefault(item.parent, []).append(item)
        return found

    def members(self, symbol: Symbol, *kinds: ItemKind) -> list[tuple[ItemAt, Item]]:
        """What an item contains of some kinds."""
        return [(at, at.item) for at in self.children.get(symbol, ()) if at.kind in kinds and at.item is not None]

    def spelt(self, name: str) -> str:
        """A symbol with its crate as code calls it."""
        return spelt(self.code, name)

    # ---- types ----------------------------------------------------------------------------------------------

    @cached_property
    def impls(self) -> list[Impl]:
        """Every impl block outside of tests."""
        blocks = {at.symbol: at for at in self.own if at.kind is ItemKind.IMPL}
        types: dict[Symbol, Symbol] = {}
        traits: dict[Symbol, Symbol] = {}
        for _, edge in self.graph.module_graph.every_reference:
            at = blocks.get(edge.src)
            if at is None:
                continue
            if edge.kind is EdgeKind.IMPLEMENTS:
                traits[edge.src] = edge.dst
            elif edge.kind is EdgeKind.USES_TYPE and suffix_of(edge.dst) == at.name:
                types.setdefault(edge.src, edge.dst)
        return [
            Impl(at, types.get(symbol, symbol), traits.get(symbol, _unknown(at)), _is_blanket(at.item))
            for symbol, at in blocks.items()
        ]

    @cached_property
    def impls_of(self) -> dict[Symbol, list[Impl]]:
        """Impl blocks by type."""
        found: dict[Symbol, list[Impl]] = {}
        for impl in self.impls:
            found.setdefault(impl.type, []).append(impl)
        return found

    @cached_property
    def impls_for(self) -> dict[Symbol, list[Impl]]:
        """Impl blocks by trait."""
        found: dict[Symbol, list[Impl]] = {}
        for impl in self.impls:
            if impl.trait:
                found.setdefault(impl.trait, []).append(impl)
        return found

    @cached_property
    def derived(self) -> dict[Symbol, set[Symbol]]:
        """Traits that types derive."""
        found: dict[Symbol, set[Symbol]] = {}
        for _, edge in self.graph.module_graph.every_reference:
            if edge.kind is EdgeKind.DERIVES:
                found.setdefault(edge.src, set()).add(edge.dst)
        return found

    def methods(self, type_: Symbol) -> list[tuple[ItemAt, Item]]:
        """The methods and associated functions of a type's inherent impls."""
        return [
            member
            for impl in self.impls_of.get(type_, ())
            if not impl.trait
            for member in self.members(impl.at.symbol, ItemKind.FUNCTION)
        ]

    def implements(self, type_: Symbol, *traits: str) -> bool:
        """Whether a type has an impl of one of these traits, by their symbols; derived ones count."""
        derived = self.derived.get(type_, ())
        return any(trait in derived for trait in traits) or any(
            impl.trait in traits for impl in self.impls_of.get(type_, ())
        )

    # ---- the public API -------------------------------------------------------------------------------------

    @cached_property
    def public(self) -> PublicNames:
        """What users of the libraries can name."""
        return public_names(self.graph)

    # ---- evidence -------------------------------------------------------------------------------------------

    def shown(self, at: ItemAt, what: str = "") -> Evidence:
        """An item as evidence; what is to be seen is its signature where nothing else is said."""
        return Evidence(at.path, at.line, at.symbol, what or at.signature)

    def reference(self, source: str, target: str) -> Evidence | None:
        """The first reference from one module to another."""
        from rgraph.rules.rule import SURE

        references = self.code.between_modules(SURE, False).get((Symbol(source), Symbol(target)))
        if not references:
            return None
        path, edge = references[0]
        count = f", {len(references)} references" if len(references) > 1 else ""
        what = f"{edge.kind.verb} {edge.dst}{count}"
        return Evidence(path, self.graph.edge_line(path, edge), edge.src, what)


def _unknown(at: ItemAt) -> Symbol:
    """The trait of an impl block that has one which is not known, as written; "" for inherent impls."""
    trait = at.item.trait if at.item is not None else None
    return Symbol("?" + trait.segments[-1].name if trait is not None and trait.segments else "")


def _is_blanket(item: Item | None) -> bool:
    if item is None or not isinstance(item.ty, TPath) or len(item.ty.path.segments) != 1:
        return False
    return item.ty.path.segments[0].name in {p.name for p in item.generics.params if p.kind == "type"}
