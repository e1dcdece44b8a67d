"""Checks on a store: is each view its git tree, are the links what linking from scratch gives, are facts facts."""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rgraph.git.repository import Repository
from rgraph.model.gaps import INTERNAL_ERROR
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.store.store import Store
from rgraph.store.stored_records import Part, StoredCommit

from .analysis import analyse, reading
from .commit_linker import CommitLinker
from .left_off import stored_files


class Check(StrEnum):
    """What can be wrong."""

    STORE = "store"  # a relation contradicts another, or a value cannot be read
    VIEW = "view"  # invariant 2: a view is not its tree
    LINKS = "links"  # invariant 3: incremental is not from scratch
    FACTS = "facts"  # invariant 1: facts are not those of the content
    GAP = "gap"  # an internal error of rgraph's cost a file or a body


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where (a commit's oid or a content's hash, "" for the whole store)."""

    check: Check
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at, and what was found. `gone` commits are indexed, and git has collected them since."""

    commits: int
    contents: int
    linked_commits: int
    findings: tuple[Finding, ...]
    gone: int = 0


def examine(repository: Repository, store: Store, *, commits: int = 10, links: int = 3, seed: int = 0) -> Diagnosis:
    """Check the whole store's relations, the views of some commits, and the links and facts of fewer.

    Raises:
        StoreError: the store cannot be read at all.
    """
    chosen = random.Random(seed)
    every = store.versions.all_commits()
    known = [commit for commit in every if repository.has_commit(commit.oid)]
    sample = chosen.sample(known, min(commits, len(known)))
    findings = [
        *(Finding(Check.STORE, "", text) for text in store.contradictions()),
        *(finding for commit in sample for finding in check_view(repository, store, commit)),
        *(finding for commit in sample for finding in check_gaps(store, commit)),
        *(finding for commit in sample[:links] for finding in check_links(repository, store, commit)),
    ]
    contents, facts = _check_facts(repository, store, sample, chosen)
    gone = len(every) - len(known)
    return Diagnosis(len(sample), contents, min(links, len(sample)), (*findings, *facts), gone)


def check_view(repository: Repository, store: Store, commit: StoredCommit) -> Iterator[Finding]:
    """Invariant 2 at one commit: its files are exactly those of its tree."""
    tree = repository.tree(commit.oid)
    view = {file.path: file.blob for file in store.versions.files_at(commit.oid)}
    hashes = store.contents.hashes(tree.values())
    for path in sorted({*tree, *view}):
        if path not in view:
            yield Finding(Check.VIEW, commit.oid, f"{path} is missing")
        elif path not in tree:
            yield Finding(Check.VIEW, commit.oid, f"{path} is not in the tree")
        elif hashes.get(tree[path]) != view[path]:
            yield Finding(Check.VIEW, commit.oid, f"{path} has another content")


def check_gaps(store: Store, commit: StoredCommit) -> Iterator[Finding]:
    """What internal errors have cost at one commit."""
    files = store.versions.files_at(commit.oid)
    linked = store.contents.linked(file.edges for file in files)
    for file in sorted(files, key=lambda each: each.path):
        gaps = Counter[str]()
        for one in linked[file.edges].unresolved if file.edges in linked else ():
            gaps[one.shape] += one.count if one.reason == INTERNAL_ERROR else 0
        for shape, count in sorted((+gaps).items()):
            what = shape if count == 1 else f"{shape} ({count} times)"
            yield Finding(Check.GAP, commit.oid, f"{file.path} is not linked whole: internal error in its {what}")


def check_links(repository: Repository, store: Store, commit: StoredCommit) -> Iterator[Finding]:
    """Invariant 3 at one commit: linked alone from nothing it has the same edge sets."""
    fresh = _linked_anew(repository, store, commit)
    gc.collect()  # what linked it holds itself in cycles, hundreds of megabytes of them
    stored = {path: edges for path, (_, edges) in stored_files(store, commit.oid).items()}
    for path in sorted({*fresh, *stored}):
        if fresh.get(path) != stored.get(path):
            yield Finding(Check.LINKS, commit.oid, f"{path} is linked differently from scratch")


def _linked_anew(repository: Repository, store: Store, commit: StoredCommit) -> dict[RepoPath, str]:
    """The hash of each file's edge set when the commit is linked from nothing."""
    linked = CommitLinker(repository, store.contents, anew=True).link(repository.commit(commit.oid))
    return {version.path: version.set_hash for version in linked.files.versions}


def _check_facts(
    repository: Repository, store: Store, sample: Sequence[StoredCommit], chosen: random.Random
) -> tuple[int, list[Finding]]:
    """Analyse a few contents of each sampled commit again."""
    findings: list[Finding] = []
    count = 0
    for commit in sample:
        tree = repository.tree(commit.oid)
        for path in chosen.sample(sorted(tree), min(3, len(tree))):
            known = analyse(tree[path], repository.read(tree[path]), reading(path)).analysis
            count += 1
            for part, packed in known.parts.items():
                if _stored(store, known.blob.hash, part) != packed:
                    findings.append(Finding(Check.FACTS, known.blob.hash, f"the {part} of {path} differ"))
    return count, findings


def _stored(store: Store, blob: BlobHash, part: Part) -> bytes | None:
    return store.contents.squeezed(blob, part)
