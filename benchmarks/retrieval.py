"""Measures search on real repositories: docs to code, and commits to code.

python benchmarks/retrieval.py REPOSITORY... [--rev REV] [--docs 288] [--commits 100] [--by WAY]

Docs to code: the query is the first sentence (five words or more) of a function's doc comment; the answer is that
function. Its own doc is left out of the text, and so are those of its neighbours (of its file, or of its name) that
have over half of the query's words. Functions that are not for tests.

Commits to code: the query is a commit's message, the text that of its parent; the answer is the items that it changed
or took away. Items are packed in order until 8,000 tokens are full (bytes / 3.5), each cut at 200 tokens, or at 800;
recall is the share of the changed items that are in the pack, averaged over commits.

Ways: search by its modes (lexical, vector, hybrid), without priors (unweighted), and plain BM25 over items or files.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import retrieval_plain
from blake3 import blake3

from rgraph.git.records import CommitRecord
from rgraph.model.facts import ItemKind
from rgraph.model.ids import Oid, RepoPath
from rgraph.parse.extract import extract
from rgraph.search.corpus import Mask, Scores
from rgraph.search.fields import Field, item_texts
from rgraph.search.hits import Mode
from rgraph.search.searcher import Searcher, searcher
from rgraph.search.words import terms, words
from rgraph.view.session import Session, open_session

PACKED = (
    ItemKind.FUNCTION, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.CONST,
    ItemKind.STATIC, ItemKind.TYPE_ALIAS, ItemKind.MACRO,
)  # fmt: skip
"""The kinds of items that a pack holds: what others consist of is in them, what consists of others is not."""

BUDGET = 8_000
BYTES_A_TOKEN = 3.5
_SENTENCE = re.compile(r"(.+?)(?:[.!?](?:\s|$)|\n\s*\n|$)", re.DOTALL)
_TRAILER = re.compile(r"^(?:[A-Z][\w-]+-by|Co-authored-by|Change-Id):.*$", re.MULTILINE | re.IGNORECASE)

Scorer = Callable[[Searcher, str, Mask | None], Scores]
"""The scores of all items of a tree for a query; of the masked items the docs are not looked at."""


@dataclass(frozen=True, slots=True)
class DocQuery:
    """A sentence, the function that it was written for, and the items whose docs are left out."""

    text: str
    item: int
    left_out: Mask


@dataclass(frozen=True)
class CommitQuery:
    """A message, the commit's parent, and what of the parent's items it changed: path and ord."""

    text: str
    parent: Oid
    changed: frozenset[tuple[RepoPath, int]]
    paths: frozenset[RepoPath]


def doc_queries(tree: Searcher, count: int) -> list[DocQuery]:
    """As many functions as asked for, chosen by a hash of their places."""
    corpus, found = tree.corpus, []
    functions = corpus.of_kinds([ItemKind.FUNCTION]) & ~corpus.tests & ~corpus.made
    for number in np.flatnonzero(functions).tolist():
        path, ord_ = corpus.path(number), int(corpus.ords[number])
        if any(part in {"tests", "benches", "examples"} for part in path.split("/")):
            continue
        item = tree.graph.facts(path).items[ord_]
        sentence = first_sentence(item.doc)
        if len(sentence.split()) >= 5:
            found.append((blake3(f"{path} {item.name} {sentence}".encode()).digest(), number, sentence, item.name))
    chosen = sorted(found)[:count]
    return [DocQuery(text, number, _repeated(tree, number, name, text)) for _, number, text, name in chosen]


def first_sentence(doc: str) -> str:
    """The first sentence of a doc comment on one line."""
    found = _SENTENCE.match(doc.strip())
    return " ".join(found[1].split()) if found else ""


def _repeated(tree: Searcher, number: int, name: str, text: str) -> Mask:
    """The item itself, and its neighbours whose docs have over half of the words of a text."""
    corpus = tree.corpus
    asked = {term for word in words(text) for term in terms(word)}
    held = np.zeros(len(corpus))
    for term in asked:
        places = corpus.places(term)
        held[np.unique(places.items[places.fields == Field.DOC])] += 1
    near = corpus.files == corpus.files[number]
    for other in np.flatnonzero((held > len(asked) / 2) & ~corpus.made).tolist():
        ord_ = int(corpus.ords[other])
        near[other] |= ord_ >= 0 and tree.graph.facts(corpus.path(other)).items[ord_].name == name
    left_out: Mask = (held > len(asked) / 2) & near
    left_out[number] = True
    return left_out


def commit_queries(session: Session, tip: Oid, count: int) -> list[CommitQuery]:
    """The newest commits along first parents that change one to five Rust files, and items that were there before."""
    found: list[CommitQuery] = []
    oid: Oid | None = tip
    while oid is not None and len(found) < count:
        record = session.repository.commit(oid)
        query = _commit_query(session, record) if len(record.parents) == 1 else None
        if query is not None:
            found.append(query)
        oid = record.parents[0] if record.parents else None
    return found


def _commit_query(session: Session, record: CommitRecord) -> CommitQuery | None:
    repository = session.repository
    changes = [one for one in repository.changes(record.parents[0], record.oid) if one.path.endswith(".rs")]
    text = _TRAILER.sub("", record.message).strip()
    if not 1 <= len(changes) <= 5 or len(text.split()) < 3:
        return None
    changed = set()
    for change in changes:
        if change.old_blob is not None:
            before, after = repository.read(change.old_blob), b""
            if change.new_blob is not None:
                after = repository.read(change.new_blob)
            changed |= {(change.path, ord_) for ord_ in changed_items(before, after)}
    if not changed:
        return None
    return CommitQuery(text, record.parents[0], frozenset(changed), frozenset(path for path, _ in changed))


def changed_items(before: bytes, after: bytes) -> Iterator[int]:
    """The ords of items whose own text, without docs, is another or gone."""
    kept = {(owner, name, body) for _, owner, name, body in _own_texts(after)}
    for ord_, owner, name, body in _own_texts(before):
        if (owner, name, body) not in kept:
            yield ord_


def _own_texts(source: bytes) -> Iterator[tuple[int, str, str, str]]:
    facts, _ = extract(source)
    for item in item_texts(facts, source):
        if item.kind in PACKED:
            body = " ".join(item.texts[Field.BODY].split())
            yield item.ord, item.texts[Field.OWNER], item.texts[Field.NAME], body


class Results:
    """Ranks of what was looked for (0: not found), and recalls of packs."""

    def __init__(self) -> None:
        self.ranks: list[int] = []
        self.packs: dict[int, list[float]] = {200: [], 800: []}
        self.first_files: list[bool] = []

    @cached_property
    def mrr(self) -> float:
        """The mean of 1 / rank among the first ten."""
        return float(np.mean([1 / rank if 0 < rank <= 10 else 0.0 for rank in self.ranks]))

    def recall(self, limit: int) -> float:
        """The share of queries whose answer is among the first `limit`."""
        return float(np.mean([0 < rank <= limit for rank in self.ranks]))


def ask_docs(tree: Searcher, queries: Sequence[DocQuery], ranks: Scorer, into: Results) -> None:
    """The rank of each query's function."""
    for query in queries:
        scores = ranks(tree, query.text, query.left_out)
        mine = scores[query.item]
        ahead = np.count_nonzero(scores > mine) + np.count_nonzero(scores[: query.item] == mine)
        into.ranks.append(int(ahead) + 1 if mine > 0 else 0)


