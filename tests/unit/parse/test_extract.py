"""The contract of `extract`: spans, lines, hashes, the interface, packing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.model.facts import BlobFacts, BlobStatus, Item, pack, unpack_bodies, unpack_facts
from rgraph.parse.extract import extract

from .rust_samples import SAMPLE, stretched


def facts(source: str) -> BlobFacts:
    return extract(source.encode())[0]


def item(source: str, name: str) -> Item:
    return next(item for item in facts(source).items if item.name == name)


def test_packed_is_the_same() -> None:
    source = SAMPLE.encode()
    facts_read, bodies_read = extract(source)
    packed_facts, packed_bodies = pack(facts_read), pack(bodies_read)
    assert (unpack_facts(packed_facts), unpack_bodies(packed_bodies)) == (facts_read, bodies_read)
    assert (pack(unpack_facts(packed_facts)), pack(unpack_bodies(packed_bodies))) == (packed_facts, packed_bodies)


def test_spans_cover_attributes_and_docs() -> None:
    source = "mod a;\n// plain\n/// Doc.\n#[inline]\npub fn f() {\n}\n"
    found = item(source, "f")
    assert source[found.start : found.end] == "/// Doc.\n#[inline]\npub fn f() {\n}"
    assert (found.start_line, found.line, found.end_line) == (3, 5, 6)


def test_spans_begin_at_blanked_qualifiers() -> None:
    source = 'extern "C" { /// Doc.\n safe fn f(); }\ndefault impl A for B {}'
    assert source[item(source, "f").start : item(source, "f").end].startswith("/// Doc.")
    assert source[item(source, "B").start :].startswith("default impl")
    assert item("extern {\n safe\n fn f(); }", "f").start_line == 2


def test_parents_come_before_children() -> None:
    items = facts(SAMPLE).items
    assert all(item.parent < ord for ord, item in enumerate(items))
    assert len(items) == 20


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fn f(a: u8) { g(a, b); }", "fn f(\n    a: u8,\n) {\n    // why\n    g(\n        a, b,\n    );\n}"),
        ("struct S { a: u8 }", "/// Doc.\nstruct S {\n    /// Inner.\n    a: u8,\n}"),
        ("impl S { fn f() {} }", "impl S {\n    /// Doc.\n    fn f() {}\n}"),
        ("mod m { fn f() {} }", 'mod m {\n    #[doc = "x"]\n    fn f() {}\n}'),
        ("enum E { A(u8), B }", "enum E {\n    A(u8,), // a\n    B,\n}"),
    ],
)
def test_formatting_and_docs_change_no_hash(one: str, other: str) -> None:
    before, after = facts(one), facts(other)
    assert [(i.sig_hash, i.body_hash, i.signature) for i in before.items] == [
        (i.sig_hash, i.body_hash, i.signature) for i in after.items
    ]
    assert before.interface == after.interface


@pytest.mark.parametrize(
    ("one", "other", "signature", "body"),
    [
        ("fn f() { a() }", "fn f() { b() }", False, True),
        ("fn f() {}", "fn f(x: u8) {}", True, False),
        ("fn f() {}", "pub fn f() {}", True, False),
        ("struct f { a: u8 }", "struct f { a: u16 }", False, True),
        ("struct f<T>(T);", "struct f<U>(U);", True, True),
        ("const f: u8 = 1;", "const f: u8 = 2;", False, True),
        ("const f: u8 = 1;", "const f: u16 = 1;", True, False),
        ("type f = A;", "type f = B;", True, False),
        ("macro_rules! f { () => { a } }", "macro_rules! f { () => { b } }", False, True),
        ("trait f { fn g(); }", "trait f { fn h(); }", False, True),
        ("trait f: A {}", "trait f: B {}", True, False),
        ("fn f() { (x,) }", "fn f() { (x) }", False, True),
    ],
)
def test_what_each_hash_sees(one: str, other: str, signature: bool, body: bool) -> None:
    before, after = item(one, "f"), item(other, "f")
    assert (before.sig_hash != after.sig_hash) is signature
    assert (before.body_hash != after.body_hash) is body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("fn f() { a() }", "\n\n/// Doc.\nfn f() { b(); c() }", True),
        ("use a::b; fn f() {}", "\n use a::b;\n fn f() { use c::d; }", True),
        ("fn f() {}", "fn f(x: u8) {}", False),
        ("struct S { a: u8 }", "struct S { a: u16 }", False),
        ("use a::b;", "pub use a::b;", False),
        ("#[cfg(x)] fn f() {}", "#[cfg(y)] fn f() {}", False),
        ("macro_rules! m { () => { a } }", "macro_rules! m { () => { b } }", False),
        ("trait T { fn f(); }", "trait T { fn f() {} }", False),
        ("m!(a);", "m!(b);", True),  # what a macro makes of it is for linking to say
    ],
)
def test_the_interface_is_what_others_see(one: str, other: str, same: bool) -> None:
    assert (facts(one).interface == facts(other).interface) is same


def test_lines_in_bodies_are_relative_to_the_name() -> None:
    source = "fn f(\n) {\n    a();\n}\n"
    assert extract(source.encode())[1] == extract(("\n" * 7 + source).encode())[1]


def test_lines_in_macro_arguments_are_relative_too() -> None:
    source = 'fn f() {\n    m!(a,\n       n!(b(),\n c));\n    println!("\n{x}");\n}\n'
    assert extract(source.encode())[1] == extract(("\n\n// !\n" + source).encode())[1]


@given(st.lists(st.sampled_from(["\n", "  ", "// c\n", "/* /* n */ */", "\r\n"]), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_hashes_do_not_see_formatting(fillers: list[str]) -> None:
    one, other = facts(SAMPLE), facts(stretched(SAMPLE, fillers))
    assert one.status == other.status == BlobStatus.OK
    assert [(i.kind, i.name, i.sig_hash, i.body_hash) for i in one.items] == [
        (i.kind, i.name, i.sig_hash, i.body_hash) for i in other.items
    ]
