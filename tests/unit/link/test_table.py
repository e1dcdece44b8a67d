"""Structural paths and indexes of one content."""

from __future__ import annotations

from rgraph.link.table import FileTable
from rgraph.parse.extract import extract


def table(text: str) -> FileTable:
    return FileTable(extract(text.encode())[0])


def paths(text: str) -> list[str]:
    return table(text).local


def test_siblings_of_one_name_are_told_apart_modules_first() -> None:
    assert paths("fn s() {} mod s {} struct s; fn s() {}") == ["::s#3", "::s", "::s#2", "::s#4"]


def test_fields_and_methods_do_not_compete() -> None:
    assert paths("struct A { f: u8 } impl A { fn f() {} }") == ["::A", "::A.f", "::<impl A>", "::<impl A>::f"]


def test_trait_impls_take_arguments_only_where_needed() -> None:
    text = "impl From<u8> for A {} impl From<u16> for A {} impl Clone for A<u8> {} impl From<u8> for A {}"
    assert paths(text) == ["::<A as From<u8>>", "::<A as From<u16>>", "::<A as Clone>", "::<A as From<u8>>#2"]


def test_what_a_macro_call_holds_belongs_to_the_module_around() -> None:
    made = table('mod m { cfg_x! { fn f() {} } extern "C" { fn g(); } }')
    assert "::m::f" in made.local
    assert "::m::g" in made.local
    assert sorted(made.names[0]) == ["f", "g"]


def test_structural_paths_are_distinct_and_invert() -> None:
    made = table("mod a { fn f() { fn f() {} } } mod a {} impl X {} impl X { fn f() {} fn f() {} }")
    assert len(set(made.local)) == len(made.local)
    assert [made.by_local[path] for path in made.local] == list(range(len(made.local)))


def test_a_body_edit_shares_the_index_and_a_use_in_a_body_does_not() -> None:
    old = table("fn f() { 1; }")
    same = FileTable.after(old, extract(b"\n\nfn f() { 2; }")[0])
    assert same.names is old.names
    assert same.items[0].line == 3
    other = FileTable.after(old, extract(b"fn f() { use a::b; 2; }")[0])
    assert other.names is not old.names
    assert other.use_names == {0: {"b": [0]}}


def test_heads_of_impls() -> None:
    made = table(
        "impl<T> Tr for T {} impl Tr for &A {} impl a::B<u8> {} impl Tr for [u8] {} impl dyn Tr {} impl Tr for (A,) {}"
    )
    assert list(made.heads.values()) == [("", "Tr"), ("&", "Tr"), ("B", ""), ("[]", "Tr"), ("dyn Tr", ""), ("()", "Tr")]