def ask_commit(tree: Searcher, query: CommitQuery, ranks: Scorer, into: Results) -> None:
    """How much of what a commit changed is in the pack for its message."""
    corpus = tree.corpus
    scores = ranks(tree, query.text, None)
    chosen = np.flatnonzero(corpus.of_kinds(PACKED) & ~corpus.made & (scores > 0))
    order = chosen[np.argsort(-scores[chosen], kind="stable")].tolist()
    into.first_files.append(bool(order) and corpus.path(order[0]) in query.paths)
    for cut in into.packs:
        packed = set(pack(tree, order, cut))
        into.packs[cut].append(len(packed & query.changed) / len(query.changed))


def pack(tree: Searcher, order: Sequence[int], cut: int) -> Iterator[tuple[RepoPath, int]]:
    """The items that fit, in order; one that does not is passed over for smaller ones."""
    left = float(BUDGET)
    for number in order:
        path, ord_ = tree.corpus.path(number), int(tree.corpus.ords[number])
        item = tree.graph.facts(path).items[ord_]
        cost = min(cut, (item.end - item.start) / BYTES_A_TOKEN)
        if cost <= left:
            left -= cost
            yield path, ord_
        if left < 10:
            return


PLAIN: dict[str, Scorer] = {
    "unweighted": retrieval_plain.without_priors,
    "items": retrieval_plain.items,
    "files": retrieval_plain.files,
}


def scorer(mode: Mode) -> Scorer:
    """Ranks by a mode; a query without items to leave out is a task."""

    def scores(tree: Searcher, text: str, left_out: Mask | None) -> Scores:
        return tree.rank(text, mode, left_out, is_task=left_out is None).scores

    return scores


def measure(repository: str, rev: str, docs: int, commits: int, way: str) -> Results:
    """Both tasks on one repository."""
    mode = Mode.LEXICAL if way in PLAIN else Mode(way)
    ranks = PLAIN.get(way) or scorer(mode)
    session = open_session(repository)
    tip = session.repository.resolve(rev)
    into = Results()
    tree = searcher(session, rev, mode)
    ask_docs(tree, doc_queries(tree, docs), ranks, into)
    for query in commit_queries(session, tip, commits):
        ask_commit(searcher(session, query.parent, mode), query, ranks, into)
    return into


def row(name: str, found: Results) -> str:
    """One line of the table."""
    numbers = [found.mrr, found.recall(10), found.recall(50)] if found.ranks else []
    if found.first_files:
        numbers += [
            float(np.mean(found.packs[200])),
            float(np.mean(found.packs[800])),
            float(np.mean(found.first_files)),
        ]
    return f"| {name} | {' | '.join(f'{number:.3f}'.lstrip('0') for number in numbers)} |"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--docs", type=int, default=288)
    parser.add_argument("--commits", type=int, default=100)
    parser.add_argument("--by", nargs="+", choices=[*Mode, *PLAIN], default=[Mode.LEXICAL])
    args = parser.parse_args()
    print("| repository | MRR@10 | R@10 | R@50 | pack 200 | pack 800 | first file |\n|---|---|---|---|---|---|---|")
    for repository in args.repositories:
        name = repository.rstrip("/").rpartition("/")[2]
        for way in args.by:
            print(row(f"{name}, {way}", measure(repository, args.rev, args.docs, args.commits, way)), flush=True)


if __name__ == "__main__":
    main()
