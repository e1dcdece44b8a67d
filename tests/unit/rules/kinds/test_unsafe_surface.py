"""`unsafe_surface` and `query`."""

from __future__ import annotations

from tests.unit.rules.trees import places, refused, said

CODE = (
    "pub unsafe fn raw() {}\npub unsafe trait Marker {}\npub struct S;\nunsafe impl Marker for S {}\n"
    'pub fn f() { unsafe { raw() }; let _ = "unsafe {"; unsafe { raw() } }\n'
    'extern "C" { fn c(); }\n'
    "pub mod ffi { pub fn g() { unsafe { super::raw() } } }\n"
)


def test_each_shape_of_unsafe_is_told_once() -> None:
    assert said("unsafe_surface", 'allowed_in = "demo::ffi"', CODE) == [
        "demo::raw is an unsafe function",
        "demo::Marker is an unsafe trait",
        "demo::<S as Marker> is an unsafe impl",
        "demo::f has an unsafe block",
        "demo::f has an unsafe block",
        "demo declares foreign items",
    ]


def test_blocks_stand_where_they_begin() -> None:
    spots = places(
        "unsafe_surface",
        "extern = false",
        "pub fn f() { /* unsafe { */\n    unsafe {} }\nmacro_rules! m { () => { unsafe { } } }\n",
    )
    assert spots == ["src/lib.rs:2:5", "src/lib.rs:3:26"]


def test_what_a_macro_of_another_file_makes_is_told() -> None:
    files = {
        "src/lib.rs": "#[macro_use]\nmod m;\nmod plain;\n",
        "src/m.rs": 'macro_rules! m { () => { pub unsafe fn made() {} extern "C" { fn c(); } } }\n',
        "src/plain.rs": "m!();\n",
    }
    told = ["demo::plain::<m!> declares foreign items", "demo::plain::made is an unsafe function"]
    assert said("unsafe_surface", 'allowed_in = "demo::m"', files) == told


def test_tests_are_passed_over() -> None:
    code = "#[cfg(test)] mod tests { fn f() { unsafe {} } }\n"
    assert said("unsafe_surface", "", code) == []
    assert said("unsafe_surface", "tests = true", code) == ["demo::tests::f has an unsafe block"]


def test_each_row_of_a_query_is_a_violation() -> None:
    code = "pub fn f() {}\npub fn g() { f() }\n"
    rule = "query = '?[src, dst] := call[src, dst, _]'"
    assert said("query", rule, code) == ["demo::g -> demo::f"]
    assert places("query", rule, code) == ["src/lib.rs:2:8"]
    with_text = (
        "query = '''?[message, path, line] := item[_, \"function\", _, path, line, _, _], message = \"too many\"'''"
    )
    assert said("query", with_text, code) == ["too many", "too many"]


def test_an_empty_query_is_refused() -> None:
    assert "`query` is empty" in refused("query", 'query = "  "')
