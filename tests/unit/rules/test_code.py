"""One tree as rules see it: selections, outside names, mentions, places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.rules.code import Code, words_at
from rgraph.rules.selector import parse_selection
from rgraph.view.memory import graph_of

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["app", "my-lib"]\n',
    "app/Cargo.toml": '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nmy-lib = { path = "../my-lib" }\n',
    "app/src/main.rs": "mod web;\nfn main() { web::serve() }\n",
    "app/src/web.rs": 'pub fn serve() { my_lib::Store::open(); std::fs::read("x").ok(); }\n',
    "my-lib/Cargo.toml": '[package]\nname = "my-lib"\nversion = "0.1.0"\nedition = "2021"\n',
    "my-lib/src/lib.rs": "#[derive(Debug)]\npub struct Store { field: u8 }\nimpl Store {\n    pub fn open() {}\n    #[inline] fn close(&self) {}\n}\npub trait T { fn m(&self); }\npub(crate) mod inner { pub enum E { V } }\npub use inner::E as Public;\npub use inner::E::*;\n",
}


@pytest.fixture(scope="module")
def code() -> Code:
    return Code(graph_of(FILES))


def chosen(code: Code, selector: object) -> set[str]:
    return {str(symbol) for symbol in code.select(parse_selection(selector))}


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ("=my_lib::Store", {"my_lib::Store"}),
        ("my_lib::Store", {"my_lib::Store", "my_lib::Store.field"}),
        ("my_lib::Public", {"my_lib::inner::E", "my_lib::inner::E::V"}),
        ("=my_lib::Public", {"my_lib::inner::E"}),
        ("my-lib::V", {"my_lib::inner::E::V"}),
        ("my_lib::inner::*", {"my_lib::inner::E", "my_lib::inner::E::V"}),
        ("**::E", {"my_lib::inner::E", "my_lib::inner::E::V"}),
        ("crate::web", {"app/bin/app::web", "app/bin/app::web::serve"}),
        ({"kind": "enum"}, {"my_lib::inner::E"}),
        ({"kind": "method"}, {"my_lib::Store::open", "my_lib::Store::close", "my_lib::T::m"}),
        ({"kind": "function"}, {"app/bin/app::main", "app/bin/app::web::serve"}),
        ({"visibility": "pub(crate)"}, {"my_lib::inner"}),
        ({"attribute": "inline"}, {"my_lib::Store::close"}),
        ({"derive": "Debug"}, {"my_lib::Store"}),
        ({"path": "my_lib", "kind": "struct", "except": "=my_lib::Store"}, set()),
        ("my_lib::nothing", set()),
        ("my_lib::**::nothing*", set()),
    ],
)
def test_selections(code: Code, selector: object, wanted: set[str]) -> None:
    assert chosen(code, selector) == wanted


@pytest.mark.parametrize("crate", ["my-lib", "my_lib", "my*"])
def test_a_crate_is_selected_by_its_package_or_its_name_in_code(code: Code, crate: str) -> None:
    assert "my_lib::Store" in chosen(code, {"crate": crate, "kind": "struct"})


def test_a_union_of_selectors_is_the_union_of_what_they_select(code: Code) -> None:
    both = chosen(code, ["=my_lib::Store", {"kind": "enum"}])
    assert both == chosen(code, "=my_lib::Store") | chosen(code, {"kind": "enum"})


def test_names_from_outside_are_meant_by_their_path_alone(code: Code) -> None:
    assert code.means(parse_selection("std::fs"), "std::fs::read")
    assert not code.means(parse_selection("std::io"), "std::fs::read")
    assert not code.means(parse_selection("=my_lib::Store"), "my_lib::Store::open")
    assert "std::fs::read" in code.outside_names
    assert not {name for name in code.outside_names if name in code.items}


def test_module_files_are_the_modules_that_are_whole_files(code: Code) -> None:
    assert code.module_files == {
        "app/bin/app": "app/src/main.rs",
        "app/bin/app::web": "app/src/web.rs",
        "my_lib": "my-lib/src/lib.rs",
    }


def test_mentions_skip_files_without_the_word(code: Code) -> None:
    found = {(path, symbol) for path, symbol, _ in code.mentions(frozenset({"serve"}))}
    assert ("app/src/main.rs", "app/bin/app::main") in found
    assert not {path for path, _ in found if path.startswith("my-lib")}
    every = {path for path, _, _ in code.mentions(None)}
    assert {"app/src/main.rs", "app/src/web.rs"} <= every
    assert not list(code.mentions(None, lambda symbol: False))


LINES = Code(graph_of({"src/lib.rs": "pub fn name(name: u8) {\n\tname_er(name);\r\n}\nfn name_er(_: u8) {}\n"}))


@pytest.mark.parametrize(
    ("line", "name", "nth", "col"),
    [
        (1, "name", 0, 8),
        (1, "name", 1, 13),
        (1, "name", 9, 13),
        (2, "name", 0, 10),
        (2, "absent", 0, 2),
        (2, "", 0, 2),
        (9, "name", 0, 1),
    ],
)
def test_a_place_has_the_column_of_the_whole_word(line: int, name: str, nth: int, col: int) -> None:
    assert LINES.place("src/lib.rs", line, name, nth).col == col


def test_a_line_ends_before_its_carriage_return() -> None:
    assert LINES.line_text("src/lib.rs", 2) == "\tname_er(name);"
    assert LINES.line_text("src/lib.rs", 0) == LINES.line_text("src/lib.rs", 99) == ""


def test_a_name_in_a_manifest_is_found_as_a_word(code: Code) -> None:
    place = code.name_place("app/Cargo.toml", "my-lib")
    assert (place.line, place.col) == (6, 1)
    assert code.name_place("app/Cargo.toml", "my").line == 0


@given(st.sampled_from(["demo", "demo::a", "demo::a::f", "demo::b", "demo::b::S", "demo::b::S::go"]))
def test_what_a_path_means_holds_all_that_is_below_it(path: str) -> None:
    tree = Code(TREE)
    meant = tree.select(parse_selection(path))
    for symbol, item in tree.items.items():
        assert (symbol in meant) == (symbol == path or item.parent in meant)


TREE = graph_of({"src/lib.rs": "pub mod a { pub fn f() {} }\npub mod b { pub struct S; impl S { pub fn go() {} } }\n"})


@given(text=st.text("ab_ é1", max_size=12), word=st.text("ab_é1", max_size=3))
def test_words_are_found_as_by_a_regular_expression(text: str, word: str) -> None:
    expected = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)] if word else []
    assert words_at(text, word) == expected
