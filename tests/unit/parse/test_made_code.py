"""What macros make, read as Rust: names, marks, and the lines of what was given."""

from __future__ import annotations

import pytest

from rgraph.model.facts import Arm
from rgraph.model.hygiene import IN_BODIES
from rgraph.model.syntax import (
    ECall,
    EField,
    EMacro,
    EPath,
    EStruct,
    Pat,
    PIdent,
    PStruct,
    PTupleStruct,
    SExpr,
    SLet,
    TPath,
)
from rgraph.parse.arms import Arms
from rgraph.parse.expand import Expansion, argument, expand_call
from rgraph.parse.made_code import MadeBlock, read_made_block, read_made_items, read_made_pattern, read_made_type

M = IN_BODIES


def expansion(tokens: str, matcher: str, body: str) -> Expansion:
    found = expand_call(Arms([Arm(matcher, body)]), argument(tokens), crate="krate", mark=M)
    assert isinstance(found, Expansion)
    return found


def block(text: str) -> MadeBlock:
    found = read_made_block(text, range(text.count("\n") + 1))
    assert found is not None
    return found


def test_marks_stay_on_what_may_be_a_local_and_come_off_everywhere_else() -> None:
    made = block(f"let x{M}: T{M} = S{M} {{ x{M} }}; f{M}(x{M}); a.f{M}.x; krate::f{M}(y{M})").block
    let, call, field, path = made.stmts
    assert isinstance(let, SLet)
    assert isinstance(let.pat, PIdent)
    assert let.pat.name == f"x{M}"
    assert isinstance(let.ty, TPath)
    assert let.ty.path.segments[0].name == "T"
    assert isinstance(let.init, EStruct)
    (init,) = let.init.fields
    assert (init.name, init.value) == ("x", EPath(call.expr.args[0].path))  # type: ignore[union-attr]
    assert isinstance(call, SExpr)
    assert isinstance(call.expr, ECall)
    assert call.expr.fn.path.segments[0].name == f"f{M}"  # type: ignore[union-attr]
    assert isinstance(field, SExpr)
    assert isinstance(field.expr, EField)
    assert field.expr.base.name == "f"  # type: ignore[union-attr]
    assert isinstance(path, SExpr)
    assert [segment.name for segment in path.expr.fn.path.segments] == ["krate", "f"]  # type: ignore[union-attr]


def test_a_shorthand_field_binds_the_marked_name() -> None:
    found: Pat | None = read_made_pattern(f"S {{ x{M}, y }}", [3])
    assert isinstance(found, PStruct)
    assert [(field.name, field.line, field.pat) for field in found.fields] == [
        ("x", 3, PIdent(f"x{M}", 3)),
        ("y", 3, None),
    ]


def test_names_in_format_strings_are_marked() -> None:
    (stmt,) = block(f'println!("{{x{M}}} {{y}}", y{M} = 1)').block.stmts
    assert isinstance(stmt, SExpr)
    assert isinstance(stmt.expr, EMacro)
    assert stmt.expr.block is not None
    assert [
        each.expr.path.segments[0].name
        for each in stmt.expr.block.stmts
        if isinstance(each, SExpr) and isinstance(each.expr, EPath)
    ] == [f"x{M}"]


def test_patterns_and_types() -> None:
    found = read_made_pattern("Some(x)\n| None", [3, 5])
    assert found is not None
    assert isinstance(read_made_pattern("Some(x)", [3]), PTupleStruct)
    ty = read_made_type("Vec<\nu8>", [2, 4])
    assert isinstance(ty, TPath)
    assert ty.path.segments[0].args[0].path.line == 4  # type: ignore[union-attr]
    assert read_made_pattern("a => b, c", [0]) is None
    assert read_made_type("1 + 1", [0]) is None


def test_a_call_in_what_was_made_knows_the_lines_of_its_argument() -> None:
    found = expansion("a,\nb", "$x:ident, $y:ident", "inner!($y, $x, z)")
    made = read_made_block(found.text, found.lines([7, 8], 5))
    assert made is not None
    (stmt,) = made.block.stmts
    assert isinstance(stmt, SExpr)
    call = stmt.expr
    assert isinstance(call, EMacro)
    assert [*zip(call.tokens.split("\n"), call.lines, strict=True)] == [
        ("", 5),
        ("b", 8),
        (",", 5),
        ("a", 7),
        (f", z{M}", 5),
    ]


def test_a_block_may_declare_items() -> None:
    made = block("use krate::T; fn f() { 1 } f()")
    assert [item.name for item in made.items] == ["f"]
    assert [use.path for use in made.uses] == [["krate", "T"]]
    assert (made.block.items, made.block.uses) == ([0], [0])
    assert made.bodies[0].owner == 0


@pytest.mark.parametrize("text", ["a b", "(", '"', "\0", "(" * 2_000, "fn", "}"])
def test_what_is_no_rust(text: str) -> None:
    assert read_made_block(text, [0]) is None


def test_items_have_the_lines_of_what_names_them() -> None:
    found = expansion(
        "A,\n  B", "$($n:ident),*", "$(/// doc\n pub struct $n { x: u8 } impl T for $n { fn f() { g($n) } })*"
    )
    made = read_made_items(found, 10)
    assert made is not None
    items, _, bodies = made
    assert [(item.name, item.line, item.start_line, item.end_line) for item in items] == [
        ("A", 10, 10, 10), ("x", 10, 10, 10), ("A", 10, 10, 10), ("f", 10, 10, 10),
        ("B", 11, 10, 11), ("x", 10, 10, 10), ("B", 10, 10, 10), ("f", 10, 10, 10),
    ]  # fmt: skip
    assert (items[4].signature, items[4].doc, items[4].in_macro) == ("pub struct B", "doc", True)
    assert [body.owner for body in bodies] == [3, 7]
    assert read_made_items(found, 10, [20, 30])[0][4].line == 30  # type: ignore[index]
    assert read_made_items(Expansion(argument("fn").tokens, 0), 1) is None


def test_a_call_where_items_stand_knows_the_lines_of_its_argument() -> None:
    found = expansion("A,\n  B", "$($n:ident),*", "m! { $($n => 1)* }")
    made = read_made_items(found, 10)
    assert made is not None
    (call,) = made[0]
    assert (call.tokens.split(), call.token_lines) == (["A", "=>", "1", "B", "=>", "1"], [10, 10, 10, 11, 10])
