"""What comes first of several items that have the words of a query."""

from __future__ import annotations

from rgraph.search.hits import Query
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
