"""Renames and moves: seeded refactorings of a real crate, several at once, with decoys, and how many are recognised.

    python benchmarks/renames.py ripgrep.git 15.1.0 crates/searcher crates/printer crates/ignore

Each round renames functions (and what calls them in their file), moves functions to other files, does both at once,
edits some of them, and adds decoys: copies beside the original, and functions replaced by others of their name.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from rgraph.diff.matching import matches
from rgraph.model.facts import ItemKind
from rgraph.view.graph import CommitGraph, ItemAt
from rgraph.view.memory import MemorySource, graph_of

ROUNDS = 6
EACH = 5


@dataclass
class Refactored:
    """Files after a round, and what became of the items: old symbols to new, or None for what is gone."""

    original: dict[str, str]
    files: dict[str, str]
    truth: dict[str, str | None] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)


def read(repository: str, rev: str, folders: list[str]) -> dict[str, str]:
    """The files of some folders of a revision."""
    listed = subprocess.run(
        ["git", "-C", repository, "ls-tree", "-r", "--name-only", rev, "--", *folders], check=True, capture_output=True
    ).stdout.decode()
    wanted = [path for path in listed.splitlines() if path.endswith((".rs", "Cargo.toml"))]
    return {
        path: subprocess.run(
            ["git", "-C", repository, "show", f"{rev}:{path}"], check=True, capture_output=True
        ).stdout.decode()
        for path in wanted
    }


def subjects(graph: CommitGraph) -> Iterator[ItemAt]:
    """Free functions of library modules with enough code to speak of, outside of tests."""
    for item in graph.items():
        if item.item is None or item.kind is not ItemKind.FUNCTION or item.item.in_block or "/" in item.crate:
            continue
        parent = graph.item(item.parent)
        free = parent is not None and parent.kind is ItemKind.MODULE and parent.ord < 0
        if free and "test" not in item.symbol and item.item.end_line - item.item.start_line >= 4:
            yield item


def refactor(files: dict[str, str], graph: CommitGraph, rng: random.Random) -> Refactored:
    """One round of refactorings on distinct functions."""
    done = Refactored(files, dict(files))
    chosen = list(subjects(graph))
    rng.shuffle(chosen)
    homes = sorted({(i.path, i.parent, i.crate) for i in chosen})
    for index, item in enumerate(chosen[: 5 * EACH]):
        kind = ("rename", "move", "both", "copy", "replace")[index % 5]
        others = [home for home in homes if home[2] == item.crate and home[0] != item.path]
        if kind in {"move", "both"} and not others:
            continue
        apply(done, item, kind, rng.choice(others) if others else None, rng)
    return done


def apply(done: Refactored, item: ItemAt, kind: str, home: tuple[str, str, str] | None, rng: random.Random) -> None:
    """One refactoring, on the text."""
    assert item.item is not None
    source = done.files[item.path]
    text = _text_of(done.original[item.path], source, item)
    if text is None:
        return
    name = (
        item.name if kind in {"move", "copy", "replace"} else f"{rng.choice(['do', 'make', 'run'])}_{item.name[::-1]}"
    )
    moved = re.sub(rf"\bfn {item.name}\b", f"fn {name}", text)
    if rng.random() < 0.5:
        moved = moved.replace("{\n", "{\n    let _seeded = 1 + 1;\n", 1)
    parent = item.symbol.rpartition("::")[0]
    if kind == "copy":
        done.files[item.path] = source + "\n" + text.replace(f"fn {item.name}", f"fn {item.name}_copy", 1)
        done.truth[item.symbol] = item.symbol
        done.added.add(f"{parent}::{item.name}_copy")
    elif kind == "replace":
        done.files[item.path] = source.replace(
            text, f"pub fn {item.name}() -> usize {{\n    (0..17).rev().step_by(3).sum()\n}}\n"
        )
        done.truth[item.symbol] = item.symbol
    elif kind == "rename":
        done.files[item.path] = re.sub(rf"\b{item.name}\b", name, source.replace(text, moved))
        done.truth[item.symbol] = f"{parent}::{name}"
    elif home is not None:
        done.files[item.path] = source.replace(text, "")
        done.files[home[0]] += "\n" + moved
        done.truth[item.symbol] = f"{home[1]}::{name}"


def _text_of(original: str, source: str, item: ItemAt) -> str | None:
    """The item's text, where it still stands once and its name is no other function's."""
    assert item.item is not None
    text = original.encode()[item.item.start : item.item.end].decode()
    return text if source.count(text) == 1 and len(re.findall(rf"\bfn {item.name}\b", source)) == 1 else None


def _counts(item: ItemAt | None) -> bool:
    """Functions, but not those in the body of another, which move along with it."""
    return item is not None and item.item is not None and item.kind is ItemKind.FUNCTION and not item.item.in_block


def main(repository: str, rev: str, folders: list[str]) -> None:
    """Prints precision and recall of renames and moves over all rounds."""
    files = read(repository, rev, folders)
    source = MemorySource()
    graph = graph_of(files, source)
    right = found = wanted = 0
    for seed in range(ROUNDS):
        done = refactor(files, graph, random.Random(seed))
        after = graph_of(done.files, source)
        pairs = matches(graph, after)
        told = {(a, b) for a, b in pairs.items() if a != b and _counts(graph.item(a))}
        truth = {(a, b) for a, b in done.truth.items() if a != b}
        right, found, wanted = right + len(told & truth), found + len(told), wanted + len(truth)
        for sign, rest in (("+", told - truth), ("-", truth - told)):
            for pair in sorted(rest):
                print(f"    {sign} {pair[0]} -> {pair[1]} (told {pairs.get(pair[0])})")
    print(f"{wanted} renames and moves in {ROUNDS} rounds: precision {right / found:.3f}, recall {right / wanted:.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
