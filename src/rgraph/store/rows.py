"""Edge sets and facts as rows, for Datalog: made for the commits that are asked about, packed again by gc."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rgraph.model.facts import BlobFacts
from rgraph.model.graph import FileState, LinkedFile
from rgraph.model.ids import BlobHash

from .contents import Contents
from .engine import Engine, Rows
from .packing import symbol_id
from .schema import headers, key_columns
from .stored_records import Part

_ROWED_SETS = "asked[set] <- $sets ?[set] := asked[set], *rowed_set{set}"
_ROWED_BLOBS = "asked[blob] <- $blobs ?[blob] := asked[blob], *rowed_blob{blob}"
_ALL_ROWED_SETS = "?[set] := *rowed_set{set}"
_ALL_ROWED_BLOBS = "?[blob] := *rowed_blob{blob}"
_EDGES = "asked[set] <- $sets ?[set, src, kind, dst] := asked[set], *edge{set, src, kind, dst}"
_DEFS = "asked[set] <- $sets ?[set, symbol, ord] := asked[set], *def{set, symbol, ord}"
_ITEMS = "asked[blob] <- $blobs ?[blob, ord] := asked[blob], *item{blob, ord}"
_USED_SYMBOLS = """
used[id] := *edge{src: id}
used[id] := *edge{dst: id}
used[id] := *def{symbol: id}
?[id] := *symbol{id}, not used[id]
"""

BATCH = 40
"""Files unpacked in one transaction."""


def missing(engine: Engine, files: Iterable[FileState]) -> list[FileState]:
    """The files whose edge set or content has no rows yet."""
    states = list(files)
    sets = {row[0] for row in engine.run(_ROWED_SETS, {"sets": [[int(file.edges)] for file in states if file.edges]})}
    blobs = {row[0] for row in engine.run(_ROWED_BLOBS, {"blobs": [[file.blob] for file in states]})}
    return [file for file in states if (file.edges and int(file.edges) not in sets) or not _has_rows(file, blobs)]


def unpack(engine: Engine, contents: Contents, files: Sequence[FileState]) -> None:
    """Make the rows of these files' edge sets and contents, where there are none. Call it as the one writer."""
    todo = missing(engine, files)
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        linked = contents.linked(file.edges for file in batch)
        sources = contents.having((file.blob for file in batch if _is_rust(file)), Part.FACTS)
        facts = contents.facts(sources)
        relations: dict[str, Rows] = {}
        for edges, links in linked.items():
            _add_links(relations, int(edges), links)
        for blob, content in facts.items():
            _add_items(relations, blob, content)
        engine.put({name: (headers(name), rows) for name, rows in relations.items()})


def pack(engine: Engine, keep: Iterable[FileState]) -> int:
    """Drop the rows of every edge set and content not in `keep`; returns how many sets lost theirs.

    Call it as the one writer.
    """
    states = list(keep)
    kept_sets = {int(file.edges) for file in states if file.edges}
    kept_blobs = {file.blob for file in states}
    sets = [[row[0]] for row in engine.run(_ALL_ROWED_SETS) if row[0] not in kept_sets]
    blobs = [[row[0]] for row in engine.run(_ALL_ROWED_BLOBS) if row[0] not in kept_blobs]
    for start in range(0, len(sets), BATCH):
        _drop_sets(engine, sets[start : start + BATCH])
    for start in range(0, len(blobs), BATCH):
        batch = blobs[start : start + BATCH]
        items = engine.run(_ITEMS, {"blobs": batch})
        engine.put({"-item": (key_columns("item"), items), "-rowed_blob": (key_columns("rowed_blob"), batch)})
    if sets:
        engine.put({"-symbol": (key_columns("symbol"), engine.run(_USED_SYMBOLS))})
    return len(sets)


def _drop_sets(engine: Engine, sets: Rows) -> None:
    edges = engine.run(_EDGES, {"sets": sets})
    defs = engine.run(_DEFS, {"sets": sets})
    engine.put(
        {
            "-edge": (key_columns("edge"), edges),
            "-edge_rev": (key_columns("edge_rev"), [[dst, set_, kind, src] for set_, src, kind, dst in edges]),
            "-def": (key_columns("def"), defs),
            "-def_rev": (key_columns("def_rev"), [[symbol, set_] for set_, symbol, _ in defs]),
            "-rowed_set": (key_columns("rowed_set"), sets),
        }
    )


def _is_rust(file: FileState) -> bool:
    return file.path.endswith(".rs")


def _has_rows(file: FileState, blobs: set[str]) -> bool:
    return not _is_rust(file) or file.blob in blobs


def _add_links(relations: dict[str, Rows], number: int, linked: LinkedFile) -> None:
    ids: dict[str, int] = {}

    def numbered(symbol: str) -> int:
        if symbol not in ids:
            ids[symbol] = symbol_id(symbol)
        return ids[symbol]

    defs = [[number, numbered(item.symbol), item.ord, item.crate] for item in linked.defs]
    edges = [
        [number, numbered(e.src), e.kind.value, numbered(e.dst), e.tier.value, e.count, e.line, e.via_macro]
        for e in linked.edges
    ]
    _extend(relations, "def", defs)
    _extend(relations, "def_rev", [[symbol, number] for _, symbol, _, _ in defs])
    _extend(relations, "edge", edges)
    _extend(relations, "edge_rev", [[edge[3], number, edge[2], edge[1]] for edge in edges])
    _extend(relations, "symbol", [[number_, text] for text, number_ in ids.items()])
    _extend(relations, "rowed_set", [[number]])


def _add_items(relations: dict[str, Rows], blob: BlobHash, facts: BlobFacts) -> None:
    items = [
        [
            blob, ord_, item.parent, item.kind.value, item.name, item.vis, item.line, item.end_line,
            item.signature, item.sig_hash, item.body_hash, item.doc,
        ]
        for ord_, item in enumerate(facts.items)
    ]  # fmt: skip
    _extend(relations, "item", items)
    _extend(relations, "rowed_blob", [[blob]])


def _extend(relations: dict[str, Rows], name: str, rows: Rows) -> None:
    relations.setdefault(name, []).extend(rows)
