"""What a signature says, in the words that its documentation would have."""

from __future__ import annotations

import pytest

from rgraph.parse.extract import extract
from rgraph.search.hits import Query
from rgraph.search.idioms import told
from rgraph.search.searcher import Searcher
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'


def said(method: str) -> set[str]:
    facts, _ = extract(f"impl Shop {{ {method} {{}} }}".encode())
    return set(told(facts.items[-1]).split())


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("fn take(self)", {"consumes"}),
        ("fn take(mut self)", {"consumes"}),
        ("fn take(&self)", set()),
        ("fn take(self: Pin<&mut Self>)", set()),
        ("fn item(&self) -> &Item", {"returns", "reference"}),
        ("fn item(&mut self) -> Option<&mut Item>", {"returns", "none", "optional", "mutable", "reference"}),
        ("fn open() -> Result<Self, Error>", {"returns", "error", "fails", "creates", "new"}),
        ("fn size(mut self, n: Size) -> Self", {"consumes", "returns", "sets"}),
        ("fn is_open(&self) -> bool", {"returns", "true", "whether"}),
        ("fn open(&self) -> [bool; 2]", {"returns"}),
        ("fn rest(&self) -> &[Item]", {"returns", "reference", "slice"}),
        ("fn read_f64_le(&mut self)", {"64", "bit", "floating", "point", "number", "little", "endian"}),
        ("fn put(&self, n: u16)", {"unsigned", "16", "bit", "integer"}),
        ("fn put(&self, n: Au16, m: u160)", set()),
        ("fn put(&self, from: &[u8])", {"unsigned", "8", "bit", "integer", "bytes"}),
        ("fn to_item(&self)", {"converts"}),
        ("fn tomorrow(&self)", set()),
    ],
)
def test_what_a_signature_says(method: str, words: set[str]) -> None:
    assert said(method) == words


def test_only_functions_have_idioms() -> None:
    facts, _ = extract(b"pub type To = Option<bool>; const FROM: Option<bool> = None; struct New(u8);")
    assert [told(item) for item in facts.items] == [""] * len(facts.items)


def test_a_function_is_found_by_what_its_signature_says() -> None:
    source = "pub struct Shop; impl Shop { fn a(&self) {} fn b(self) {} fn c(&mut self) {} }"
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}))
    [hit] = tree.search(Query("what consumes")).hits
    assert hit.symbol == "shop::Shop::b"
    assert hit.why == "signature: consumes"


def test_a_name_is_not_found_by_what_signatures_say() -> None:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": "fn consumes() {} impl X { fn b(self) {} }"}))
    assert [hit.name for hit in tree.search(Query("consumes")).hits] == ["consumes"]
