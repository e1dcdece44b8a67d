"""Hostile input: bounded work, the same outcome everywhere, and never an exception."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.model.facts import BlobStatus, pack, unpack_bodies, unpack_facts
from rgraph.parse.extract import extract
from rgraph.parse.limits import MAX_BYTES, MAX_DEPTH, MAX_NESTING

from .rust_samples import SAMPLE

DEEP = 10_000


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"fn f() {}" + b" " * MAX_BYTES, f"larger than {MAX_BYTES} bytes"),
        (b"fn f() {}\0", "a NUL byte"),
        (b"fn f() {" + b"(" * DEEP + b"1" + b")" * DEEP + b"}", f"brackets nested deeper than {MAX_NESTING}"),
        (b"mod a {" * DEEP + b"}" * DEEP, f"brackets nested deeper than {MAX_NESTING}"),
    ],
)
def test_skipped(source: bytes, reason: str) -> None:
    facts, bodies = extract(source)
    assert (facts.status, facts.reason) == (BlobStatus.SKIPPED, reason)
    assert (facts.items, facts.uses, bodies.bodies) == ([], [], [])
    assert facts.bytes == len(source)


@pytest.mark.parametrize(
    "body",
    [
        "(" * 900 + "1" + ")" * 900,
        "!" * DEEP + "x",
        "1" + " + 1" * DEEP,
        "x" + ".a()" * DEEP,
        "x" + " as u8" * DEEP,
        "x" + "?" * DEEP,
        "if a {} " + "else if b {} " * DEEP,
        "a" + "::<u8>::a" * DEEP,
        "let " + "&" * DEEP + "x = 1;",
        "|x| " * DEEP + "1",
        "let x: " + "A<" * DEEP + "u8" + ">" * DEEP + ";",
        "match x { _ => " * 900 + "1" + "}" * 900,
    ],
)
def test_deep_nesting_is_cut_and_said(body: str) -> None:
    facts, bodies = extract(f"fn before() {{}} fn f() {{ {body} }} fn after() {{}}".encode())
    assert facts.status is BlobStatus.PARTIAL
    assert f"nested deeper than {MAX_DEPTH}" in facts.reason
    assert [item.name for item in facts.items] == ["before", "f", "after"]
    assert unpack_bodies(pack(bodies)) == bodies


def test_nested_items_and_uses_to_the_limit() -> None:
    facts, _ = extract(b"mod a {" * 900 + b"}" * 900)
    assert len(facts.items) == MAX_DEPTH
    assert facts.status is BlobStatus.PARTIAL
    facts, _ = extract(b"use " + b"a::{" * 900 + b"b" + b"}" * 900 + b";")
    assert [len(use.path) for use in facts.uses] == [901]


def test_the_outcome_does_not_depend_on_the_callers_depth() -> None:
    source = f"fn f() {{ {'(' * 200}1{')' * 200} }}".encode()
    expected = extract(source)

    def deeper(frames: int) -> object:
        return extract(source) if frames == 0 else deeper(frames - 1)

    assert deeper(min(600, sys.getrecursionlimit() - 300)) == expected


@pytest.mark.parametrize(
    "source",
    [
        b'r#" ' * 100_000,
        b"/*" * 200_000,
        b"/*" * DEEP + b"*/" * DEEP,
        b"where " * 100_000,
        b"type a:" * 50_000,
        b"type a<" * 50_000,
        b"for<" * 50_000,
        b"f((((a,),),),)" * 2_000,
        b"fn f() {" + b"a!(=> x y, z);" * 3_000 + b"}",
        b"fn f() {" + b"a!(" * 900 + b"1" + b")" * 900 + b"}",
        b"-" * 200_000,
        b"fn f() {" + b"-" * 200_000 + b"}",
        b"const X: u8 = " + b"-" * 200_000 + b";",
        b"#[a] fn f() {" + b"!" * 200_000 + b" @ }",
        b"&" * 200_000,
        b"|| " * 100_000,
        b"return " * 100_000 + b"@",
        b"unsafe " * 100_000 + b"fn f() {}",
        b"a<" * 100_000,
    ],
)
def test_work_does_not_grow_with_the_square(source: bytes) -> None:
    """Each of these took minutes in some version; the suite's time limit is the check."""
    facts, bodies = extract(source)
    assert unpack_facts(pack(facts)) == facts
    assert unpack_bodies(pack(bodies)) == bodies


def test_a_long_line_of_statements() -> None:
    facts, bodies = extract(b"fn f() {" + b"x;" * 50_000 + b"}")
    assert facts.status is BlobStatus.OK
    assert len(bodies.bodies) == 1


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("fn f() {} fn ñ() {}".encode("latin-1"), ["f"]),
        (b'fn f() { "\xff" } fn g() {}', ["f", "g"]),
    ],
)
def test_not_utf8_is_partial(source: bytes, names: list[str]) -> None:
    facts, _ = extract(source)
    assert facts.status is BlobStatus.PARTIAL
    assert facts.reason.startswith("not UTF-8")
    assert [item.name for item in facts.items][: len(names)] == names


def test_an_open_string_keeps_what_stands_before() -> None:
    facts, _ = extract(b'fn f() {} fn g() { h("abc); }\nfn lost() {}')
    assert facts.status is BlobStatus.PARTIAL
    assert facts.parse_errors >= 1
    assert "f" in [item.name for item in facts.items]


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes(source: bytes) -> None:
    facts, bodies = extract(source)
    assert (facts, bodies) == extract(source)
    assert unpack_facts(pack(facts)) == facts
    assert unpack_bodies(pack(bodies)) == bodies
    assert (facts.reason == "") is (facts.status is BlobStatus.OK)


_CUTS = st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 60))
_INSERTS = st.sampled_from(
    ["{", "}", "(", ")", "<", ">", "!", "::", "'", '"', "/*", "fn ", "impl ", "#[", ",", "=", "é", "r#"]
)


@given(st.lists(st.tuples(_CUTS, _INSERTS), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_mutated_rust(edits: list[tuple[tuple[int, int], str]]) -> None:
    text = SAMPLE
    for (at, length), insert in edits:
        text = text[:at] + insert + text[at + length :]
    source = text.encode()
    facts, bodies = extract(source)
    assert unpack_facts(pack(facts)) == facts
    assert unpack_bodies(pack(bodies)) == bodies
    for ord, item in enumerate(facts.items):
        assert -1 <= item.parent < ord
        assert 0 <= item.start < item.end <= len(source)
        assert 1 <= item.start_line <= item.end_line
    owners = [body.owner for body in bodies.bodies]
    assert len(set(owners)) == len(owners)
    assert all(0 <= owner < len(facts.items) for owner in owners)
