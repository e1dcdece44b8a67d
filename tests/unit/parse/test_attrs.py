"""Attributes and docs of items."""

import pytest

from rgraph.model.facts import Item
from rgraph.parse.extract import extract


def item(source: str) -> Item:
    return extract(source.encode())[0].items[0]


@pytest.mark.parametrize(
    ("before", "doc"),
    [
        ("/// a\n/// b\n", "a\nb"),
        ("///a\n///  b\n", "a\n  b"),
        ("/// a\n///\n///     code\n", "a\n\n    code"),
        ("// plain\n", ""),
        ("//// no\n", ""),
        ("/** a\n * b\n */", "a\nb"),
        ("/**/", ""),
        ("/*** no */", ""),
        ('#[doc = "a\\n\\u{e9}\\"b\\""]', 'a\né"b"'),
        ('#[doc = r#"raw "x""#]', 'raw "x"'),
        ('#[doc = include_str!("x.md")]', ""),
        ("/// a\n#[inline]\n/// b\n", "a\nb"),
        ("/// a\r\n/// b\r\n", "a\nb"),
        ("/// lost\n\nfn other() {}\n", "lost"),
    ],
)
def test_doc(before: str, doc: str) -> None:
    assert item(f"{before}\nfn f() {{}}").doc == doc


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ("cfg(all(a, not(b)))", "cfg", ["all(a, not(b))"]),
        ("deprecated", "deprecated", True),
        ('deprecated(since = "1.0", note = "x")', "deprecated_since", "1.0"),
        ('deprecated(note = "x")', "deprecated_note", "x"),
        ('deprecated = "y"', "deprecated_note", "y"),
        ("must_use", "must_use", True),
        ('must_use = "x"', "must_use", True),
        ("non_exhaustive", "non_exhaustive", True),
        ("repr(C, align(8))", "repr", ["C", "align(8)"]),
        ("doc(hidden)", "doc_hidden", True),
        ('doc(alias = "hidden")', "doc_hidden", False),
        ('path = "a/b.rs"', "path", "a/b.rs"),
        ('cfg_attr(unix, path = "u.rs")', "paths_if", [["unix", "u.rs"]]),
        ("macro_export", "macro_export", True),
        ("macro_use", "macro_use", True),
        ("test", "test", True),
        ("tokio::test", "test", True),
        ("test_case(1 => 2)", "test", True),
        ("testing", "test", False),
        ("proc_macro", "proc_macro", "proc_macro"),
        ("proc_macro_derive(A, attributes(b))", "proc_macro", "proc_macro_derive(A, attributes(b))"),
        ("automatically_derived", "automatically_derived", True),
        ('unsafe(target_feature(enable = "a,b"))', "target_feature", ["a", "b"]),
        ("cfg_attr(a, must_use, doc(hidden))", "doc_hidden", True),
        ("cfg_attr(a, cfg(b))", "cfg", ["any(not(a), b)"]),
        ("cfg_attr(a, cfg_attr(b, cfg(c)))", "cfg", ["any(not(all(a, b)), c)"]),
    ],
)
def test_attribute(attribute: str, field: str, value: object) -> None:
    attrs = item(f"#[ {attribute} ]\nfn f() {{}}").attrs
    assert getattr(attrs, field) == value
    assert attrs.texts == [attribute]


@pytest.mark.parametrize(
    "predicate",
    [
        "test",
        "doc",
        "all(test, unix)",
        "all(unix, docsrs)",
        "any(test, docsrs)",
        "all(not(unix), test)",
        "not(not(doc))",
    ],
)
def test_what_only_tests_and_documentation_have_is_no_promise(predicate: str) -> None:
    code = f"#[cfg_attr({predicate}, non_exhaustive, must_use, repr(C), deprecated)]\nstruct S;"
    attrs = item(code).attrs
    assert not (attrs.non_exhaustive or attrs.must_use or attrs.repr or attrs.deprecated)


@pytest.mark.parametrize(
    "predicate", ["unix", "not(test)", "not(doc)", "any(test, unix)", 'feature = "test"', "all(unix, tested)"]
)
def test_what_users_may_have_is_a_promise(predicate: str) -> None:
    assert item(f"#[cfg_attr({predicate}, non_exhaustive)]\nstruct S;").attrs.non_exhaustive


def test_derives_of_cfg_attr_too() -> None:
    attrs = item("#[derive(A, b::C)]\n#[cfg_attr(x, derive(D))]\nstruct S;").attrs
    assert [[s.name for s in path.segments] for path in attrs.derives] == [["A"], ["b", "C"], ["D"]]
    assert [path.line for path in attrs.derives] == [-2, -2, -1]


def test_inner_attributes_join_the_outer_ones() -> None:
    found = item("/// outer\n#[cfg(a)]\nmod m {\n    //! inner\n    #![cfg(b)]\n}")
    assert found.attrs.cfg == ["a", "b"]
    assert found.doc == "outer\ninner"


def test_an_attribute_belongs_to_the_next_item_only() -> None:
    items = extract(b"#[must_use] fn f() {} fn g() {} #[inline]")[0].items
    assert [found.attrs.must_use for found in items] == [True, False]
