"""Removing what is not live, and checking that relations agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rgraph.model.ids import Oid

from .engine import Engine, Rows
from .footprints import drop_footprints
from .nearest import Nearest
from .packing import expand
from .schema import key_columns
from .stored_records import TEXT_BYTES

_COMMITS = "?[chain, pos, oid] := *commit{oid, chain, pos}"
_CHAINS = "?[id, base, base_pos] := *chain{id, base, base_pos}"
_FILES_AFTER = "?[chain, path, at] := *file_at{chain, path, at}, chain = $chain, to_int(at) > $pos"
_USED_BLOBS = "?[blob] := *file_at{blob}"
_USED_SETS = "?[set] := *file_at{set} ?[set] := *overlay{set}"
_BLOBS = "?[hash, git_oid] := *blob{hash, git_oid}"
_PARTS = "?[hash, part] := *packed{hash, part}"
_VECTORS = "?[model, text] := *vector{model, text}"
_TEXTS = "?[value] := *packed{part: 'texts', value}"
_SETS = "?[hash, id] := *set_of{hash, id}"
_OVERLAYS = "?[oid, path] := *overlay{oid, path}"
_DEPENDENCIES = "?[oid] := *dependencies{oid}"
_TOUCHED = "?[oid] := *touched{oid}"
_COMPLETE = "?[oid] := *complete{oid}"
_REWRITTEN = "?[old, new] := *rewritten{old, new}"

_NO_COMMIT_AT = "?[oid] := *commit{oid, chain, pos}, not *commit_at{chain, pos, oid}"
_NO_COMMIT = "?[oid] := *commit_at{chain, pos, oid}, not *commit{oid, chain, pos}"
_NO_CHAIN = "?[oid] := *commit{oid, chain}, not *chain{id: chain}"
_NO_BASE = "?[id] := *chain{id, base, base_pos}, base >= 0, not *commit_at{chain: base, pos: base_pos}"
_NO_BLOB = "used[hash] := *file_at{blob: hash} ?[hash] := used[hash], hash != '', not *blob{hash}"
_NO_SET = "used[id] := *file_at{set: id} known[id] := *set_of{id} ?[id] := used[id], id > 0, not known[id]"
_NO_OVERLAID = "used[id] := *overlay{set: id} known[id] := *set_of{id} ?[id] := used[id], not known[id]"
_NO_VALUE = "?[hash] := *set_of{hash, id}, not *edge_set{id, hash}"
_NO_EDGE = "?[set] := *edge_rev{dst, set, kind, src}, not *edge{set, src, kind, dst}"
_NO_EDGE_REV = "?[set] := *edge{set, src, kind, dst}, not *edge_rev{dst, set, kind, src}"

_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep removed."""

    commits: int
    blobs: int
    edge_sets: int


def sweep(engine: Engine, live: Collection[Oid]) -> Swept:
    """Remove every commit that is not live, then contents and edge sets that no file of any commit has.

    Commits go first, in one transaction, then what they alone used: cut off at any point, the store is whole.
    """
    commits = engine.run(_COMMITS)
    dead = [row for row in commits if row[2] not in live]
    if dead:
        _drop_commits(engine, commits, live)
    blobs = drop_blobs(engine, {row[0] for row in engine.run(_USED_BLOBS)})
    sets = _drop_sets(engine)
    _drop_vectors(engine)
    Nearest(engine).drop_dead(live)
    return Swept(len(dead), blobs, sets)


def contradictions(engine: Engine) -> Iterator[str]:
    """What in the relations does not agree; nothing in a whole store."""
    for script, what in (
        (_NO_COMMIT_AT, "commits are missing from commit_at"),
        (_NO_COMMIT, "rows of commit_at have no commit"),
        (_NO_CHAIN, "commits have no chain"),
        (_NO_BASE, "chains have no commit at their base"),
        (_NO_BLOB, "contents of files are missing"),
        (_NO_SET, "edge sets of files are missing"),
        (_NO_OVERLAID, "edge sets of files beside their dependencies are missing"),
        (_NO_VALUE, "edge sets have no value"),
        (_NO_EDGE, "sets have inverse edges without edges"),
        (_NO_EDGE_REV, "sets have edges without inverse"),
    ):
        rows = engine.run(script)
        if rows:
            yield f"{len(rows)} {what}"


