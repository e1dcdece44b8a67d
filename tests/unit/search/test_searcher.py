from __future__ import annotations

import pytest

from rgraph.errors import ItemError
from rgraph.model.facts import ItemKind
from rgraph.search.hits import Hits, Query
from rgraph.search.searcher import Searcher
from rgraph.view.memory import graph_of

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["shop", "till"]\n',
    "shop/Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n',
    "shop/src/lib.rs": """
        //! A shop.
        pub mod stock;
        /// Sends goods to whoever ordered them.
        pub fn deliver(address: &str) { stock::take_from_shelf(address) }
        pub struct Order { pub address: String }
        impl Order { pub fn new(address: String) -> Order { Order { address } } }
    """,
    "shop/src/stock.rs": """
        /// Takes one piece.
        pub fn take_from_shelf(what: &str) {}
        #[cfg(test)] mod tests { #[test] fn shelf_is_empty() {} }
    """,
    "till/Cargo.toml": '[package]\nname = "till"\nversion = "1.0.0"\nedition = "2021"\n',
    "till/src/main.rs": "fn main() { } fn print_address(order: u8) {} mod shop { pub struct Receipt; }",
}


@pytest.fixture(scope="module")
def shop() -> Searcher:
    return Searcher(graph_of(FILES))


def names(found: Hits) -> list[str]:
    return [hit.symbol for hit in found.hits]


def test_words_of_docs_bodies_and_names_are_found(shop: Searcher) -> None:
    assert names(shop.search(Query("what sends goods")))[0] == "shop::deliver"
    assert names(shop.search(Query("takes from the shelf")))[0] == "shop::stock::take_from_shelf"


def test_a_name_finds_what_is_called_so_first(shop: Searcher) -> None:
    assert names(shop.search(Query("Order::new")))[0] == "shop::Order::new"
    assert names(shop.search(Query("TakeFromShelf")))[0] == "shop::stock::take_from_shelf"


def test_a_hit_has_its_place_and_says_why(shop: Searcher) -> None:
    hit = shop.search(Query("delivers goods", context_lines=1)).hits[0]
    assert (hit.path, hit.line, hit.kind, hit.crate) == ("shop/src/lib.rs", 5, ItemKind.FUNCTION, "shop")
    assert hit.signature == "pub fn deliver(address: &str)"
    assert hit.why == "name: delivers; doc: goods"
    assert hit.lines[0].strip().startswith("pub fn deliver")


def test_a_module_is_found_by_its_file(shop: Searcher) -> None:
    hit = shop.search(Query("stock", kinds=(ItemKind.MODULE,))).hits[0]
    assert (hit.symbol, hit.path, hit.line, hit.name) == ("shop::stock", "shop/src/stock.rs", 1, "stock")


def test_the_name_of_a_file_is_its_module_s_name() -> None:
    files = {
        "Cargo.toml": '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n',
        "src/lib.rs": "mod error; mod run; mod till;",
        "src/error.rs": "pub struct Failure; pub struct Refusal; pub struct Loss;",
        "src/run.rs": "// error error error error\nuse crate::error::Failure;",
        "src/till/mod.rs": "mod drawer;",
        "src/till/drawer.rs": "// the till of the till",
    }
    modules = Searcher(graph_of(files))
    first = {
        word: modules.search(Query(word, kinds=(ItemKind.MODULE,))).hits[0] for word in ("error", "till", "drawer")
    }
    assert [hit.symbol for hit in first.values()] == ["shop::error", "shop::till", "shop::till::drawer"]
    assert first["error"].why == "name: error"
    assert not any("name" in hit.why for hit in modules.search(Query("lib", kinds=(ItemKind.MODULE,))).hits)


