"""Turns the references of an index into edges beside those that the linker found."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.compiled import CompiledFile
from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier, pack_linked
from rgraph.model.ids import RepoPath, Symbol
from rgraph.store.packing import set_hash
from rgraph.view.graph import CommitGraph
from rgraph.view.places import ItemAt

from .occurrences import CompilerIndex
from .places import owner_of
from .references import FileReferences, IndexReader, Referred

_KINDS = {
    ItemKind.STRUCT: EdgeKind.USES_TYPE,
    ItemKind.ENUM: EdgeKind.USES_TYPE,
    ItemKind.UNION: EdgeKind.USES_TYPE,
    ItemKind.TRAIT: EdgeKind.USES_TYPE,
    ItemKind.TRAIT_ALIAS: EdgeKind.USES_TYPE,
    ItemKind.TYPE_ALIAS: EdgeKind.USES_TYPE,
    ItemKind.CONST: EdgeKind.READS,
    ItemKind.STATIC: EdgeKind.READS,
    ItemKind.FIELD: EdgeKind.READS,
    ItemKind.MACRO: EdgeKind.EXPANDS,
}
"""What a reference to each kind of item is, but to functions; to the other kinds it `references`."""

_SURE = {Tier.EXACT, Tier.COMPILER}


def compiled_files(graph: CommitGraph, index: CompilerIndex) -> tuple[list[CompiledFile], list[str]]:
    """What an index adds to the files of a graph, and the files of the index that have another content there.

    An edge that the linker found by inference, and that the index confirms, is among them; an exact one is not.
    """
    reader = IndexReader(graph, index)
    items = {item.symbol: item for item in graph.items()}
    made = [_compiled(graph, items, references, index.tool) for references in reader.files()]
    return [file for file in made if file is not None], reader.misfits


def _compiled(
    graph: CommitGraph, items: dict[Symbol, ItemAt], references: FileReferences, tool: str
) -> CompiledFile | None:
    path = RepoPath(references.path)
    linked = graph.linked(path)
    if linked is None:
        return None
    found = _Pairs(linked, items)
    edges = [edge for referred in references.pairs.values() for edge in found.edges(referred)]
    settled = sorted(name for name in references.named if name not in references.open and name in _unresolved(linked))
    if not edges and not settled:
        return None
    ordered = sorted(edges, key=lambda edge: (edge.src, edge.kind, edge.dst))
    leans_on = sorted(_leans_on(graph, path, linked, ordered))
    return CompiledFile(path, set_hash(pack_linked(linked)), leans_on, ordered, settled, tool)


class _Pairs:
    """The edges that a file has already, by the items between which they are."""

    def __init__(self, linked: LinkedFile, items: dict[Symbol, ItemAt]) -> None:
        self._edges: dict[tuple[Symbol, Symbol], list[Edge]] = {}
        for edge in linked.edges:
            if edge.kind.is_reference:
                self._edges.setdefault((owner_of(edge.src, items), edge.dst), []).append(edge)

    def edges(self, referred: Referred) -> Iterator[Edge]:
        """What a reference of the index adds: the tier of edges that are there, else an edge."""
        owner = referred.owner
        known = self._edges.get((owner.symbol, referred.target.symbol), [])
        if (
            not known and owner.kind is ItemKind.TYPE_ALIAS
        ):  # the linker may give what a member's bounds name to the trait
            known = self._edges.get((owner.parent, referred.target.symbol), [])
        if any(edge.tier in _SURE for edge in known):
            return
        for edge in known:
            yield _confirmed(edge)
        if not known and (kind := _kind(referred)) is not None:
            line = referred.row + 1 - referred.owner.line
            yield Edge(referred.owner.symbol, kind, referred.target.symbol, Tier.COMPILER, referred.count, line)


def _confirmed(edge: Edge) -> Edge:
    return Edge(edge.src, edge.kind, edge.dst, Tier.COMPILER, edge.count, edge.line, edge.via_macro, edge.of_template)


def _kind(referred: Referred) -> EdgeKind | None:
    """The kind of a new edge. A module is named on the way to what stands in it, and an item by itself is no edge."""
    target = referred.target.kind
    if target is ItemKind.MODULE or referred.owner.symbol == referred.target.symbol:
        return None
    if is_proc_macro(referred.target):
        return EdgeKind.EXPANDS
    if target is ItemKind.FUNCTION:
        return EdgeKind.CALLS if referred.called else EdgeKind.REFERENCES
    return _KINDS.get(target, EdgeKind.REFERENCES)


def is_proc_macro(item: ItemAt) -> bool:
    """Whether an item is the function of a procedural macro, which code names as a derive, an attribute or a macro."""
    return item.item is not None and bool(item.item.attrs.proc_macro)


def _unresolved(linked: LinkedFile) -> set[tuple[Symbol, str]]:
    return {(one.owner, one.name.rpartition("::")[2]) for one in linked.unresolved if one.name}


def _leans_on(
    graph: CommitGraph, path: RepoPath, linked: LinkedFile, edges: list[Edge]
) -> Iterator[tuple[RepoPath, str]]:
    """The other files whose items the edges of a file lead to, as they look from outside."""
    targets = {edge.dst for edge in (*linked.edges, *edges)}
    paths = {place for target in targets for place in graph.defining(target)} - {path}
    for each in paths:
        yield each, graph.facts(each).interface
