"""A commit as JSON lines: the same bytes whatever the order of indexing, the workers or the interruptions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from rgraph.model.facts import EXTRACTOR, BlobFacts, Item
from rgraph.model.graph import LINKER, FileState, LinkedFile
from rgraph.model.ids import BlobHash, Oid
from rgraph.store.store import Store

from .analysis import reading

BATCH = 200
"""Files unpacked at once."""

Line = dict[str, object]


def dump(store: Store, oid: Oid) -> Iterator[str]:
    """The lines of an indexed commit: one on the commit, then each file with its items and edges, by path.

    Raises:
        RevisionError: the commit is not indexed.
    """
    files = store.versions.files_at(oid)
    yield _line({"type": "commit", "oid": oid, "files": len(files), "extractor": EXTRACTOR, "linker": LINKER})
    for start in range(0, len(files), BATCH):
        yield from _dump_files(store, files[start : start + BATCH])


def _dump_files(store: Store, files: list[FileState]) -> Iterator[str]:
    blobs = store.contents.blobs(BlobHash(file.blob) for file in files)
    facts = store.contents.facts(BlobHash(file.blob) for file in files if reading(file.path) == "facts")
    links = store.contents.linked(file.edges for file in files)
    for file in files:
        oid = blobs[BlobHash(file.blob)].git_oid
        yield _line({"type": "file", "path": file.path, "git_oid": oid, "blake3": file.blob})
        if reading(file.path) == "facts":
            yield from map(_line, _items(file, facts[BlobHash(file.blob)], links.get(file.edges)))
        yield from map(_line, _edges(file, links))


def _items(file: FileState, facts: BlobFacts, linked: LinkedFile | None) -> Iterator[Line]:
    symbols: dict[int, list[str]] = {}
    for definition in linked.defs if linked else ():
        symbols.setdefault(definition.ord, []).append(definition.symbol)
    for ord_, item in enumerate(linked.items(facts.items) if linked else facts.items):
        yield _item(file, item, sorted(symbols.get(ord_, ())))


def _item(file: FileState, item: Item, symbols: list[str]) -> Line:
    return {
        "type": "item",
        "path": file.path,
        "symbols": symbols,
        "kind": item.kind.value,
        "name": item.name,
        "vis": item.vis,
        "line": item.line,
        "end_line": item.end_line,
        "signature": item.signature,
        "sig_hash": item.sig_hash,
        "body_hash": item.body_hash,
    }


def _edges(file: FileState, links: Mapping[str, LinkedFile]) -> Iterator[Line]:
    linked = links.get(file.edges)
    for edge in sorted(linked.edges, key=lambda edge: (edge.src, edge.kind, edge.dst, edge.tier)) if linked else ():
        yield {
            "type": "edge",
            "path": file.path,
            "src": edge.src,
            "kind": edge.kind.value,
            "dst": edge.dst,
            "tier": edge.tier.value,
            "count": edge.count,
            "line": edge.line,
        }


def _line(value: Line) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
