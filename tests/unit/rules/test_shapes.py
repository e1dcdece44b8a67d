"""What items name by syntax: methods, macros, paths through aliases, unsafe blocks."""

from __future__ import annotations

import pytest

from rgraph.rules.code import Code
from rgraph.rules.mentions import Shape, owners_at
from rgraph.view.memory import graph_of


def named(source: str, owner: str = "demo::f") -> set[tuple[Shape, str]]:
    code = Code(graph_of({"src/lib.rs": source}))
    return {(mention.shape, mention.name) for _, symbol, mention in code.mentions(None) if symbol == owner}


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("x.go()", (Shape.METHOD, "go")),
        ("x.go::<u8>()", (Shape.METHOD, "go")),
        ("go!()", (Shape.MACRO, "go")),
        ("a::go!()", (Shape.MACRO, "a::go")),
        ("std::mem::drop(1)", (Shape.PATH, "std::mem::drop")),
        ("let x: std::vec::Vec<u8>;", (Shape.PATH, "std::vec::Vec")),
        ("if let a::B { .. } = x {}", (Shape.PATH, "a::B")),
        ("|| x.go()", (Shape.METHOD, "go")),
        ("async { x.go().await }", (Shape.METHOD, "go")),
        ("for _ in x.go() {}", (Shape.METHOD, "go")),
        ('println!("{}", x.go())', (Shape.METHOD, "go")),
        ("match x { _ if x.go() => {} _ => {} }", (Shape.METHOD, "go")),
    ],
)
def test_what_a_body_names(body: str, mention: tuple[Shape, str]) -> None:
    assert mention in named(f"pub fn f(x: u8) {{ {body} }}\n")


def test_an_alias_is_written_out() -> None:
    assert (Shape.PATH, "std::process::exit") in named("use std::process::exit as out;\npub fn f() { out(1) }\n")
    assert (Shape.PATH, "std::process::exit") in named("use std::process;\npub fn f() { process::exit(1) }\n")


def test_unsafe_blocks_are_mentions_of_their_item() -> None:
    found = named("pub fn f() { unsafe { g() } }\nunsafe fn g() {}\n")
    assert any(shape is Shape.UNSAFE for shape, _ in found)
    assert not any(shape is Shape.UNSAFE for shape, _ in named("pub fn f() {}\n"))


def test_the_owner_of_a_byte_is_the_innermost_item() -> None:
    source = "mod m { fn f() { struct S; } }\nfn g() {}\n"
    facts = graph_of({"src/lib.rs": source}).facts("src/lib.rs")
    names = {item.name: number for number, item in enumerate(facts.items)}
    assert owners_at(facts, [source.index("struct")]) == {names["S"]}
    assert owners_at(facts, [source.index("fn g")]) == {names["g"]}
    assert owners_at(facts, [source.index("fn f"), source.index("fn g")]) == {names["f"], names["g"]}
