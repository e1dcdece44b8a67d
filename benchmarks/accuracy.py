"""Scores the linker against gold data: links a repository at the gold's revision, in memory, and runs the scorer.

The edges are those that `rgraph export --format edges` writes.

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

from rgraph.git.repository import open_repository
from rgraph.link.linker import LinkDelta, Linker
from rgraph.model.contents import Reader
from rgraph.model.graph import Tier
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.view.edgelist import references
from rgraph.view.memory import MemorySource, graph_after


def contents(repository: str, rev: str, source: MemorySource) -> dict[RepoPath, BlobHash]:
    """The tree of a revision, its Rust files extracted."""
    opened = open_repository(repository)
    tree = opened.tree(opened.commit(opened.resolve(rev)).oid)
    found = {path: source.add(opened.read(oid)) for path, oid in tree.items()}
    source.facts(blob for path, blob in found.items() if path.endswith(".rs"))
    return found


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
    source = MemorySource()
    tree = contents(args.repository, rev, source)
    linker = Linker(Reader(source), jobs=args.jobs)
    if args.profile:
        import cProfile
        import pstats

        with cProfile.Profile() as profile:
            delta = linker.link(tree)
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    else:
        started = time.process_time()
        delta = linker.link(tree)
        print(f"linked {len(delta.linked)} files in {time.process_time() - started:.2f} s of CPU", file=sys.stderr)
    out = args.out or Path(tempfile.mkdtemp()) / "edges.tsv"
    found = references(graph_after(tree, delta, source), [Tier(tier) for tier in args.tier.split(",")])
    out.write_text("".join("\t".join(map(str, row)) + "\n" for row in found), encoding="utf-8")
    print(", ".join(f"{count} {reason} {shape}" for (reason, shape), count in unresolved(delta).most_common(12)))
    subprocess.run([sys.executable, str(args.scorer), str(args.gold), str(out), *["--show"] * args.show], check=True)


if __name__ == "__main__":
    main()
