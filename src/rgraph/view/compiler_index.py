"""Lays what a compiler's index says over a graph, as far as it holds there still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs
from msgspec.msgpack import Decoder, Encoder

from rgraph.model.compiled import CompiledFile
from rgraph.model.contents import NoContents, Overlay
from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier, pack_linked
from rgraph.model.ids import BlobHash, RepoPath, Symbol
from rgraph.store.packing import set_hash
from rgraph.store.store import Store
from rgraph.store.stored_records import Part

from .graph import CommitGraph

_decoder = Decoder(list[CompiledFile])
_encoder = Encoder()


def pack_compiled(files: list[CompiledFile]) -> bytes:
    """What the store keeps of one content."""
    return _encoder.encode(files)


def compiled_of(store: Store, blobs: Iterable[BlobHash]) -> dict[BlobHash, list[CompiledFile]]:
    """What indexes say of some contents, of those of which they say something."""
    if not store.compiled_by():
        return {}
    return {blob: _decoder.decode(data) for blob, data in store.contents.packed(blobs, Part.COMPILED)}


def laid_over(store: Store, graph: CommitGraph, alone: CommitGraph) -> CommitGraph:
    """`graph` with what indexes say of the tree alone; itself where they say nothing that holds."""
    return _over(graph, holding(alone, compiled_of(store, alone.blobs.values())))


def holding(graph: CommitGraph, compiled: Mapping[BlobHash, list[CompiledFile]]) -> dict[RepoPath, CompiledFile]:
    """What still holds in a graph: content, links, and the interfaces of what the file depends on are the same."""
    said = {
        path: file
        for path, state in graph.files.items()
        for file in compiled.get(state.blob, ())
        if file.path == path and state.edges
    }
    if not said:
        return {}
    names = {graph.files[path].edges for path in said}
    hashes = {name: set_hash(packed) for name, packed in graph.contents.source.packed_links(names)}
    same = {path: file for path, file in said.items() if hashes.get(graph.files[path].edges) == file.links}
    wanted = {graph.files[lean].blob for file in same.values() for lean, _ in file.leans_on if lean in graph.files}
    graph.contents.load_facts(wanted)
    return {path: file for path, file in same.items() if _leans_on_the_same(graph, file)}


def _over(graph: CommitGraph, holding: Mapping[RepoPath, CompiledFile]) -> CommitGraph:
    if not holding:
        return graph
    laid: dict[str, LinkedFile] = {}
    files = dict(graph.files)
    for path, file in holding.items():
        linked, state = graph.linked(path), graph.files[path]
        if linked is not None:
            name = f"{state.edges} {file.links} {path}"
            laid[name] = _merged(linked, file)
            files[path] = structs.replace(state, edges=name)
    made = graph.over(files, Overlay(_Links(laid), graph.contents.source))
    made.compiled_files = len(laid)
    return made


def _leans_on_the_same(graph: CommitGraph, file: CompiledFile) -> bool:
    return all(lean in graph.files and graph.facts(lean).interface == looks for lean, looks in file.leans_on)


def _merged(linked: LinkedFile, file: CompiledFile) -> LinkedFile:
    """Edges of the index beside those of the linker; what both have takes the surer tier, and no edge is lost."""
    edges = {_slot(edge): edge for edge in linked.edges}
    owners = {definition.symbol for definition in linked.defs}
    for edge in file.edges:
        known = edges.get(_slot(edge))
        if known is None and edge.src in owners:
            edges[_slot(edge)] = edge
        elif known is not None and known.tier in {Tier.INFERRED, Tier.CANDIDATE}:
            edges[_slot(edge)] = structs.replace(known, tier=Tier.COMPILER)
    settled = set(file.settled)
    open_ = [one for one in linked.unresolved if (one.owner, one.name.rpartition("::")[2]) not in settled]
    return structs.replace(linked, edges=sorted(edges.values(), key=_slot), unresolved=open_)


def _slot(edge: Edge) -> tuple[Symbol, EdgeKind, Symbol]:
    return (edge.src, edge.kind, edge.dst)


class _Links(NoContents):
    """A source that has edge sets alone."""

    def __init__(self, linked: Mapping[str, LinkedFile]) -> None:
        self._linked = linked

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return {name: self._linked[name] for name in sets if name in self._linked}

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((name, pack_linked(self._linked[name])) for name in sets if name in self._linked)
