"""Items named by where they stand."""

from __future__ import annotations

import pytest

from rgraph.errors import ItemError
from rgraph.view.memory import graph_of
from rgraph.view.pick import pick

FILES = {
    "Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": "mod inner;\nmod empty;\n/// Doc.\n#[inline]\npub fn one() {\n    let _ = 1;\n}\n\nimpl S {\n    fn two() {}\n}\npub struct S;\n",
    "src/inner.rs": "fn three() {}\n",
    "src/empty.rs": "",
}


@pytest.mark.parametrize(
    ("spot", "symbol"),
    [
        ("src/lib.rs:6", "demo::one"),
        ("src/lib.rs:3", "demo::one"),
        ("src/lib.rs:5:8", "demo::one"),
        ("./src/lib.rs:10", "demo::S::two"),
        ("src/lib.rs:9", "demo::<impl S>"),
        ("src/lib.rs:8", "demo"),
        ("src/lib.rs:12", "demo::S"),
        ("src/empty.rs:1", "demo::empty"),
        ("src/lib.rs", "demo"),
        ("src/inner.rs", "demo::inner"),
        ("src/inner.rs:1", "demo::inner::three"),
    ],
)
def test_a_place_names_the_innermost_item_there(spot: str, symbol: str) -> None:
    picked = pick(graph_of(FILES), spot)
    assert (picked.item.symbol, picked.asked) == (symbol, spot)


@pytest.mark.parametrize("spot", ["src/none.rs", "src/none.rs:3", "../src/lib.rs", "/src/lib.rs:1"])
def test_a_file_that_is_not_there_names_nothing(spot: str) -> None:
    with pytest.raises(ItemError):
        pick(graph_of(FILES), spot)


@pytest.mark.parametrize(
    ("spot", "hint"),
    [
        ("src/lib.rs:13", "it has 12 lines"),
        ("src/lib.rs:99999:4", "it has 12 lines"),
        ("src/lib.rs:0", "it has 12 lines"),
        ("src/inner.rs:2", "it has 1 line"),
        ("src/empty.rs:2", "it has 1 line"),
    ],
)
def test_a_line_that_the_file_does_not_have_names_nothing(spot: str, hint: str) -> None:
    with pytest.raises(ItemError, match="no line") as refused:
        pick(graph_of(FILES), spot)
    assert refused.value.hint == hint


def test_of_what_one_macro_call_makes_the_item_named_at_the_line_is_meant() -> None:
    files = {
        "src/lib.rs": "macro_rules! mk { ($($n:ident),*) => { $(pub fn $n() {})* } }\nmk! {\n    a,\n    b,\n\n    c\n}\n",
    }
    graph = graph_of(files)
    named = [pick(graph, f"src/lib.rs:{line}").item.symbol for line in (3, 4, 5, 6)]
    assert named == ["demo::a", "demo::b", "demo::b", "demo::c"]