def _kept_positions(commits: Rows, chains: Rows, live: Collection[Oid]) -> dict[int, int]:
    """The last position of each chain that has a live commit or is the base of a kept chain."""
    keep: dict[int, int] = {}
    for chain, pos, oid in commits:
        if oid in live:
            keep[chain] = max(keep.get(chain, -1), pos)
    for chain, base, base_pos in sorted(chains, reverse=True):  # a chain's base is older than the chain
        if chain in keep and base >= 0:
            keep[base] = max(keep.get(base, -1), base_pos)
    return keep


def _drop_commits(engine: Engine, commits: Rows, live: Collection[Oid]) -> None:
    """A chain keeps its start up to the last live commit or base of a kept chain."""
    chains = engine.run(_CHAINS)
    keep = _kept_positions(commits, chains, live)
    dropped = [(chain, pos, oid) for chain, pos, oid in commits if pos > keep.get(chain, -1)]
    files: Rows = []
    for chain in {chain for chain, _, _ in dropped}:
        files += engine.run(_FILES_AFTER, {"chain": chain, "pos": keep.get(chain, -1)})
    gone = {oid for _, _, oid in dropped}
    engine.put(  # at once: a row of file_at left behind would shine through when the chain grows again
        {
            "-file_at": (key_columns("file_at"), files),
            "-commit": (key_columns("commit"), [[oid] for oid in gone]),
            "-commit_at": (key_columns("commit_at"), [[chain, pos] for chain, pos, _ in dropped]),
            "-chain": (key_columns("chain"), [[chain] for chain, _, _ in chains if chain not in keep]),
            "-touched": (key_columns("touched"), [row for row in engine.run(_TOUCHED) if row[0] in gone]),
            "-overlay": (key_columns("overlay"), [row for row in engine.run(_OVERLAYS) if row[0] in gone]),
            "-dependencies": (
                key_columns("dependencies"),
                [row for row in engine.run(_DEPENDENCIES) if row[0] in gone],
            ),
            "-complete": (key_columns("complete"), [row for row in engine.run(_COMPLETE) if row[0] in gone]),
            "-rewritten": (key_columns("rewritten"), [row for row in engine.run(_REWRITTEN) if row[1] not in live]),
        }
    )
    drop_footprints(engine, gone)


def drop_blobs(engine: Engine, used: Collection[str]) -> int:
    """Remove every content that is not in `used`, as the one writer; returns how many."""
    dead = [row for row in engine.run(_BLOBS) if row[0] not in used]
    hashes = {hash_ for hash_, _ in dead}
    if dead:
        _remove(engine, "packed", [row for row in engine.run(_PARTS) if row[0] in hashes])
        _remove(engine, "blob_of", [[oid] for _, oid in dead])
        _remove(engine, "blob", [[hash_] for hash_ in hashes])
    return len(dead)


def _drop_sets(engine: Engine) -> int:
    used = {row[0] for row in engine.run(_USED_SETS)}
    dead = [row for row in engine.run(_SETS) if row[1] not in used]
    for start in range(0, len(dead), _BATCH):
        batch = dead[start : start + _BATCH]
        engine.put({"-set_of": (["hash"], [[h] for h, _ in batch]), "-edge_set": (["id"], [[n] for _, n in batch])})
    return len(dead)


def _drop_vectors(engine: Engine) -> None:
    """Vectors of texts that no content has any more."""
    vectors = engine.run(_VECTORS)
    if vectors:
        joined = b"".join(expand(value) for (value,) in engine.run(_TEXTS))
        used = {joined[at : at + TEXT_BYTES].hex() for at in range(0, len(joined), TEXT_BYTES)}
        _remove(engine, "vector", [[model, text] for model, text in vectors if text not in used])


def _remove(engine: Engine, relation: str, keys: Rows) -> None:
    for start in range(0, len(keys), _BATCH):
        engine.put({f"-{relation}": (key_columns(relation), keys[start : start + _BATCH])})
