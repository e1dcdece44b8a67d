"""Fits the weights of BM25F: random steps of one weight at a time, of which the better ones stay.

python benchmarks/retrieval_fit.py questions|tasks REPOSITORY... [--check REPOSITORY...] [--count 100] [--steps 300]

Questions are those of docs to code (MRR@10 and a third of R@10), tasks those of commits to code (the recall of both
packs and half of the first file); `retrieval.py` says what they are. Each repository counts the same. What is printed
was better than all before, with what the same weights are worth where they are only checked.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from retrieval import Results, ask_commit, ask_docs, commit_queries, doc_queries

from rgraph.search.corpus import Mask, Scores
from rgraph.search.fields import Field
from rgraph.search.hits import Mode
from rgraph.search.lexical import PROSE, TASKS, Asked, Weights, gather, score
from rgraph.search.priors import prior
from rgraph.search.searcher import Searcher, searcher
from rgraph.view.session import Session, open_session

Measure = Callable[[Weights], float]


class Gathered:
    """Ranks by some weights; the places of each query's terms are looked up once."""

    def __init__(self, tree: Searcher) -> None:
        self.tree = tree
        self.weights = PROSE
        self._prior = prior(tree.corpus)
        self._asked: dict[str, Asked] = {}

    def scores(self, tree: Searcher, text: str, left_out: Mask | None) -> Scores:
        """The scores of all items of the tree."""
        key = f"{text}\0{left_out.tobytes() if left_out is not None else ''}"
        if key not in self._asked:
            self._asked[key] = gather(tree.corpus, text, tree.past, left_out)
        found: Scores = score(self._asked[key], self.weights)[0] * self._prior
        return found


def questions(session: Session, rev: str, count: int) -> Measure:
    """How well functions are found by the first sentences of their docs."""
    gathered = Gathered(searcher(session, rev, Mode.LEXICAL))
    queries = doc_queries(gathered.tree, count)

    def measured(weights: Weights) -> float:
        gathered.weights, into = weights, Results()
        ask_docs(gathered.tree, queries, gathered.scores, into)
        return into.mrr + into.recall(10) / 3

    return measured


def tasks(session: Session, rev: str, count: int) -> Measure:
    """How much of what commits changed is in the packs for their messages."""
    queries = commit_queries(session, session.repository.resolve(rev), count)
    held = [Gathered(searcher(session, query.parent, Mode.LEXICAL)) for query in queries]

    def measured(weights: Weights) -> float:
        into = Results()
        for gathered, query in zip(held, queries, strict=True):
            gathered.weights = weights
            ask_commit(gathered.tree, query, gathered.scores, into)
        return float(np.mean(into.packs[200]) + np.mean(into.packs[800]) + np.mean(into.first_files) / 2)

    return measured


FREE = [field for field in Field if field is not Field.DOC]
"""The fields whose weights are fitted. That of docs is not: questions leave out the doc that is the best answer."""


def step(weights: Weights, chance: random.Random) -> Weights:
    """The same weights but for one."""
    which = chance.choice(["fields", "fields", "lengths", "saturation", "later"])
    factor = chance.choice([0.5, 0.7, 0.85, 1.2, 1.5, 2.0])
    if which == "fields":
        return replace(weights, fields=_one(weights.fields, chance.choice(FREE), factor, 100.0))
    if which == "lengths":
        at = chance.randrange(len(weights.lengths))
        return replace(weights, lengths=_one(weights.lengths, at, factor, 1.0))
    if which == "later":
        return replace(weights, later=min(1.0, weights.later * factor))
    return replace(weights, saturation=weights.saturation * factor)


def _one(values: Sequence[float], at: int, factor: float, most: float) -> tuple[float, ...]:
    return tuple(min(most, round(value * factor, 3)) if at == number else value for number, value in enumerate(values))


def main() -> None:
    """Print what is better, step by step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("goal", choices=["questions", "tasks"])
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    make, weights = (questions, PROSE) if args.goal == "questions" else (tasks, TASKS)
    fitted = [make(open_session(one), "HEAD", args.count) for one in args.repositories]
    checked = [make(open_session(one), "HEAD", args.count) for one in args.check]
    chance, best = random.Random(args.seed), _mean(fitted, weights)
    print(f"{best:.4f} {_each(checked, weights)} {weights}", flush=True)
    for _ in range(args.steps):
        tried = step(weights, chance)
        found = _mean(fitted, tried)
        if found > best:
            best, weights = found, tried
            print(f"{best:.4f} {_each(checked, weights)} {weights}", flush=True)


def _mean(measures: Sequence[Measure], weights: Weights) -> float:
    return sum(measured(weights) for measured in measures) / len(measures)


def _each(measures: Sequence[Measure], weights: Weights) -> str:
    return " ".join(f"{measured(weights):.4f}" for measured in measures)


if __name__ == "__main__":
    main()
