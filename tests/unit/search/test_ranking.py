"""What comes first of several items that have the words of a query."""

from __future__ import annotations

import numpy as np
import pytest

from rgraph.search.corpus import Corpus, Mask, Scores
from rgraph.search.fusion import OF_SYMBOLS, OF_TASKS
from rgraph.search.hits import Query
from rgraph.search.ranking import Ranker
from rgraph.search.searcher import Searcher
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'


def order(source: str, query: str) -> list[str]:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}))
    return [hit.symbol.removeprefix("shop::") for hit in tree.search(Query(query)).hits]


def test_whole_items_come_before_parts_of_the_same_name() -> None:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": "pub mod parcel {}\npub fn parcel() {}\n"}))
    assert [hit.kind for hit in tree.search(Query("send parcel")).hits] == ["function", "module"]


def test_what_is_only_for_tests_comes_last() -> None:
    assert order("#[cfg(test)] fn send_one() {}\n#[cfg(unix)] fn send_two() {}\n", "how to send") == [
        "send_two",
        "send_one",
    ]


def test_a_word_of_the_first_line_counts_more_than_a_later_one() -> None:
    source = "fn parcel() {}\nfn letter() {}\n"
    assert order(source, "the letter is late\n\nas is the parcel") == ["letter", "parcel"]
    assert order(source, "the parcel is late\n\nas is the letter") == ["parcel", "letter"]


def test_what_is_called_so_comes_before_what_speaks_of_it_everywhere_else() -> None:
    method = "impl ReadLine { fn line(read: ReadLine) { read_line(read_line()) } }"
    others = "".join(f"fn f{number}() {{ one(); two(); three(); four(); five(); }}\n" for number in range(20))
    source = f"struct ReadLine;\n{method}\nfn read_line(kept: u8, at: u8, size: u8, by: u8) {{}}\n{others}"
    assert order(source, "read_line")[:2] == ["ReadLine", "read_line"]


class Rising:
    """What texts mean where the later item is always nearer."""

    def __init__(self, corpus: Corpus) -> None:
        self._near = np.linspace(0.0, 1.0, len(corpus)), np.ones(len(corpus), np.bool_)

    def similarities(self, text: str) -> tuple[tuple[Scores, Mask], tuple[Scores, Mask]]:
        return self._near, self._near


def test_vectors_count_less_for_names_and_for_tasks() -> None:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": "fn one() {}\nfn two() {}\nfn three() {}\n"}))
    ranker = Ranker(tree.corpus, meaning=Rising(tree.corpus))  # type: ignore[arg-type]
    question = ranker.rank("play the xylophones loudly").scores
    assert question[-1] > 0
    task = ranker.rank("play the xylophones loudly", is_task=True).scores
    assert task.tolist() == pytest.approx((OF_TASKS * question).tolist())
    name = ranker.rank("play_xylophones").scores
    assert name.tolist() == pytest.approx((OF_SYMBOLS * question).tolist())
    assert max(OF_TASKS, OF_SYMBOLS) < 1
