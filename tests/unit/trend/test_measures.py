"""Each measure counts what its name says, and nothing that only looks like it."""

from __future__ import annotations

import pytest

from rgraph.parse.extract import extract
from rgraph.trend.counting import counts_of
from rgraph.trend.measure import Content, OfContents, OfLinks, OfTrees
from rgraph.trend.registry import measure, names, of_contents, shown

EXAMPLES: dict[str, tuple[str, int, int]] = {
    "unwrap": (
        'fn f(x: Option<u8>) { x.unwrap(); x . unwrap (); x.unwrap_or(1); unwrap(); m!(x.unwrap()); let _ = "x.unwrap()"; }\n'
        "// x.unwrap()\n/// x.unwrap()\n#[test] fn t() { y.unwrap(); }",
        3,
        1,
    ),
    "expect": ('fn f() { x.expect("a"); y.expect_err("b"); expect(1); self.expect; }', 1, 0),
    "clone": ("fn f() { x.clone(); y.cloned(); Clone::clone(&z); }", 1, 0),
    "panic": ('fn f() { panic!(); unreachable!("{}", 1); std::panic!("x"); core::panic::catch(); panic(); }', 3, 0),
    "todo": ('fn f() { todo!(); unimplemented!("soon"); todo(); } // todo!()', 2, 0),
    "unsafe": (
        "unsafe fn f() {} unsafe impl Send for X {} fn g() { unsafe { f() } } fn r#unsafe() {}\n"
        "#[cfg(test)] mod t { fn h() { unsafe {} } }",
        3,
        1,
    ),
    "lines": ("//! Docs.\n\nfn f() {\n    // why\n    g(); g();\n\n    h(\n        1, /* one */\n    );\n}\n", 6, 0),
    "functions": ("fn a() { fn b() {} } trait T { fn c(); } impl T for X { fn c() {} } #[test] fn t() {}", 4, 1),
    "types": ("struct A; enum B {} union C { x: u8 } trait D { type F; } type E = u8; fn f() {}", 6, 0),
    "items": (
        "mod a { const B: u8 = 1; static C: u8 = 2; } macro_rules! m { () => {} } struct D { e: u8 } fn f() {}",
        6,
        0,
    ),
    "pub-items": ("pub fn a() {} pub(crate) fn b() {} pub struct C { pub d: u8, e: u8 } fn f() {}", 3, 0),
    "deprecated": ('#[deprecated] fn a() {} #[deprecated(note = "x")] struct B; fn deprecated() {}', 2, 0),
    "undocumented": ("/// Said.\npub fn a() {}\npub fn b() {}\npub mod c {}\nfn d() {}", 1, 0),
    "tests": ("#[test] fn a() {} #[tokio::test] async fn b() {} fn c() {} #[cfg(test)] mod t { fn helper() {} }", 2, 0),
}
"""For each measure of contents: a file, and what is counted in its code and in its test code."""


def test_every_measure_of_contents_has_its_example() -> None:
    assert set(EXAMPLES) == set(of_contents())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_measure_counts_what_it_says(name: str) -> None:
    source, code, tests = EXAMPLES[name]
    facts, _ = extract(source.encode())
    assert counts_of(Content(source.encode(), facts)).numbers.get(name, (0, 0)) == (code, tests)


def test_every_measure_says_what_it_counts() -> None:
    for name in names():
        found = measure(name)
        assert isinstance(found, OfContents | OfLinks | OfTrees) and found.title
        assert shown(name).partition(":")[0] == name
        argument = "" if isinstance(found, OfContents) else found.argument
        assert ("{}" in found.title) == bool(argument)


def test_what_was_not_read_counts_nothing() -> None:
    source = b"fn f() { x.unwrap() }\0" * 2_000_000
    facts, _ = extract(source)
    assert counts_of(Content(source, facts)).numbers == {}
