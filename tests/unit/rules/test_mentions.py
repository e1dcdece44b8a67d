"""What syntax alone says of names: aliases put in, macros and methods apart, whatever nests however deep."""

from __future__ import annotations

from rgraph.parse.extract import extract
from rgraph.rules.mentions import FileMentions, Shape, owners_at


def named(source: str, shape: Shape) -> list[tuple[str, int]]:
    facts, bodies = extract(source.encode())
    found = FileMentions(facts, bodies)
    return [(m.name, m.line) for ord_ in range(len(facts.items)) for m in found.of(ord_) if m.shape is shape]


def test_aliases_are_put_in_from_the_nearest_scope() -> None:
    source = "use std::process as p;\nfn f() {\n    use std::fs as p;\n    p::read();\n}\nfn g() {\n    p::exit();\n}\n"
    assert named(source, Shape.PATH) == [("std::fs::read", 4), ("std::process::exit", 7)]


def test_a_module_does_not_see_what_its_parent_imports() -> None:
    assert named("use std::fs;\nmod m { fn f() { fs::read() } }\n", Shape.PATH) == [("fs::read", 2)]


def test_macros_and_methods_in_the_arguments_of_macros() -> None:
    source = 'fn f(x: Option<u8>) {\n    println!("{}",\n        x.unwrap());\n    log::warn!("w");\n}\n'
    assert named(source, Shape.MACRO) == [("println", 2), ("log::warn", 4)]
    assert named(source, Shape.METHOD) == [("unwrap", 3)]


def test_deep_nesting_is_walked_without_recursion() -> None:
    source = "fn f(x: X) { " + "x.a(" * 300 + ")" * 300 + " }\n"
    assert len(named(source, Shape.METHOD)) > 0


def test_the_innermost_item_at_a_byte() -> None:
    source = "fn a() { fn b() {} }\nfn c() {}\n// end\n"
    facts, _ = extract(source.encode())
    name = {ord_: item.name for ord_, item in enumerate(facts.items)} | {-1: ""}
    at = [source.index(text) for text in ("a()", "b()", "} }", "c()", "// end")]
    assert [name[next(iter(owners_at(facts, [offset])))] for offset in at] == ["a", "b", "b", "c", ""]