def test_kind_crate_and_path_narrow(shop: Searcher) -> None:
    assert names(shop.search(Query("address", kinds=(ItemKind.FIELD,)))) == ["shop::Order.address"]
    assert names(shop.search(Query("address", crate="till"))) == ["till/bin/till::print_address"]
    assert {hit.path for hit in shop.search(Query("shelf", path="shop/src/stock.rs")).hits} == {"shop/src/stock.rs"}
    assert {hit.path for hit in shop.search(Query("address", path="*/main.rs")).hits} == {"till/src/main.rs"}
    assert {hit.path for hit in shop.search(Query("address", path="./till/")).hits} == {"till/src/main.rs"}


def test_no_more_than_the_limit_is_shown_and_all_are_counted(shop: Searcher) -> None:
    every = shop.search(Query("address", limit=100))
    few = shop.search(Query("address", limit=2))
    assert len(few.hits) == 2 and few.matched == every.matched == len(every.hits) > 2
    assert few.hits == every.hits[:2]


def test_a_crate_that_is_not_there_is_an_error_with_what_is(shop: Searcher) -> None:
    with pytest.raises(ItemError, match="no crate or package 'shpo'") as error:
        shop.search(Query("address", crate="shpo"))
    assert error.value.hint == "there are: shop"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query("the of a"), "nothing is left to search for"),
        (Query("xylophones"), "no item at this commit has any of: xylophones"),
        (Query(""), "the query has no word to search for"),
        (Query("-> !!"), "the query has no word to search for"),
        (Query("goods", path="nowhere"), "one item matches, and nothing here is under nowhere"),
        (Query("goods", kinds=(ItemKind.ENUM,)), "one item matches, and nothing here is of kind enum"),
        (Query("goods", kinds=(ItemKind.STRUCT,)), "one item matches, but not of kind struct"),
        (Query("goods", crate="till"), "one item matches, but not in crate till"),
    ],
)
def test_an_empty_answer_says_why(shop: Searcher, query: Query, said: str) -> None:
    found = shop.search(query)
    assert found.hits == () and len(found.notes) == 1 and said in found.notes[0]


def test_a_tree_without_rust_says_so() -> None:
    assert Searcher(graph_of({"Cargo.toml": ""})).search(Query("x")).notes == (
        "there are no Rust files at this commit",
    )


def test_a_file_in_no_module_tree_is_found_all_the_same() -> None:
    found = Searcher(graph_of({**FILES, "loose.rs": "fn unplaced_thing() {}"})).search(Query("unplaced_thing"))
    assert (found.hits[0].symbol, found.hits[0].name, found.hits[0].path) == ("", "unplaced_thing", "loose.rs")


def test_the_order_of_the_files_changes_nothing() -> None:
    query = Query("address of an order", limit=50)
    turned = dict(reversed(FILES.items()))
    assert Searcher(graph_of(turned)).search(query) == Searcher(graph_of(FILES)).search(query)


MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'

MAKES = """
macro_rules! getters { ($($name:ident),*) => { $(
    /// Reads one part of the parcel.
    pub fn $name(self) -> bool { true }
)* } }
pub struct Parcel;
impl Parcel { getters!(weight_limit, colour); }
pub fn written() {}
"""


def test_what_macro_calls_make_is_found_where_they_stand() -> None:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": MAKES, "src/other.rs": "fn colour_of() {}"}))
    [hit] = tree.search(Query("weight_limit", (ItemKind.FUNCTION,))).hits
    assert (hit.symbol, hit.name, hit.line) == ("shop::Parcel::weight_limit", "weight_limit", 7)
    assert hit.signature == "pub fn weight_limit(self) -> bool"
    assert hit.why == "name: weight limit"
    by_doc = tree.search(Query("which one reads a part", (ItemKind.FUNCTION,))).hits
    assert {hit.name for hit in by_doc} == {"weight_limit", "colour"}


def test_what_macro_calls_make_takes_nothing_from_what_is_written() -> None:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": MAKES, "src/z.rs": "fn last_of_all() {}"}))
    for name in ("written", "last_of_all", "Parcel"):
        assert name in [hit.name for hit in tree.search(Query(name)).hits]
