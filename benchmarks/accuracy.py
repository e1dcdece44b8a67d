"""Scores the linker against gold data: links a repository at the gold's revision, in memory, and runs the scorer.

python benchmarks/accuracy.py SCORER GOLD.json.gz REPOSITORY [--show] [--jobs N] [--out EDGES.tsv] [--profile]
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rgraph.cargo.manifest import parse_manifest
from rgraph.git.repository import Repository, open_repository
from rgraph.link.linker import LinkDelta, Linker
from rgraph.link.table import TRANSPARENT
from rgraph.link.text import type_text
from rgraph.model.cargo import Manifest
from rgraph.model.facts import BlobBodies, BlobFacts, Item, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import BlobHash, Oid, RepoPath, Symbol
from rgraph.parse.extract import extract
from rgraph.view.edgelist import Arguments, Words

KINDS = {EdgeKind.CALLS: "call", EdgeKind.IMPLEMENTS: "impl", EdgeKind.DERIVES: "impl"}
NOT_REFERENCES = frozenset({EdgeKind.CONTAINS, EdgeKind.OVERRIDES, EdgeKind.DEPENDS_ON, EdgeKind.RUNS})
Location = tuple[RepoPath, int, str]


class TreeSource:
    """The contents of one commit, extracted when asked for."""

    def __init__(self, repository: Repository, rev: str) -> None:
        commit = repository.commit(repository.resolve(rev))
        self._repository = repository
        self.tree = {path: BlobHash(str(oid)) for path, oid in repository.tree(commit.oid).items()}
        self._read: dict[BlobHash, tuple[BlobFacts, BlobBodies]] = {}

    def _extracted(self, blob: BlobHash) -> tuple[BlobFacts, BlobBodies]:
        if blob not in self._read:
            self._read[blob] = extract(self._repository.read(Oid(blob)))
        return self._read[blob]

    def facts(self, blob: BlobHash) -> BlobFacts:
        """The facts of a Rust file."""
        return self._extracted(blob)[0]

    def bodies(self, blob: BlobHash) -> BlobBodies:
        """The bodies of a Rust file."""
        return self._extracted(blob)[1]

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._repository.read(Oid(self.tree[RepoPath(path)]))

    def manifest(self, blob: BlobHash) -> Manifest:
        """The facts of a manifest."""
        return parse_manifest(self._repository.read(Oid(blob)))


def locations(delta: LinkDelta, source: TreeSource) -> dict[Symbol, Location]:
    """Where each symbol's item has its name."""
    found: dict[Symbol, Location] = {}
    for path, linked in sorted(delta.linked.items()):
        items = linked.items(source.facts(source.tree[path]).items)
        for each in linked.defs:
            if each.ord < 0:
                found.setdefault(each.symbol, (path, 1, ""))
                continue
            item = items[each.ord]
            if item.kind is not ItemKind.MODULE or item.has_body:
                found[each.symbol] = _location(path, item)
    return found


def rows(delta: LinkDelta, source: TreeSource, tiers: frozenset[str]) -> list[str]:
    """The eight columns that the scorer reads, one row an edge of these tiers between items of the repository.

    As `rgraph export --format edges` gives them: what a macro makes owns nothing (unless it stands in the call's
    argument), the item around its call does.
    """
    where = locations(delta, source)
    words = Words(lambda path: source.read(RepoPath(path)))
    arguments = Arguments(lambda path: source.facts(source.tree[RepoPath(path)]).items)
    found = []
    for path, linked in delta.linked.items():
        items = linked.items(source.facts(source.tree[path]).items)
        ords = {each.symbol: each.ord for each in linked.defs}
        for edge in linked.edges:
            ord_ = ords.get(edge.src, -1)
            item = items[ord_] if ord_ >= 0 else None
            if edge.kind is EdgeKind.IMPLEMENTS:
                owner = where.get(edge.src)
            else:
                owner = _written(path, items, ord_, arguments) if item and item.made_by else where.get(edge.src)
            target = where.get(edge.dst)
            if edge.kind in NOT_REFERENCES or edge.tier not in tiers or owner is None or target is None:
                continue
            if edge.of_template:
                continue
            if edge.kind is not EdgeKind.IMPLEMENTS and not words.may_name(path, item, target[2]):
                continue
            columns = [*owner, *target, KINDS.get(edge.kind, "reference"), edge.tier.value]
            found.append("\t".join(map(str, columns)))
    return sorted(found)


def _written(path: RepoPath, items: list[Item], ord_: int, arguments: Arguments) -> Location | None:
    """The item that the source has around one that a macro makes."""
    while ord_ >= 0 and (_is_of_macro(path, items[ord_], arguments) or items[ord_].kind in TRANSPARENT):
        ord_ = items[ord_].parent
    return _location(path, items[ord_]) if ord_ >= 0 and items[ord_].kind is not ItemKind.MODULE else None


def _is_of_macro(path: RepoPath, item: Item, arguments: Arguments) -> bool:
    return bool(item.made_by) and not arguments.has(path, item)


def _location(path: RepoPath, item: Item) -> Location:
    return (path, item.line, item.name or (type_text(item.ty, False) if item.kind is ItemKind.IMPL else ""))


def unresolved(delta: LinkDelta) -> Counter[tuple[str, str]]:
    """Names that were not resolved, by reason and shape."""
    counts: Counter[tuple[str, str]] = Counter()
    for linked in delta.linked.values():
        for each in linked.unresolved:
            counts[each.reason, each.shape] += each.count
    return counts


def main() -> None:
    """Link, write the edges, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("repository")
    parser.add_argument("--tier", default="exact,inferred,candidate", help="the tiers to score")
    parser.add_argument("--show", action="store_true", help="list the most frequent wrong and missed edges")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where to keep the edges")
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    with gzip.open(args.gold) as stream:
        rev = json.load(stream)["meta"]["rev"]
    source = TreeSource(open_repository(args.repository), rev)
    for path, blob in source.tree.items():
        if path.endswith(".rs"):
            source.facts(blob)
    linker = Linker(source, jobs=args.jobs)
    if args.profile:
        import cProfile
        import pstats

        with cProfile.Profile() as profile:
            delta = linker.link(source.tree)
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    else:
        started = time.process_time()
        delta = linker.link(source.tree)
        print(f"linked {len(delta.linked)} files in {time.process_time() - started:.2f} s of CPU", file=sys.stderr)
    out = args.out or Path(tempfile.mkdtemp()) / "edges.tsv"
    out.write_text("\n".join(rows(delta, source, frozenset(args.tier.split(",")))) + "\n", encoding="utf-8")
    print(", ".join(f"{count} {reason} {shape}" for (reason, shape), count in unresolved(delta).most_common(12)))
    subprocess.run([sys.executable, str(args.scorer), str(args.gold), str(out), *["--show"] * args.show], check=True)


if __name__ == "__main__":
    main()
